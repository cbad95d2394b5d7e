import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { CASE_REFUSED } from '~/features/cases/case-refused';
import { withdrawCase } from '~/features/cases/withdraw-case.server';
import { withdrawSchema } from '~/features/my-plan/leader-acts.schema';
import { findLeaderCase } from '~/features/my-plan/leader-case.queries.server';

import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const CommentPage = later(async () => (await import('~/features/my-plan/comment-page')).CommentPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const head = await asReader(actor, (tx) => findLeaderCase(tx, actor, args.params.caseId, now()));
  if (!head) throw notFound();
  return { head, title: `${messagesFor(actor.locale)('my_plan')('withdraw.title')} · ${head.reference}` };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const form = await readForm(args.request, withdrawSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => withdrawCase(tx, actor, args.params.caseId ?? '', form.data, now()), form);
  const done = ({ caseId }: { caseId: string }) => redirect(`/plan/cases/${caseId}?done=withdrawn`);
  return answer(outcome, { done, refused: CASE_REFUSED, values: form.values });
}

export default function PlanWithdraw() {
  const { head } = useLoaderData<typeof loader>();
  return <CommentPage head={head} act="withdraw" reply={useActionData<typeof action>() as FormReply | undefined} />;
}
