import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { BallSide } from '~/features/cases/case-state';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { done, refuse } from '~/platform/result';
import { milestoneDependencies, milestones } from '../../../db/schema/plans';
import { type EditablePlan, findEditablePlan } from './find-plan.server';
import type { PlanMilestone } from './plan.queries.server';
import { changeRefusal, type MilestoneChange, timingOf } from './plan-change';
import { redatePlan } from './redate-plan.server';

export type PlannedMilestoneInput = MilestoneChange & {
  title: string;
  titleEn: string | null;
  /** One or two owners; the first has the ball. */
  sides: BallSide[];
  expectedEvidence: string;
  /** Without the other language's words the French ones stand in both. */
  expectedEvidenceEn: string | null;
};

/** Changes a milestone while the plan is prepared: words, owners, length, what it waits for; every later day follows. */
export async function editPlannedMilestone(
  tx: Tx,
  actor: Actor,
  caseId: string,
  milestoneId: string,
  input: PlannedMilestoneInput & { version: number },
  at: Date,
) {
  const plan = await findEditablePlan(tx, actor, caseId, at, milestoneId);
  if ('ok' in plan) return plan;
  const milestone = plan.milestones.find(({ id }) => id === milestoneId);
  if (!milestone) return refuse('not_found');
  const refusal = changeRefusal(plan.milestones, milestone, input, plan);
  if (refusal) return refuse(refusal.reason, refusal.detail);
  const timing = timingOf(plan.milestones, milestone, input, plan.assignedOn);
  const [written] = await tx
    .update(milestones)
    .set({
      title: input.title,
      titleEn: input.titleEn ?? '',
      sides: input.sides,
      side: input.sides[0] ?? 'advisor',
      expectedEvidence: input.expectedEvidence,
      expectedEvidenceEn: input.expectedEvidenceEn ?? '',
      offset: { ...timing?.offset },
      durationDays: timing?.durationDays ?? input.durationDays,
      version: sql`${milestones.version} + 1`,
      updatedAt: at.toISOString(),
    })
    .where(and(eq(milestones.clusterId, actor.clusterId), eq(milestones.id, milestoneId), eq(milestones.version, input.version)))
    .returning(wasAndIs);
  if (!written) return refuse('changed_meanwhile');
  await changeBlockers(tx, actor, plan, milestone, input.blockerIds);
  const redated = await redatePlan(tx, actor, caseId, plan.assignedOn, at);
  const told = changes(written);
  await recordEvent(tx, actor, 'milestone.edited', {
    subject: ['milestone', milestoneId],
    companyId: plan.record.companyId,
    caseId,
    confidentiality: milestone.isPublished ? 'company' : 'team',
    facts: {
      ...told.facts,
      blockers_from: milestone.blockerIds.join(' '),
      blockers_to: input.blockerIds.join(' '),
      position: milestone.position,
      durationFrom: milestone.durationDays,
      durationTo: timing?.durationDays ?? input.durationDays,
      redated,
    },
    texts: { ...told.texts, title: input.title },
  });
  return done({ caseId, milestoneId, redated });
}

async function changeBlockers(
  tx: Tx,
  actor: Actor,
  plan: EditablePlan,
  milestone: PlanMilestone,
  wanted: readonly string[],
): Promise<void> {
  const dropped = milestone.blockerIds.filter((id) => !wanted.includes(id));
  const added = wanted.filter((id) => !milestone.blockerIds.includes(id));
  if (dropped.length > 0) {
    await tx
      .delete(milestoneDependencies)
      .where(
        and(
          eq(milestoneDependencies.clusterId, actor.clusterId),
          eq(milestoneDependencies.milestoneId, milestone.id),
          inArray(milestoneDependencies.blockerId, dropped),
        ),
      );
  }
  await addBlockers(tx, actor, plan, milestone.id, added);
}

export async function addBlockers(tx: Tx, actor: Actor, { record }: EditablePlan, milestoneId: string, blockerIds: readonly string[]) {
  if (blockerIds.length === 0) return;
  await tx.insert(milestoneDependencies).values(
    blockerIds.map((blockerId) => ({
      clusterId: actor.clusterId,
      milestoneId,
      blockerId,
      journeyId: record.journeyId,
      caseId: record.id,
      companyId: record.companyId,
    })),
  );
}
