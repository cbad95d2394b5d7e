import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { addPlannedMilestone } from '~/features/plans/add-planned-milestone.server';
import { readPlanEditor } from '~/features/plans/plan-editor.queries.server';
import { PLAN_REFUSED } from '~/features/plans/plan-refused';
import { addPlannedMilestoneSchema, plannedInput } from '~/features/plans/planned-milestone.schema';
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

const NewMilestonePage = later(async () => (await import('~/features/plans/planned-milestone-page')).NewMilestonePage);

export const shouldRevalidate = revalidateAfterRefusal;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const editor = await asReader(actor, (tx) => readPlanEditor(tx, actor, args.params.caseId));
  if (!editor) throw notFound();
  const { head, lines } = editor;
  if (!head.can.editPlan) throw redirect(`/cases/${head.id}/plan`);
  const title = `${messagesFor(actor.locale)('plans')('edit.add')} · ${head.reference}`;
  return { head, others: lines.map(({ id, position, title: name }) => ({ id, position, title: name })), title };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { caseId } = args.params;
  if (!isId(caseId)) throw notFound();
  const form = await readForm(args.request, addPlannedMilestoneSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => addPlannedMilestone(tx, actor, caseId, plannedInput(form.data), now()), form);
  return answer(outcome, {
    done: ({ milestoneId, redated }) => redirect(`/cases/${caseId}/plan/edit?redated=${redated}#milestone-${milestoneId}`),
    refused: PLAN_REFUSED,
    values: form.values,
  });
}

export default function PlanMilestoneNew() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <NewMilestonePage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
