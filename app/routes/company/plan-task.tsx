import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { findCaseName } from '~/features/cases/case-name.queries.server';
import { openShared } from '~/features/confidentiality/first-reading.server';
import { moveTask } from '~/features/tasks/move-task.server';
import { moveTaskSchema } from '~/features/tasks/task.schema';
import { TASK_REFUSED } from '~/features/tasks/task-refused';
import { findTask, taskLine } from '~/features/tasks/tasks.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const TaskPage = later(async () => (await import('~/features/tasks/task-page')).TaskPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const { caseId, taskId } = args.params;
  const found = await asReader(actor, async (tx) => {
    const [name, task] = [await findCaseName(tx, actor, caseId), await findTask(tx, actor, taskId)];
    return name && task && task.caseId === caseId ? { name, task: taskLine(actor, task) } : null;
  });
  if (!found) throw notFound();
  const isShared = found.task.side === 'advisor';
  if (isShared && !(await openShared(actor, 'task', { id: found.task.id, companyId: found.name.companyId }))) throw notFound();
  return { ...found, title: `${messagesFor(actor.locale)('tasks')('page.title')} · ${found.name.reference}` };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const form = await readForm(args.request, moveTaskSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => moveTask(tx, actor, args.params.taskId, form.data, now()), form);
  return answer(outcome, {
    done: ({ caseId, taskId }) => redirect(`/plan/cases/${caseId}#task-${taskId}`),
    refused: TASK_REFUSED,
    values: form.values,
  });
}

export default function PlanTask() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <TaskPage {...page} isForCompany reply={useActionData<typeof action>() as FormReply | undefined} />;
}
