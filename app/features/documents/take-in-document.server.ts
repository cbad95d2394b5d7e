import type { Caller } from '~/access/access-log.server';
import { asReader, type Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { now } from '~/platform/clock.server';
import { readUpload } from '~/ui/forms/read-upload.server';
import { addCaseDocument, addCompanyDocument } from './add-document.server';
import { mayAddDocument } from './document.policy';
import { addDocumentSchema, documentVersionSchema } from './document.schema';
import { type DocumentHolder, findCaseHolder, findCompanyHolder, findReplaceable } from './documents.queries.server';
import { keepDocument } from './keep-document.server';
import { receiverFor } from './receive-document.server';
import { replaceDocument } from './replace-document.server';

/** Where a document goes: to a case, to the company itself, or in front of another one. */
type Destination = { caseId: string } | { companyId: string } | { documentId: string };

/**
 * Takes in the document that a form carries. Whoever may add nothing gets null before a byte of the file is read. The answer is the form's,
 * where it was refused as it was read, or the command's outcome with what was typed.
 */
export async function takeInDocument(actor: Actor, { request, context }: { request: Request; context: Caller }, to: Destination) {
  const holder = await asReader(actor, holderOf(actor, to));
  if (!holder) return null;
  const receive = receiverFor(actor, context, holder);
  if ('documentId' in to) {
    const form = await readUpload(request, documentVersionSchema, receive);
    if (!form.ok) return form;
    const outcome = await keepDocument(actor, form.file, form, (tx, kept) =>
      replaceDocument(tx, actor, to.documentId, form.data, kept, now()),
    );
    return { ok: true as const, outcome, values: form.values };
  }
  const form = await readUpload(request, addDocumentSchema, receive);
  if (!form.ok) return form;
  const outcome = await keepDocument(actor, form.file, form, (tx, kept) =>
    'caseId' in to
      ? addCaseDocument(tx, actor, to.caseId, form.data, kept, now())
      : addCompanyDocument(tx, actor, to.companyId, form.data, kept, now()),
  );
  return { ok: true as const, outcome, values: form.values };
}

function holderOf(actor: Actor, to: Destination) {
  return async (tx: Tx): Promise<DocumentHolder | null> => {
    if ('documentId' in to) return findReplaceable(tx, actor, to.documentId);
    const holder = 'caseId' in to ? await findCaseHolder(tx, actor, to.caseId) : await findCompanyHolder(tx, actor, to.companyId);
    return holder && mayAddDocument(holder.part) ? holder : null;
  };
}
