import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { assignCase } from '~/features/cases/assign-case.server';
import { assignCaseSchema } from '~/features/cases/case-moves.schema';
import { CASE_REFUSED } from '~/features/cases/case-refused';
import { readAssignPage } from '~/features/cases/move-page.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const AssignPage = later(async () => (await import('~/features/cases/assign-page')).AssignPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const page = await asReader(actor, (tx) => readAssignPage(tx, actor, args.params.caseId, today()));
  if (!page) throw notFound();
  return { page, title: `${messagesFor(actor.locale)('cases')('assign.title')} · ${page.head.reference}` };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, assignCaseSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => assignCase(tx, actor, args.params.caseId ?? '', form.data, now()), form);
  return answer(outcome, {
    done: ({ caseId }) => redirect(`/cases/${caseId}?done=assign`),
    refused: CASE_REFUSED,
    values: form.values,
  });
}

export default function CaseAssign() {
  return <AssignPage page={useLoaderData<typeof loader>().page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
