import type postgres from 'postgres';
import type { Filled } from './filled';
import type { ClusterWorld } from './world';

/** About letters: one that waits for the company's leader, and a choice of theirs. */
export async function fillMail(
  sql: postgres.TransactionSql,
  { clusterId: c, actors }: ClusterWorld,
  { companyId, caseId }: Filled,
): Promise<void> {
  const reader = actors.leader.personId;
  await sql`insert into outbox (cluster_id, event_id, kind, recipient_id, company_id, case_id, subject_id, due_at)
    select cluster_id, id, 'note_shared', ${reader}, ${companyId}, ${caseId}, subject_id, now() + interval '1 day' from events where cluster_id = ${c} and case_id = ${caseId} order by id limit 1`;
  await sql`insert into notification_settings (cluster_id, person_id, kind, is_on) values (${c}, ${reader}, 'note_shared', true) on conflict do nothing`;
}
