import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { isSettledState } from '~/features/milestones/milestone';
import type { LocalDate } from '~/features/programmes/paris-date';
import { listPlanMilestones } from './plan.queries.server';
import { slideAfterHold } from './schedule';

/** After a hold, each open milestone slides by the working days the case stood still; what had no day keeps none. */
export async function slidePlan(
  tx: Tx,
  actor: Actor,
  caseId: string,
  { heldOn, resumedOn }: { heldOn: LocalDate; resumedOn: LocalDate },
  at: Date,
): Promise<void> {
  const open = (await listPlanMilestones(tx, actor, caseId)).flatMap(({ id, state, startsOn, dueOn }) =>
    isSettledState(state) || dueOn === 'infinity' ? [] : [{ id, startOn: startsOn ?? heldOn, dueOn, hadStart: startsOn !== null }],
  );
  const slid = slideAfterHold(open, heldOn, resumedOn);
  if (slid.length === 0) return;
  await tx.execute(sql`
    update milestones m set starts_on = case when d."hadStart" then d."startOn" end, due_on = d."dueOn", version = m.version + 1, updated_at = ${at.toISOString()}
    from jsonb_to_recordset(${JSON.stringify(slid)}::jsonb) d (id uuid, "startOn" date, "dueOn" date, "hadStart" boolean)
    where m.cluster_id = ${actor.clusterId} and m.case_id = ${caseId} and m.id = d.id and m.due_on <> d."dueOn"`);
}
