import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { newId } from '~/platform/id.server';
import { done, refuse } from '~/platform/result';
import { baselines } from '../../../db/schema/outcomes';
import { mayCorrectBaseline } from './figure.policy';
import { lockFigures } from './lock-figures.server';

/** Replaces a frozen reference value by a later row with the manager's reason; the frozen one stays. (`docs/domain.md §4.1`) */
export async function correctBaseline(tx: Tx, actor: Actor, input: { baselineId: string; num: number; reason: string }, at: Date) {
  const [found] = await tx
    .select()
    .from(baselines)
    .where(and(eq(baselines.clusterId, actor.clusterId), eq(baselines.id, input.baselineId)));
  if (!found) return refuse('not_found');
  if (!mayCorrectBaseline(actor)) return refuse('not_allowed');
  if (input.reason.trim() === '') return refuse('reason_missing');
  if (Number(found.num) === input.num) return refuse('nothing_changed');
  const recordedAt = await lockFigures(tx, actor, found.companyId, at);
  const ofCase = and(eq(baselines.clusterId, actor.clusterId), eq(baselines.caseId, found.caseId), eq(baselines.metric, found.metric));
  const [last] = await tx.select({ id: baselines.id }).from(baselines).where(ofCase).orderBy(desc(baselines.recordedAt)).limit(1);
  if (last?.id !== found.id) return refuse('changed_meanwhile');
  const { companyId, caseId, metric, kind, onDate } = found;
  const id = newId();
  await tx.insert(baselines).values({
    clusterId: actor.clusterId,
    id,
    metric,
    companyId,
    caseId,
    kind,
    num: String(input.num),
    onDate,
    isCorrection: true,
    reason: input.reason.trim(),
    byId: actor.personId,
    recordedAt,
  });
  await recordEvent(tx, actor, 'baseline.corrected', {
    subject: ['baseline', id],
    companyId,
    caseId,
    confidentiality: 'company',
    facts: { metric, before: Number(found.num), num: input.num },
    texts: { reason: input.reason },
  });
  return done({ caseId });
}
