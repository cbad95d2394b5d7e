import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { mayEditPlan } from '~/features/cases/case.policy';
import type { CaseRecord } from '~/features/cases/case-record.queries.server';
import { findForMove } from '~/features/cases/move-case.server';
import type { LocalDate } from '~/features/programmes/paris-date';
import { type Refusal, refuse } from '~/platform/result';
import { listPlanMilestones, type PlanMilestone } from './plan.queries.server';

export type EditablePlan = {
  record: CaseRecord;
  milestones: PlanMilestone[];
  isManager: boolean;
  /** Working day 0 of the plan. */
  assignedOn: LocalDate;
};

/**
 * The plan of a case its caller may change now, or why not; `milestoneId` must be one of its milestones. Changes of one plan queue here,
 * each seeing the one before.
 */
export async function findEditablePlan(
  tx: Tx,
  actor: Actor,
  caseId: string,
  at: Date,
  milestoneId?: string,
): Promise<EditablePlan | Refusal<'not_found' | 'not_allowed' | 'plan_closed'>> {
  const found = await findForMove(tx, actor, caseId, at);
  if ('ok' in found) return found;
  const { record, who } = found;
  if (milestoneId !== undefined && !record.milestones.some(({ id }) => id === milestoneId)) return refuse('not_found');
  if (!mayEditPlan(who, 'assessing')) return refuse('not_allowed');
  if (!mayEditPlan(who, record.state) || !(await queueForPlan(tx, actor, caseId))) return refuse('plan_closed');
  const assignedOn = record.startedOn ?? record.submittedAt.slice(0, 10);
  return { record, milestones: await listPlanMilestones(tx, actor, caseId), isManager: who.roles.includes('manager'), assignedOn };
}

/** False when the plan was sent meanwhile. The same row is written by what sends it: a sent text is never changed after. */
async function queueForPlan(tx: Tx, actor: Actor, caseId: string): Promise<boolean> {
  const open = await tx.execute(
    sql`select c.id from cases c where c.cluster_id = ${actor.clusterId} and c.id = ${caseId} and c.state = 'assessing' for no key update`,
  );
  return open.length > 0;
}
