import { and, eq, gt, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { recordEvent } from '~/features/history/record-event.server';
import { newId } from '~/platform/id.server';
import { done, refuse } from '~/platform/result';
import { milestones } from '../../../db/schema/plans';
import { addBlockers, type PlannedMilestoneInput } from './edit-planned-milestone.server';
import { findEditablePlan } from './find-plan.server';
import { loopRefusal } from './plan-change';
import { redatePlan } from './redate-plan.server';

/** Adds a milestone of this case's own after another one; those that follow move down by one place. */
export async function addPlannedMilestone(
  tx: Tx,
  actor: Actor,
  caseId: string,
  input: Omit<PlannedMilestoneInput, 'dueOn'> & { afterPosition: number },
  at: Date,
) {
  const plan = await findEditablePlan(tx, actor, caseId, at);
  if ('ok' in plan) return plan;
  const refusal = loopRefusal(plan.milestones, '', input.blockerIds);
  if (refusal) return refuse(refusal.reason, refusal.detail);
  const last = plan.milestones.at(-1)?.position ?? 0;
  const position = Math.min(Math.max(0, input.afterPosition), last) + 1;
  const [id, moment] = [newId(), at.toISOString()];
  await tx
    .update(milestones)
    .set({ position: sql`${milestones.position} + 1` })
    .where(and(eq(milestones.clusterId, actor.clusterId), eq(milestones.caseId, caseId), gt(milestones.position, position - 1)));
  const signature = plan.milestones.find((one) => one.isSignatureGate)?.position ?? 0;
  await tx.insert(milestones).values({
    clusterId: actor.clusterId,
    id,
    caseId,
    companyId: plan.record.companyId,
    position,
    title: input.title,
    titleEn: input.titleEn ?? '',
    sides: input.sides,
    side: input.sides[0] ?? 'advisor',
    state: input.blockerIds.length === 0 && position <= signature ? 'in_progress' : 'upcoming',
    offset: input.offsetDays === null ? {} : { days: input.offsetDays },
    durationDays: input.durationDays,
    expectedEvidence: input.expectedEvidence,
    expectedEvidenceEn: input.expectedEvidenceEn ?? '',
    createdAt: moment,
    updatedAt: moment,
  });
  await addBlockers(tx, actor, plan, id, input.blockerIds);
  const redated = await redatePlan(tx, actor, caseId, plan.assignedOn, at);
  await recordEvent(tx, actor, 'milestone.added', {
    subject: ['milestone', id],
    companyId: plan.record.companyId,
    caseId,
    facts: { position },
    texts: { title: input.title },
  });
  return done({ caseId, milestoneId: id, redated });
}
