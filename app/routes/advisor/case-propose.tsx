import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { PROPOSAL_SCHEMAS } from '~/features/cases/case-moves.schema';
import { CASE_REFUSED } from '~/features/cases/case-refused';
import { isProposable } from '~/features/cases/case-transition';
import { readProposePage } from '~/features/cases/move-page.queries.server';
import { proposeMove } from '~/features/cases/propose-move.server';
import { messagesFor } from '~/i18n/messages.server';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const ProposePage = later(async () => (await import('~/features/cases/propose-page')).ProposePage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { caseId, to } = args.params;
  if (!isProposable(to)) throw notFound();
  const page = await asReader(actor, (tx) => readProposePage(tx, actor, caseId, to, today()));
  if (!page) throw notFound();
  return { page, title: `${messagesFor(actor.locale)('cases')(`propose.title.${to}`)} · ${page.head.reference}` };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const { caseId, to } = args.params;
  if (!isProposable(to)) throw notFound();
  const form = await readForm(args.request, PROPOSAL_SCHEMAS[to]);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => proposeMove(tx, actor, caseId ?? '', { ...form.data, to }, now()), form);
  return answer(outcome, {
    done: ({ caseId }) => redirect(`/cases/${caseId}?done=proposal`),
    refused: CASE_REFUSED,
    values: form.values,
  });
}

export default function CasePropose() {
  return <ProposePage page={useLoaderData<typeof loader>().page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
