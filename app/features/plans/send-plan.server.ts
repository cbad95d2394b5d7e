import { createHash } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { findForMove, type Move, makeMove, moveRefusal } from '~/features/cases/move-case.server';
import { newId } from '~/platform/id.server';
import { refuse } from '~/platform/result';
import { milestones, planVersions } from '../../../db/schema/plans';
import { listPlanMilestones, listPlanTargets } from './plan.queries.server';
import { planContent } from './plan-content';

/**
 * The lead sends the plan: its text is frozen as the next version, its milestones are shown to the company, and the signature's clock
 * starts. "An indicator with a target" is read as: the plan promises at least one of the figures its milestones move. (`docs/domain.md §6.2`)
 */
export async function sendPlan(tx: Tx, actor: Actor, caseId: string, { version }: { version: number }, at: Date) {
  const found = await findForMove(tx, actor, caseId, at);
  if ('ok' in found) return found;
  const { record } = found;
  const number = (record.plan?.number ?? 0) + 1;
  const move: Move = { act: 'send_plan', version, at, event: 'plan.sent', facts: { version: number }, stop: ['C4'], start: ['C5'] };
  const refusal = moveRefusal(found, move);
  if (refusal) return refuse(refusal);
  const outcome = await makeMove(tx, actor, record, move);
  if (!outcome.ok) return outcome;
  const content = planContent(await listPlanMilestones(tx, actor, caseId), await listPlanTargets(tx, actor, caseId));
  const moment = at.toISOString();
  await tx.insert(planVersions).values({
    clusterId: actor.clusterId,
    id: newId(),
    caseId,
    companyId: record.companyId,
    number,
    state: 'sent',
    content,
    sha256: createHash('sha256').update(JSON.stringify(content)).digest('hex'),
    sentAt: moment,
    sentById: actor.personId,
  });
  await tx
    .update(milestones)
    .set({ publishedAt: moment, updatedAt: moment })
    .where(and(eq(milestones.clusterId, actor.clusterId), eq(milestones.caseId, caseId), isNull(milestones.publishedAt)));
  return outcome;
}
