import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { sizesOn } from '~/features/company-profile/annual-figures';
import { mayKeepMembership, mayKeepProfile } from '~/features/company-profile/company-profile.policy';
import { keepComputedSizeSchema, overrideSizeSchema } from '~/features/company-profile/decide-size.schema';
import { KEEP_COMPUTED_SIZE_REFUSALS, keepComputedSize, overrideSize } from '~/features/company-profile/decide-size.server';
import { readProfilePage } from '~/features/company-profile/profile-page.queries.server';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const SectionFrame = later(async () => (await import('~/features/company-profile/section-frame')).SectionFrame);
const SizeSection = later(async () => (await import('~/features/company-profile/size-section')).SizeSection);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.company.name) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { companyId } = args.params;
  const page = isId(companyId) ? await asReader(actor, (tx) => readProfilePage(tx, actor, companyId, today())) : null;
  if (!page?.company.isKept) throw notFound();
  const { company, records } = page;
  const sized = sizesOn(records, today());
  const can = { canDecide: mayKeepProfile(actor, company), isManager: mayKeepMembership(actor) };
  return { company, sized, overrideBy: records.sizeOverrideBy, ...can };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId } = args.params;
  if (!isId(companyId)) throw notFound();
  const intent = (await args.request.clone().formData()).get('intent');
  const done = () => redirect(`/companies/${companyId}?done=saved`);
  if (intent === 'computed') {
    const form = await readForm(args.request, keepComputedSizeSchema);
    if (!form.ok) return form.reply;
    const outcome = await asActor(actor, (tx) => keepComputedSize(tx, actor, companyId, form.data, today()), form);
    return answer(outcome, { done, refused: KEEP_COMPUTED_SIZE_REFUSALS, values: form.values });
  }
  const form = await readForm(args.request, overrideSizeSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => overrideSize(tx, actor, companyId, form.data, now()), form);
  return answer(outcome, { done, refused: {}, values: form.values });
}

export default function CompanySize() {
  const { company, isManager, ...page } = useLoaderData<typeof loader>();
  return (
    <SectionFrame company={company} section="size" isManager={isManager} isReader={!page.canDecide}>
      <SizeSection company={company} {...page} reply={useActionData<typeof action>() as FormReply | undefined} />
    </SectionFrame>
  );
}
