import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { recordRead } from '~/access/access-log.server';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { mayKeepMembership, mayKeepProfile } from '~/features/company-profile/company-profile.policy';
import { readProfilePage } from '~/features/company-profile/profile-page.queries.server';
import { recordDifficultySchema, stateExportControlSchema } from '~/features/company-profile/restricted.schema';
import { RECORD_DIFFICULTY_REFUSALS, recordDifficulty, stateExportControl } from '~/features/company-profile/restricted.server';
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
const RestrictedSection = later(async () => (await import('~/features/company-profile/restricted-section')).RestrictedSection);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.company.name) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId } = args.params;
  const page = isId(companyId) ? await asReader(actor, (tx) => readProfilePage(tx, actor, companyId, today())) : null;
  if (!page || !mayKeepProfile(actor, page.company)) throw notFound();
  await recordRead(args.context, actor, 'restricted.read', ['company', companyId as string]);
  const { difficulties, exportControl } = page.records;
  return { company: page.company, isManager: mayKeepMembership(actor), difficulties, exportControl, today: today() };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'advisor', 'manager');
  const { companyId } = args.params;
  if (!isId(companyId)) throw notFound();
  const intent = (await args.request.clone().formData()).get('intent');
  const done = () => redirect(`/companies/${companyId}?done=saved`);
  if (intent === 'export') {
    const form = await readForm(args.request, stateExportControlSchema);
    if (!form.ok) return form.reply;
    const outcome = await asActor(actor, (tx) => stateExportControl(tx, actor, companyId, form.data, today()), form);
    return answer(outcome, { done, refused: {}, values: form.values });
  }
  const form = await readForm(args.request, recordDifficultySchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => recordDifficulty(tx, actor, companyId, form.data, today()), form);
  return answer(outcome, { done, refused: RECORD_DIFFICULTY_REFUSALS, values: form.values });
}

export default function CompanyRestricted() {
  const { company, isManager, ...page } = useLoaderData<typeof loader>();
  return (
    <SectionFrame company={company} section="restricted" isManager={isManager}>
      <RestrictedSection {...page} reply={useActionData<typeof action>() as FormReply | undefined} />
    </SectionFrame>
  );
}
