import type postgres from 'postgres';
import type { Filled } from './filled';
import type { ClusterWorld } from './world';

/** What a company agreed to, a copy of data that somebody asked for, a request and a text that it found. */
export async function fillPrivacy(
  sql: postgres.TransactionSql,
  { clusterId: c, actors }: ClusterWorld,
  { companyId, caseId, by }: Filled,
): Promise<void> {
  const leader = [actors.leader, actors.otherLeader].find(({ companies }) => companies.some(({ id }) => id === companyId)) ?? actors.leader;
  await sql`insert into consents (cluster_id, company_id, purpose, text_version, text_sha256, given_at, given_by_id) values (${c}, ${companyId}, 'publication', '2026-11', 's', '2026-11-02', ${leader.personId})`;
  await sql`insert into data_copies (cluster_id, person_id, asked_at) values (${c}, ${by}, '2026-11-02') on conflict do nothing`;
  await sql`insert into privacy_requests (cluster_id, person_id, kind, received_on, due_on, created_by_id) values (${c}, ${leader.personId}, 'erasure', '2026-11-02', '2026-12-02', ${actors.admin.personId})`;
  const notes = await sql`select id, confidentiality from notes where cluster_id = ${c} and case_id = ${caseId} and state = 'published'`;
  for (const note of notes)
    await sql`insert into privacy_finds (cluster_id, person_id, place, item_id, case_id, company_id, finding, starts_at, length, text_digest)
      values (${c}, ${leader.personId}, 'notes.body', ${note.id}, ${caseId}, ${companyId}, 'maybe', 1, 1, 'd')`;
}
