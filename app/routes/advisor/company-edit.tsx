import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { editIdentitySchema } from '~/features/company-profile/edit-identity.schema';
import { editIdentity } from '~/features/company-profile/edit-identity.server';
import { findKeptSection } from '~/features/company-profile/profile-page.queries.server';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const SectionFrame = later(async () => (await import('~/features/company-profile/section-frame')).SectionFrame);
const IdentityForm = later(async () => (await import('~/features/company-profile/identity-form')).IdentityForm);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.company.name) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const section = await asReader(actor, (tx) => findKeptSection(tx, actor, args.params.companyId, today()));
  if (!section) throw notFound();
  return section;
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId } = args.params;
  if (!isId(companyId)) throw notFound();
  const form = await readForm(args.request, editIdentitySchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => editIdentity(tx, actor, companyId, form.data), form);
  return answer(outcome, { done: () => redirect(`/companies/${companyId}?done=saved`), refused: {}, values: form.values });
}

export default function CompanyEdit() {
  const { company, isManager } = useLoaderData<typeof loader>();
  return (
    <SectionFrame company={company} section="identity" isManager={isManager}>
      <IdentityForm company={company} reply={useActionData<typeof action>()} />
    </SectionFrame>
  );
}
