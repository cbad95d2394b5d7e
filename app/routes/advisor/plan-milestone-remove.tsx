import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readPlannedMilestone } from '~/features/plans/plan-editor.queries.server';
import { PLAN_REFUSED } from '~/features/plans/plan-refused';
import { removePlannedMilestoneSchema } from '~/features/plans/planned-milestone.schema';
import { removePlannedMilestone } from '~/features/plans/remove-planned-milestone.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { isId } from '~/platform/is-id';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const RemoveMilestonePage = later(async () => (await import('~/features/plans/planned-milestone-page')).RemoveMilestonePage);

export const shouldRevalidate = revalidateAfterRefusal;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { caseId, milestoneId = '' } = args.params;
  const page = await asReader(actor, (tx) => readPlannedMilestone(tx, actor, caseId, milestoneId));
  if (!page) throw notFound();
  if (!page.head.can.editPlan) throw redirect(`/cases/${caseId}/plan`);
  if (page.whyNotRemoved !== null) throw redirect(`/cases/${caseId}/plan/milestones/${milestoneId}`);
  const title = messagesFor(actor.locale)('plans')('remove.heading', { position: page.milestone.position });
  return { page, title: `${title} · ${page.head.reference}` };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { caseId, milestoneId = '' } = args.params;
  if (!isId(caseId)) throw notFound();
  const form = await readForm(args.request, removePlannedMilestoneSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => removePlannedMilestone(tx, actor, caseId, milestoneId, form.data, now()), form);
  return answer(outcome, {
    done: ({ redated }) => redirect(`/cases/${caseId}/plan/edit?redated=${redated}`),
    refused: PLAN_REFUSED,
    values: form.values,
  });
}

export default function PlanMilestoneRemove() {
  const { page } = useLoaderData<typeof loader>();
  return <RemoveMilestonePage page={page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
