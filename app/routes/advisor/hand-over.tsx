import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { CASE_REFUSED } from '~/features/cases/case-refused';
import { readHandOverPage } from '~/features/cases/hand-over.queries.server';
import { handOverSchema } from '~/features/cases/hand-over.schema';
import { handOverCases } from '~/features/cases/hand-over-cases.server';
import { messagesFor } from '~/i18n/messages.server';
import { now, today } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const HandOverPage = later(async () => (await import('~/features/cases/hand-over-page')).HandOverPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  const asked = new URL(args.request.url).searchParams;
  const page = await asReader(actor, (tx) =>
    readHandOverPage(tx, actor, { fromId: asked.get('from') ?? undefined, caseId: asked.get('case') ?? undefined }, today()),
  );
  if (!page) throw notFound();
  return {
    page,
    handed: Number.parseInt(asked.get('handed') ?? '', 10) || 0,
    title: messagesFor(actor.locale)('cases')('hand_over.title'),
  };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'manager');
  const form = await readForm(args.request, handOverSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => handOverCases(tx, actor, form.data, now()), form);
  return answer(outcome, {
    done: ({ fromId, cases }) => redirect(`/cases/hand-over?${new URLSearchParams({ from: fromId, handed: String(cases) })}`),
    refused: CASE_REFUSED,
    beside: { same_lead: 'advisorId', not_an_advisor: 'advisorId', lead_over_capacity: 'overrideReason' },
    values: form.values,
  });
}

export default function HandOver() {
  const { page, handed } = useLoaderData<typeof loader>();
  return <HandOverPage page={page} handed={handed} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
