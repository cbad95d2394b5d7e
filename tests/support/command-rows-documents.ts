import { randomUUID } from 'node:crypto';
import { addCaseDocument, addCompanyDocument } from '~/features/documents/add-document.server';
import { replaceDocument } from '~/features/documents/replace-document.server';
import { withdrawDocument } from '~/features/documents/withdraw-document.server';
import { AT, type CommandRow, version, words } from './command-scene';

export const keptFile = () => ({
  fileId: randomUUID(),
  fileName: 'f.pdf',
  mediaType: 'application/pdf',
  sizeBytes: 100,
  sha256: 'b'.repeat(64),
  scannedAt: null,
});
const text = { title: words, confidentiality: 'team' as const, readerIds: [], milestoneId: null };

export const DOCUMENT_COMMANDS: Record<string, CommandRow> = {
  addCaseDocument: { state: 'active', run: (tx, actor, { caseId }) => addCaseDocument(tx, actor, caseId, text, keptFile(), AT) },
  addCompanyDocument: {
    state: 'active',
    run: (tx, actor, { companyId }) => addCompanyDocument(tx, actor, companyId, text, keptFile(), AT),
  },
  replaceDocument: { state: 'active', run: (tx, actor, { ids }) => replaceDocument(tx, actor, ids.documents, { version }, keptFile(), AT) },
  withdrawDocument: { state: 'active', run: (tx, actor, { ids }) => withdrawDocument(tx, actor, ids.documents, { version }, AT) },
};
