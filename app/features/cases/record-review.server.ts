import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, refuse } from '~/platform/result';
import { cases } from '../../../db/schema/cases';
import { mayRecordReview } from './case.policy';
import type { Outcome } from './case-reason';
import { findForMove } from './move-case.server';

type ReviewInput = { version: number; outcome: Outcome; lessons: string };

/** Writes what the support achieved and what is learnt from it, during the closing review. */
export async function recordReview(tx: Tx, actor: Actor, caseId: string, { version, outcome, lessons }: ReviewInput, at: Date) {
  const found = await findForMove(tx, actor, caseId, at);
  if ('ok' in found) return found;
  const { record, who } = found;
  if (!mayRecordReview(who, record.state)) return refuse('not_allowed');
  const [written] = await tx
    .update(cases)
    .set({ outcome, lessons, version: sql`${cases.version} + 1`, updatedAt: at.toISOString() })
    .where(and(eq(cases.clusterId, actor.clusterId), eq(cases.id, caseId), eq(cases.version, version)))
    .returning(wasAndIs);
  if (!written) return refuse('changed_meanwhile');
  const told = changes(written);
  await recordEvent(tx, actor, 'case.review_recorded', {
    subject: ['case', record.id],
    companyId: record.companyId,
    caseId: record.id,
    facts: { ...told.facts, outcome },
    texts: { ...told.texts, lessons },
  });
  return done({ caseId: record.id });
}
