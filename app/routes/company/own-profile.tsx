import { type ActionFunctionArgs, type LinksFunction, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { ledCompany } from '~/access/led-company.server';
import { requireActor } from '~/access/require-actor.server';
import { ownActivitySchema } from '~/features/company-profile/edit-activity.schema';
import { stateOwnActivity } from '~/features/company-profile/edit-activity.server';
import { ownOwnershipSchema } from '~/features/company-profile/edit-ownership.schema';
import { OWN_OWNERSHIP_REFUSALS, stateOwnOwnership } from '~/features/company-profile/edit-ownership.server';
import { readOwnProfile } from '~/features/company-profile/own-profile.queries.server';
import { stateExportControlSchema } from '~/features/company-profile/restricted.schema';
import { stateExportControl } from '~/features/company-profile/restricted.server';
import { listCompanyProjects } from '~/features/projects/company-projects.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';
import chartStyles from '~/ui/styles/small-line.css?url';

const CompanyProjectsCard = later(async () => (await import('~/features/projects/company-projects-card')).CompanyProjectsCard);
const OwnProfilePage = later(async () => (await import('~/features/company-profile/own-profile-page')).OwnProfilePage);

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: chartStyles }];

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  if (!company) throw notFound();
  const { profile, projects } = await asReader(actor, async (tx) => ({
    profile: await readOwnProfile(tx, actor, company.id, today()),
    projects: await listCompanyProjects(tx, actor, company.id),
  }));
  if (!profile) throw notFound();
  const isDone = new URL(args.request.url).searchParams.has('done');
  return { profile, projects, today: today(), isDone, title: messagesFor(actor.locale)('profile')('own.title') };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  if (!company) throw notFound();
  const done = () => redirect(`/plan/company?company=${company.id}&done=1`);
  const intent = (await args.request.clone().formData()).get('intent');
  if (intent === 'activity') {
    const form = await readForm(args.request, ownActivitySchema);
    if (!form.ok) return form.reply;
    const outcome = await asActor(actor, (tx) => stateOwnActivity(tx, actor, company.id, form.data), form);
    return answer(outcome, { done, refused: {}, values: form.values });
  }
  if (intent === 'ownership') {
    const form = await readForm(args.request, ownOwnershipSchema);
    if (!form.ok) return form.reply;
    const outcome = await asActor(actor, (tx) => stateOwnOwnership(tx, actor, company.id, form.data, today()), form);
    return answer(outcome, { done, refused: OWN_OWNERSHIP_REFUSALS, values: form.values });
  }
  const form = await readForm(args.request, stateExportControlSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => stateExportControl(tx, actor, company.id, form.data, today()), form);
  return answer(outcome, { done, refused: {}, values: form.values });
}

export default function OwnProfile() {
  const { title: _, projects, ...page } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>() as FormReply | undefined;
  return <OwnProfilePage {...page} reply={reply} projects={<CompanyProjectsCard projects={projects} isForCompany />} />;
}
