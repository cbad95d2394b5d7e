import { asActor } from '~/access/acting.server';
import { sendPlan } from '~/features/plans/send-plan.server';
import type { World } from '../../support/world';

/** One case may be open for a company and a track: the former ones end. */
export function closeOpenCases(world: World) {
  return world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`update cases set state = 'closed_early', resumes_in = null, ended_on = '2026-11-01', end_reason = 'withdrawn' where ended_on is null`,
  );
}

/** A case of the strategy track whose plan may be sent: assessment delivered, baselines verified, one figure promised. */
export async function readyToSend(world: World): Promise<string> {
  const { caseId } = await world.caseIn(world.a, 'assessing');
  const { clusterId, companyId, actors } = world.a;
  await world.asOwner(clusterId, async (sql) => {
    await sql`update milestones set state = 'done', done_on = '2026-10-20' where case_id = ${caseId} and position <= 3`;
    await sql`update milestones set state = 'upcoming' where case_id = ${caseId} and position > 5`;
    await sql`insert into plan_targets (cluster_id, case_id, company_id, metric, value, due_on, set_by_id) values (${clusterId}, ${caseId}, ${companyId}, 'FIN-01', 900000, '2027-12-31', ${actors.advisor.personId})`;
  });
  return caseId;
}

export function send(world: World, caseId: string, at: Date, version = 1) {
  const { advisor } = world.a.actors;
  return asActor(advisor, (tx) => sendPlan(tx, advisor, caseId, { version }, at));
}
