import type postgres from 'postgres';
import type { Filled } from './filled';
import type { ClusterWorld } from './world';

/** About people: invitations, working time, absences, skills. */
export async function fillPeople(
  sql: postgres.TransactionSql,
  { clusterId: c, actors }: ClusterWorld,
  { companyId, caseId, by }: Filled,
): Promise<void> {
  await sql`insert into invitations (cluster_id, company_id, person_id, email, expires_at, created_by_id) values (${c}, ${companyId}, ${by}, 'x@test.example', now() + interval '1 day', ${by})`;
  await sql`insert into invitations (cluster_id, email, given_name, family_name, role, from_on, expires_at, created_by_id)
    values (${c}, ${`${caseId}@test.example`}, 'N', 'M', 'advisor', '2026-01-05', now() + interval '1 day', ${actors.admin.personId})`;
  await sql`insert into capacities (cluster_id, person_id, fte, kind, from_on, set_by_id) values (${c}, ${by}, 0.6, 'part_time', '2026-01-01', ${actors.manager.personId}) on conflict do nothing`;
  await sql`insert into absences (cluster_id, person_id, from_on, until_on) values (${c}, ${by}, '2026-11-01', '2026-11-30') on conflict do nothing`;
  await sql`insert into skills (cluster_id, person_id, kind, code) values (${c}, ${by}, 'track', 'strategy') on conflict do nothing`;
}
