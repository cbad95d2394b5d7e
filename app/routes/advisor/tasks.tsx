import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { findCaseName } from '~/features/cases/case-name.queries.server';
import { futureReaders, listReaders } from '~/features/confidentiality/readers.queries.server';
import { addTask } from '~/features/tasks/add-task.server';
import { addTaskSchema } from '~/features/tasks/task.schema';
import { TASK_REFUSED } from '~/features/tasks/task-refused';
import { listTasks } from '~/features/tasks/tasks.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const TasksPage = later(async () => (await import('~/features/tasks/tasks-page')).TasksPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const found = await asReader(actor, async (tx) => {
    const name = await findCaseName(tx, actor, args.params.caseId);
    if (!name) return null;
    const tasks = await listTasks(tx, actor, name.id);
    return { name, tasks, readers: futureReaders(actor, 'task', await listReaders(tx, { caseId: name.id, companyId: name.companyId })) };
  });
  if (!found) throw notFound();
  const title = messagesFor(actor.locale)('tasks')('title.of', { reference: found.name.reference });
  return { ...found, today: today(), title };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, addTaskSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => addTask(tx, actor, args.params.caseId, form.data, now()), form);
  return answer(outcome, {
    done: ({ caseId, taskId }) => redirect(`/cases/${caseId}#task-${taskId}`),
    refused: TASK_REFUSED,
    values: form.values,
  });
}

export default function Tasks() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <TasksPage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
