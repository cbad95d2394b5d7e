import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { openShared } from '~/features/confidentiality/first-reading.server';
import { readDocumentPage } from '~/features/documents/document-page.queries.server';
import { DOCUMENT_REFUSED } from '~/features/documents/document-refused';
import { takeInDocument } from '~/features/documents/take-in-document.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { waitingHeaders } from '~/ui/forms/waiting-headers';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const DocumentPage = later(async () => (await import('~/features/documents/document-page')).DocumentPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.page.document.title) }];

export const headers = waitingHeaders;
export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const page = await asReader(actor, (tx) => readDocumentPage(tx, actor, args.params.documentId));
  if (!page) throw notFound();
  const isShared = page.document.side === 'advisor';
  if (isShared && !(await openShared(actor, 'document', { id: page.document.id, companyId: page.holder.companyId }))) throw notFound();
  const done = new URL(args.request.url).searchParams.get('done') === 'replaced' ? ('replaced' as const) : null;
  return { page, done };
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const taken = await takeInDocument(actor, args, { documentId: args.params.documentId ?? '' });
  if (!taken) throw notFound();
  if (!taken.ok) return taken.reply;
  return answer(taken.outcome, {
    done: ({ documentId }) => redirect(`/plan/documents/${documentId}?done=replaced`),
    refused: DOCUMENT_REFUSED,
    values: taken.values,
  });
}

export default function PlanDocument() {
  const { page, done } = useLoaderData<typeof loader>();
  return <DocumentPage page={page} done={done} reply={useActionData<typeof action>() as FormReply | undefined} isForCompany={true} />;
}
