import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { changeCategorySchema, changeMembershipSchema } from '~/features/company-profile/change-membership.schema';
import { CHANGE_MEMBERSHIP_REFUSALS, changeCategory, changeMembership } from '~/features/company-profile/change-membership.server';
import { mayKeepMembership } from '~/features/company-profile/company-profile.policy';
import { readProfilePage } from '~/features/company-profile/profile-page.queries.server';
import { today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const SectionFrame = later(async () => (await import('~/features/company-profile/section-frame')).SectionFrame);
const MembershipSection = later(async () => (await import('~/features/company-profile/membership-section')).MembershipSection);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.company.name) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  const { companyId } = args.params;
  const page = isId(companyId) ? await asReader(actor, (tx) => readProfilePage(tx, actor, companyId, today())) : null;
  if (!page || !mayKeepMembership(actor)) throw notFound();
  return { company: page.company, periods: page.records.memberships, today: today() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  const { companyId } = args.params;
  if (!isId(companyId)) throw notFound();
  const intent = (await args.request.clone().formData()).get('intent');
  const done = () => redirect(`/companies/${companyId}?done=saved`);
  if (intent === 'category') {
    const form = await readForm(args.request, changeCategorySchema);
    if (!form.ok) return form.reply;
    const outcome = await asActor(actor, (tx) => changeCategory(tx, actor, companyId, form.data), form);
    return answer(outcome, { done, refused: {}, values: form.values });
  }
  const form = await readForm(args.request, changeMembershipSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => changeMembership(tx, actor, companyId, form.data, today()), form);
  return answer(outcome, { done, refused: CHANGE_MEMBERSHIP_REFUSALS, values: form.values });
}

export default function CompanyMembership() {
  const { company, ...page } = useLoaderData<typeof loader>();
  return (
    <SectionFrame company={company} section="membership" isManager>
      <MembershipSection company={company} {...page} reply={useActionData<typeof action>() as FormReply | undefined} />
    </SectionFrame>
  );
}
