import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { addCaseDocument } from '~/features/documents/add-document.server';
import { mayAddDocument } from '~/features/documents/document.policy';
import { addDocumentSchema } from '~/features/documents/document.schema';
import { DOCUMENT_REFUSED } from '~/features/documents/document-refused';
import { findCaseHolder } from '~/features/documents/documents.queries.server';
import { keepDocument } from '~/features/documents/keep-document.server';
import { receiverFor } from '~/features/documents/receive-document.server';
import { showDocuments } from '~/features/documents/show-documents.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readUpload } from '~/ui/forms/read-upload.server';
import { waitingHeaders } from '~/ui/forms/waiting-headers';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const DocumentsPage = later(async () => (await import('~/features/documents/documents-page')).DocumentsPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const headers = waitingHeaders;
export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const shown = await showDocuments(actor, args.request.url, (tx) => findCaseHolder(tx, actor, args.params.caseId));
  if (!shown) throw notFound();
  return shown;
}

/** Whoever may add nothing is told before a byte of the file is read. */
export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const holder = await asReader(actor, (tx) => findCaseHolder(tx, actor, args.params.caseId));
  if (!holder || !mayAddDocument(holder.part)) throw notFound();
  const form = await readUpload(args.request, addDocumentSchema, receiverFor(actor, args.context, holder));
  if (!form.ok) return form.reply;
  const outcome = await keepDocument(actor, form.file, form, (tx, kept) =>
    addCaseDocument(tx, actor, args.params.caseId, form.data, kept, now()),
  );
  return answer(outcome, {
    done: ({ documentId }) => redirect(`/plan/cases/${args.params.caseId}/documents?done=added#document-${documentId}`),
    refused: DOCUMENT_REFUSED,
    values: form.values,
  });
}

export default function PlanDocuments() {
  const { page, done } = useLoaderData<typeof loader>();
  return <DocumentsPage page={page} done={done} reply={useActionData<typeof action>() as FormReply | undefined} isForCompany={true} />;
}
