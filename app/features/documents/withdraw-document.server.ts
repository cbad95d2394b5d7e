import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, type Result, refuse } from '~/platform/result';
import { documents } from '../../../db/schema/documents';
import type { DocumentRefusal } from './document';
import { mayWithdrawDocument } from './document.policy';
import type { DocumentVersionInput } from './document.schema';
import { findDocument, findHolderOf } from './documents.queries.server';

type Withdrawn = { caseId: string | null; companyId: string };

/** Takes a document back, with all its versions: nobody downloads it any more. What proves a done milestone stays. */
export async function withdrawDocument(
  tx: Tx,
  actor: Actor,
  id: string | undefined,
  input: DocumentVersionInput,
  at: Date,
): Promise<Result<Withdrawn, DocumentRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile'>> {
  const document = await findDocument(tx, actor, id);
  const holder = document && (await findHolderOf(tx, actor, document));
  if (!document || !holder) return refuse('not_found');
  if (!mayWithdrawDocument(holder.part, document)) return refuse('not_allowed');
  if (document.isWithdrawn) return refuse('already_withdrawn');
  if (document.isReplaced) return refuse('already_replaced');
  if (document.milestone?.isDone) return refuse('proof_of_done');
  const [withdrawn] = await tx
    .update(documents)
    .set({ withdrawnAt: at.toISOString(), withdrawnById: actor.personId, version: sql`${documents.version} + 1` })
    .where(
      and(
        eq(documents.clusterId, actor.clusterId),
        eq(documents.id, document.id),
        eq(documents.version, input.version),
        isNull(documents.withdrawnAt),
      ),
    )
    .returning(wasAndIs);
  if (!withdrawn) return refuse('changed_meanwhile');
  const { companyId, caseId, confidentiality } = document;
  await recordEvent(tx, actor, 'document.withdrawn', {
    subject: ['document', document.id],
    companyId,
    caseId: caseId ?? undefined,
    confidentiality,
    ...changes(withdrawn),
  });
  return done({ caseId, companyId });
}
