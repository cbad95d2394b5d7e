import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { readPlanEditor } from '~/features/plans/plan-editor.queries.server';
import { PLAN_REFUSED } from '~/features/plans/plan-refused';
import { planTargetSchema } from '~/features/plans/plan-target.schema';
import { changePlanTarget } from '~/features/plans/set-plan-target.server';
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

const PlanEditorPage = later(async () => (await import('~/features/plans/plan-editor-page')).PlanEditorPage);

export const shouldRevalidate = revalidateAfterRefusal;

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const editor = await asReader(actor, (tx) => readPlanEditor(tx, actor, args.params.caseId));
  if (!editor) throw notFound();
  if (!editor.head.can.editPlan) throw redirect(`/cases/${editor.head.id}/plan`);
  const redated = new URL(args.request.url).searchParams.get('redated');
  const title = `${messagesFor(actor.locale)('plans')('edit.here')} · ${editor.head.reference}`;
  return { editor, redated: redated !== null && /^\d{1,3}$/.test(redated) ? Number(redated) : null, title };
}

/** One figure's target; the form's intent is the figure. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { caseId } = args.params;
  if (!isId(caseId)) throw notFound();
  const form = await readForm(args.request, planTargetSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => changePlanTarget(tx, actor, caseId, form.intent ?? '', form.data, now()), form);
  return answer(outcome, { done: () => redirect(`/cases/${caseId}/plan/edit#targets`), refused: PLAN_REFUSED, values: form.values });
}

export default function PlanEdit() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <PlanEditorPage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
