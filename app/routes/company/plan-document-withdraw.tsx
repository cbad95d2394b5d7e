import { type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { asActor, asReader } from '~/access/acting.server';
import { requireActor } from '~/access/require-actor.server';
import { documentVersionSchema } from '~/features/documents/document.schema';
import { readDocumentPage } from '~/features/documents/document-page.queries.server';
import { DOCUMENT_REFUSED } from '~/features/documents/document-refused';
import { withdrawDocument } from '~/features/documents/withdraw-document.server';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { revalidateAfterRefusal } from '~/ui/forms/after-refusal';
import { answer } from '~/ui/forms/answer.server';
import type { FormReply } from '~/ui/forms/form-reply';
import { readForm } from '~/ui/forms/read-form.server';
import { later } from '~/ui/later';
import { pageTitle } from '~/ui/page-title';

const WithdrawPage = later(async () => (await import('~/features/documents/withdraw-page')).WithdrawPage);

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: pageTitle(data?.document.title) }];

export const shouldRevalidate = revalidateAfterRefusal;

export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const page = await asReader(actor, (tx) => readDocumentPage(tx, actor, args.params.documentId));
  if (!page) throw notFound();
  return page;
}

export async function action(args: ActionFunctionArgs) {
  const actor = await requireActor(args, 'company');
  const form = await readForm(args.request, documentVersionSchema);
  if (!form.ok) return form.reply;
  const outcome = await asActor(actor, (tx) => withdrawDocument(tx, actor, args.params.documentId, form.data, now()), form);
  return answer(outcome, {
    done: ({ caseId, companyId }) =>
      redirect(caseId ? `/plan/cases/${caseId}/documents?done=withdrawn` : `/plan/company/documents?company=${companyId}&done=withdrawn`),
    refused: DOCUMENT_REFUSED,
    values: form.values,
  });
}

export default function PlanDocumentWithdraw() {
  const page = useLoaderData<typeof loader>();
  return <WithdrawPage page={page} reply={useActionData<typeof action>() as FormReply | undefined} isForCompany={true} />;
}
