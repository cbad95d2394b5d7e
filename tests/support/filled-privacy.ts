import type postgres from 'postgres';
import type { Filled } from './filled';
import type { ClusterWorld } from './world';

/** What a company agreed to, and a copy of data that somebody asked for. */
export async function fillPrivacy(
  sql: postgres.TransactionSql,
  { clusterId: c, actors }: ClusterWorld,
  { companyId, by }: Filled,
): Promise<void> {
  const leader = [actors.leader, actors.otherLeader].find(({ companies }) => companies.some(({ id }) => id === companyId)) ?? actors.leader;
  await sql`insert into consents (cluster_id, company_id, purpose, text_version, text_sha256, given_at, given_by_id) values (${c}, ${companyId}, 'publication', '2026-11', 's', '2026-11-02', ${leader.personId})`;
  await sql`insert into data_copies (cluster_id, person_id, asked_at) values (${c}, ${by}, '2026-11-02') on conflict do nothing`;
}
