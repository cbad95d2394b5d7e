import type { Tx } from '~/access/acting.server';
import { type Actor, isStaff } from '~/access/actor';
import { isFinalState } from '~/features/cases/case-state';
import { type FutureReaders, futureReaders, listReaders } from '~/features/confidentiality/readers.queries.server';
import { documentLimits } from './document';
import { mayAddDocument, mayReplaceDocument, mayWithdrawDocument } from './document.policy';
import {
  type DocumentHolder,
  type DocumentLine,
  type FoundDocument,
  findDocument,
  findHolderOf,
  listDocuments,
  listVersions,
} from './documents.queries.server';

/** What a page about documents says of where they hang. */
export type HolderName = Pick<DocumentHolder, 'companyId' | 'companyName' | 'ofCase'>;
export type DocumentsPage = {
  holder: HolderName;
  documents: DocumentLine[];
  next: string | null;
  isFirst: boolean;
  milestones: DocumentHolder['milestones'];
  /** The milestone that a document is about to prove, when the reader comes from there. */
  milestoneId: string | null;
  maxBytes: number;
  /** Who would read what is added now; null for a company's people, who share all they add. */
  readers: FutureReaders | null;
  can: { add: boolean };
};
export type DocumentPage = {
  holder: HolderName;
  document: DocumentLine;
  versions: DocumentLine[];
  maxBytes: number;
  can: { replace: boolean; withdraw: boolean };
};

/** The documents of a case or a company, and what this person may do there. */
export async function readDocumentsPage(
  tx: Tx,
  actor: Actor,
  holder: DocumentHolder,
  before: string | null,
  milestoneId: string | null = null,
): Promise<DocumentsPage> {
  const { companyId, companyName, ofCase, milestones, settings, part } = holder;
  const can = { add: mayAddDocument(part) && !isEnded(holder) };
  const readers =
    can.add && isStaff(actor) ? futureReaders(actor, 'document', await listReaders(tx, { caseId: ofCase?.id ?? null, companyId })) : null;
  return {
    holder: { companyId, companyName, ofCase },
    ...(await listDocuments(tx, actor, holder, before)),
    isFirst: before === null,
    milestones,
    milestoneId,
    maxBytes: documentLimits(settings).maxBytes,
    readers,
    can,
  };
}

/** One version of a document, and those before and after it; null when it is out of sight. */
export async function readDocumentPage(tx: Tx, actor: Actor, id: string | undefined): Promise<DocumentPage | null> {
  const found = await findDocument(tx, actor, id);
  const holder = found && (await findHolderOf(tx, actor, found));
  if (!found || !holder) return null;
  const { companyId, companyName, ofCase, settings, part } = holder;
  const isStanding = !found.isReplaced && !found.isWithdrawn;
  return {
    holder: { companyId, companyName, ofCase },
    document: lineOf(found),
    versions: (await listVersions(tx, actor, found.familyId)).map(lineOf),
    maxBytes: documentLimits(settings).maxBytes,
    can: {
      replace: isStanding && !isEnded(holder) && mayReplaceDocument(part, found),
      withdraw: isStanding && !found.milestone?.isDone && mayWithdrawDocument(part, found),
    },
  };
}

const isEnded = ({ ofCase }: DocumentHolder) => ofCase !== null && isFinalState(ofCase.state);

/** Where its bytes lie is nobody's to know. */
function lineOf({ fileId: _, companyId: _company, caseId: _case, readerIds: _named, ...line }: FoundDocument): DocumentLine {
  return line;
}
