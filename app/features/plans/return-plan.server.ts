import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { findForMove, type Move, makeMove, moveRefusal } from '~/features/cases/move-case.server';
import { refuse } from '~/platform/result';
import { planVersions } from '../../../db/schema/plans';

/** Either side sends the plan back, saying why: the case is assessed again and the next version opens. (`docs/domain.md §6.2`) */
export async function returnPlan(
  tx: Tx,
  actor: Actor,
  caseId: string,
  { version, comment }: { version: number; comment: string },
  at: Date,
) {
  const found = await findForMove(tx, actor, caseId, at);
  if ('ok' in found) return found;
  const { record } = found;
  const move: Move = {
    act: 'return_plan',
    version,
    at,
    input: { comment },
    event: 'plan.refused',
    facts: { version: record.plan?.number ?? 0 },
    texts: { comment },
    stop: ['C5'],
  };
  const refusal = moveRefusal(found, move);
  if (refusal) return refuse(refusal);
  if (record.plan?.state !== 'sent') return refuse('plan_not_sent');
  const outcome = await makeMove(tx, actor, record, move);
  if (!outcome.ok) return outcome;
  await tx
    .update(planVersions)
    .set({ state: 'refused', refusedAt: at.toISOString(), refusedById: actor.personId, refusal: comment })
    .where(and(eq(planVersions.clusterId, actor.clusterId), eq(planVersions.id, record.plan.id)));
  return outcome;
}
