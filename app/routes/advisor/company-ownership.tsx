import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { mayKeepMembership, mayKeepProfile } from '~/features/company-profile/company-profile.policy';
import { editOwnershipSchema } from '~/features/company-profile/edit-ownership.schema';
import { editOwnership } from '~/features/company-profile/edit-ownership.server';
import { readProfilePage } from '~/features/company-profile/profile-page.queries.server';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const SectionFrame = later(async () => (await import('~/features/company-profile/section-frame')).SectionFrame);
const CapitalLinksCard = later(async () => (await import('~/features/capital/capital-links-card')).CapitalLinksCard);
const OwnershipForm = later(async () => (await import('~/features/company-profile/ownership-form')).OwnershipForm);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.company.name) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId } = args.params;
  const page = isId(companyId) ? await asReader(actor, (tx) => readProfilePage(tx, actor, companyId, today())) : null;
  if (!page || !mayKeepProfile(actor, page.company)) throw notFound();
  return { company: page.company, capitalLinks: page.records.links, isManager: mayKeepMembership(actor) };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId } = args.params;
  if (!isId(companyId)) throw notFound();
  const form = await readForm(args.request, editOwnershipSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => editOwnership(tx, actor, companyId, form.data, today()), form);
  return answer(outcome, { done: () => redirect(`/companies/${companyId}?done=saved`), refused: {}, values: form.values });
}

export default function CompanyOwnership() {
  const { company, capitalLinks, isManager } = useLoaderData<typeof loader>();
  return (
    <SectionFrame company={company} section="ownership" isManager={isManager}>
      <OwnershipForm ownership={company} reply={useActionData<typeof action>()} backTo={`/companies/${company.id}`} />
      <CapitalLinksCard
        links={capitalLinks}
        autonomy={company.autonomy}
        addressOf={(linkId) => `/companies/${company.id}/links/${linkId}`}
      />
    </SectionFrame>
  );
}
