import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { ledCompany } from '~/access/led-company.server';
import { requireActor } from '~/access/require-actor.server';
import { DOCUMENT_REFUSED } from '~/features/documents/document-refused';
import { findCompanyHolder } from '~/features/documents/documents.queries.server';
import { showDocuments } from '~/features/documents/show-documents.server';
import { takeInDocument } from '~/features/documents/take-in-document.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { waitingHeaders } from '~/ui/forms/waiting-headers';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const DocumentsPage = later(async () => (await import('~/features/documents/documents-page')).DocumentsPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.title) }];

export const headers = waitingHeaders;
export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  const shown = company && (await showDocuments(actor, args.request.url, (tx) => findCompanyHolder(tx, actor, company.id)));
  if (!shown) throw notFound();
  return shown;
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const company = ledCompany(actor, args.request);
  if (!company) throw notFound();
  const taken = await takeInDocument(actor, args, { companyId: company.id });
  if (!taken) throw notFound();
  if (!taken.ok) return taken.reply;
  return answer(taken.outcome, {
    done: ({ documentId }) => redirect(`/plan/company/documents?company=${company.id}&done=added#document-${documentId}`),
    refused: DOCUMENT_REFUSED,
    values: taken.values,
  });
}

export default function OwnDocuments() {
  const { page, done } = useLoaderData<typeof loader>();
  return <DocumentsPage page={page} done={done} reply={useActionData<typeof action>() as FormReply | undefined} isForCompany={true} />;
}
