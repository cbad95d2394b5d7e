import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { recordAccess } from '~/access/access-log.server';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { staySchema } from '~/access/stay.schema';
import { viewCompany } from '~/features/views/view-company.server';
import { findFollowedCompany } from '~/features/views/viewed-company.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ViewPage = later(async () => (await import('~/features/views/view-page')).ViewPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const company = await asReader(actor, (tx) => findFollowedCompany(tx, actor, args.params.companyId));
  if (!company) throw notFound();
  return { company, title: messagesFor(actor.locale)('privacy')('view.title', { company: company.name }) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, staySchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => viewCompany(tx, actor, args.params.companyId));
  if (outcome.ok) await recordAccess('view.started', args.context, actor, {}, ['company', outcome.value.companyId]);
  return answer(outcome, { done: () => redirect('/plan'), refused: {}, values: form.values });
}

export default function CompanyView() {
  return <ViewPage company={useLoaderData<typeof loader>().company} />;
}
