import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { LocalDate } from '~/features/programmes/paris-date';
import { listPlanMilestones } from './plan.queries.server';
import { planDays } from './plan-dates';

/** Dates a plan anew after one of its milestones changed; returns how many days moved. Versions of milestones don't change with their days. */
export async function redatePlan(tx: Tx, actor: Actor, caseId: string, assignedOn: LocalDate, at: Date): Promise<number> {
  const milestones = await listPlanMilestones(tx, actor, caseId);
  const before = new Map(milestones.map((milestone) => [milestone.id, milestone]));
  const moved = planDays(milestones, assignedOn).filter(({ id, startOn, dueOn }) => {
    const milestone = before.get(id);
    return milestone?.startsOn !== startOn || milestone.dueOn !== dueOn;
  });
  if (moved.length === 0) return 0;
  await tx.execute(sql`
    update milestones m set starts_on = d."startOn", due_on = d."dueOn", updated_at = ${at.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(moved)}::jsonb) d (id uuid, "startOn" date, "dueOn" date)
    where m.cluster_id = ${actor.clusterId} and m.case_id = ${caseId} and m.id = d.id`);
  return moved.length;
}
