import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { isFinalState } from '~/features/cases/case-state';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { documents } from '../../../db/schema/documents';
import { type AddedDocument, fileColumns, fileFacts, hasRoom, type KeptFile } from './add-document.server';
import type { DocumentRefusal } from './document';
import { mayReplaceDocument } from './document.policy';
import type { DocumentVersionInput } from './document.schema';
import { findDocument, findHolderOf } from './documents.queries.server';

/** Puts a new version in front of a document; the former stays, with its number and its digest. */
export async function replaceDocument(
  tx: Tx,
  actor: Actor,
  id: string | undefined,
  input: DocumentVersionInput,
  file: KeptFile,
  at: Date,
): Promise<Result<AddedDocument, DocumentRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile'>> {
  const document = await findDocument(tx, actor, id);
  const holder = document && (await findHolderOf(tx, actor, document));
  if (!document || !holder) return refuse('not_found');
  if (!mayReplaceDocument(holder.part, document)) return refuse('not_allowed');
  if (document.isWithdrawn) return refuse('already_withdrawn');
  if (document.isReplaced) return refuse('already_replaced');
  if (holder.ofCase && isFinalState(holder.ofCase.state)) return refuse('case_ended');
  if (!(await hasRoom(tx, holder, file.sizeBytes))) return refuse('quota_reached');
  const [former] = await tx
    .update(documents)
    .set({ replacedAt: at.toISOString(), version: sql`${documents.version} + 1` })
    .where(
      and(
        eq(documents.clusterId, actor.clusterId),
        eq(documents.id, document.id),
        eq(documents.version, input.version),
        isNull(documents.replacedAt),
      ),
    )
    .returning(wasAndIs);
  if (!former) return refuse('changed_meanwhile');
  const newVersionId = newId(at.getTime());
  const { clusterId } = actor;
  const { familyId, companyId, caseId, title, confidentiality, readerIds, side } = document;
  await tx.insert(documents).values({
    ...{ clusterId, id: newVersionId, familyId, number: document.number + 1, companyId, caseId },
    ...{ milestoneId: document.milestone?.id ?? null, programmeId: holder.programmeId, title, confidentiality, readerIds, side },
    uploadedById: actor.personId,
    uploadedAt: at.toISOString(),
    ...fileColumns(file),
  });
  const told = changes(former);
  await recordEvent(tx, actor, 'document.replaced', {
    subject: ['document', newVersionId],
    companyId,
    caseId: caseId ?? undefined,
    confidentiality,
    facts: { ...told.facts, replacedId: document.id, number: document.number + 1, ...fileFacts(file) },
    texts: { ...told.texts, fileName: file.fileName },
  });
  return done({ documentId: newVersionId, fileId: file.fileId });
}
