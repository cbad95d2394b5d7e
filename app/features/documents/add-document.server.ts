import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { type Actor, isStaff } from '~/access/actor';
import { isFinalState } from '~/features/cases/case-state';
import { readersToName } from '~/features/confidentiality/readers.queries.server';
import { recordEvent } from '~/features/history/record-event.server';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { documents } from '../../../db/schema/documents';
import { type DocumentRefusal, documentLimits, titleFrom } from './document';
import { mayAddDocument } from './document.policy';
import type { AddDocumentInput } from './document.schema';
import { type DocumentHolder, findCaseHolder, findCompanyHolder } from './documents.queries.server';

/** Bytes that lie in the file store already, and what was found out about them. */
export type KeptFile = {
  fileId: string;
  fileName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  scannedAt: Date | null;
};
export type AddedDocument = { documentId: string; fileId: string };

/** Adds a document to a case, perhaps as the proof of one of its milestones. What the company's people add both sides read. */
export async function addCaseDocument(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  input: AddDocumentInput,
  file: KeptFile,
  at: Date,
): Promise<Result<AddedDocument, DocumentRefusal | 'not_found' | 'not_allowed'>> {
  const holder = await findCaseHolder(tx, actor, caseId);
  if (!holder?.ofCase) return refuse('not_found');
  if (isFinalState(holder.ofCase.state) && mayAddDocument(holder.part)) return refuse('case_ended');
  return addDocument(tx, actor, holder, input, file, at);
}

/** Adds a document that is the company's own, whatever case it has. */
export async function addCompanyDocument(
  tx: Tx,
  actor: Actor,
  companyId: string | undefined,
  input: AddDocumentInput,
  file: KeptFile,
  at: Date,
): Promise<Result<AddedDocument, DocumentRefusal | 'not_found' | 'not_allowed'>> {
  const holder = await findCompanyHolder(tx, actor, companyId);
  return holder ? addDocument(tx, actor, holder, input, file, at) : refuse('not_found');
}

async function addDocument(
  tx: Tx,
  actor: Actor,
  holder: DocumentHolder,
  input: AddDocumentInput,
  file: KeptFile,
  at: Date,
): Promise<Result<AddedDocument, DocumentRefusal | 'not_allowed'>> {
  if (!mayAddDocument(holder.part)) return refuse('not_allowed');
  if (input.milestoneId && !holder.milestones.some(({ id }) => id === input.milestoneId)) return refuse('milestone_unknown');
  if (!(await hasRoom(tx, holder, file.sizeBytes))) return refuse('quota_reached');
  const id = newId(at.getTime());
  const side = isStaff(actor) ? 'advisor' : 'company';
  const confidentiality = side === 'company' ? 'company' : (input.confidentiality ?? 'team');
  const held = { caseId: holder.ofCase?.id ?? null, companyId: holder.companyId };
  const readerIds = await readersToName(tx, actor, held, { itemClass: confidentiality, readerIds: input.readerIds });
  if (!readerIds) return refuse('unknown_reader');
  const row = {
    clusterId: actor.clusterId,
    id,
    familyId: id,
    number: 1,
    companyId: holder.companyId,
    caseId: held.caseId,
    milestoneId: input.milestoneId,
    programmeId: holder.programmeId,
    title: input.title ?? titleFrom(file.fileName),
    confidentiality,
    readerIds,
    side,
    uploadedById: actor.personId,
    uploadedAt: at.toISOString(),
    ...fileColumns(file),
  } as const;
  await tx.insert(documents).values(row);
  await recordEvent(tx, actor, 'document.added', {
    subject: ['document', id],
    companyId: holder.companyId,
    caseId: holder.ofCase?.id,
    confidentiality: row.confidentiality,
    facts: { milestoneId: input.milestoneId, ...fileFacts(file) },
    texts: { title: row.title, fileName: file.fileName },
  });
  return done({ documentId: id, fileId: file.fileId });
}

export function fileColumns({ scannedAt, ...file }: KeptFile) {
  return { ...file, scan: scannedAt ? ('clean' as const) : ('not_scanned' as const), scannedAt: scannedAt?.toISOString() ?? null };
}

export function fileFacts({ mediaType, sizeBytes, sha256, scannedAt }: KeptFile) {
  return { mediaType, sizeBytes, sha256, isScanned: scannedAt !== null };
}

/** Whether the programme's documents may weigh this much more. Held until the transaction ends: two together never pass the quota. */
export async function hasRoom(
  tx: Tx,
  { programmeId, settings }: Pick<DocumentHolder, 'programmeId' | 'settings'>,
  sizeBytes: number,
): Promise<boolean> {
  const [row] = (await tx.execute(sql`select access.document_bytes(${programmeId}::uuid) as bytes`)) as unknown as { bytes: string }[];
  return Number(row?.bytes ?? 0) + sizeBytes <= documentLimits(settings).quotaBytes;
}
