import { and, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { isSettledState } from '~/features/milestones/milestone';
import { done, refuse } from '~/platform/result';
import { milestones } from '../../../db/schema/plans';
import { findEditablePlan } from './find-plan.server';
import type { PlanMilestone } from './plan.queries.server';
import type { PlanRefusal } from './plan-refused';
import { redatePlan } from './redate-plan.server';

/** Takes a milestone out of a plan the company has never seen; what it held back no longer waits for it. */
export async function removePlannedMilestone(
  tx: Tx,
  actor: Actor,
  caseId: string,
  milestoneId: string,
  { version }: { version: number },
  at: Date,
) {
  const plan = await findEditablePlan(tx, actor, caseId, at, milestoneId);
  if ('ok' in plan) return plan;
  const milestone = plan.milestones.find(({ id }) => id === milestoneId);
  if (!milestone) return refuse('not_found');
  const refusal = removalRefusal(milestone, plan);
  if (refusal) return refuse(refusal);
  const own = eq(milestones.clusterId, actor.clusterId);
  const [removed] = await tx
    .delete(milestones)
    .where(and(own, eq(milestones.id, milestoneId), eq(milestones.version, version)))
    .returning(wasAndIs);
  if (!removed) return refuse('changed_meanwhile');
  await tx
    .update(milestones)
    .set({ position: sql`${milestones.position} - 1` })
    .where(and(own, eq(milestones.caseId, caseId), gt(milestones.position, milestone.position)));
  const redated = await redatePlan(tx, actor, caseId, plan.assignedOn, at);
  const told = changes(removed);
  await recordEvent(tx, actor, 'milestone.removed', {
    subject: ['milestone', milestoneId],
    companyId: plan.record.companyId,
    caseId,
    facts: { ...told.facts, position: milestone.position, blockers_from: milestone.blockerIds.join(' ') },
    texts: { ...told.texts, title: milestone.title },
  });
  return done({ caseId, redated });
}

/** Gates stay, critical milestones are the manager's, and what was shown to the company is set aside with a reason instead. */
export function removalRefusal(milestone: PlanMilestone, { isManager }: { isManager: boolean }): PlanRefusal | null {
  if (isSettledState(milestone.state)) return 'milestone_settled';
  if (milestone.isPublished) return 'already_published';
  if (milestone.endsAssessment || milestone.isSignatureGate) return 'gate_milestone';
  return milestone.isCritical && !isManager ? 'manager_only' : null;
}
