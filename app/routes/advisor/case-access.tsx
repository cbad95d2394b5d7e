import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { caseGrantSchema } from '~/features/case-grants/case-grant.schema';
import { readCaseGrantsPage } from '~/features/case-grants/case-grants.queries.server';
import { CASE_GRANT_REFUSED, caseGrantAct, grantDone } from '~/features/case-grants/change-grants.server';
import { messagesFor } from '~/i18n/messages.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const CaseGrantsPage = later(async () => (await import('~/features/case-grants/case-grants-page')).CaseGrantsPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const page = await asReader(actor, (tx) => readCaseGrantsPage(tx, actor, args.params.caseId, now()));
  if (!page) throw notFound();
  return { page, done: grantDone(args.request), title: `${messagesFor(actor.locale)('grants')('title')} · ${page.reference}` };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'staff');
  const form = await readForm(args.request, caseGrantSchema);
  if (!form.ok) return form.reply;
  const act = caseGrantAct(args.params.caseId, form.data, now());
  const outcome = await asActor(actor, (tx) => act(tx, actor), form);
  const done = ({ caseId, said }: { caseId: string; said: string }) => redirect(`/cases/${caseId}/access?done=${said}`);
  return answer(outcome, { done, refused: CASE_GRANT_REFUSED, values: form.values });
}

export default function CaseAccess() {
  const { title: _, ...page } = useLoaderData<typeof loader>();
  return <CaseGrantsPage {...page} reply={useActionData<typeof action>() as FormReply | undefined} />;
}
