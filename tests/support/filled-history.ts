import type postgres from 'postgres';
import type { Filled } from './filled';
import type { ClusterWorld } from './world';

/** Events of each class and their words; answers kept for a form sent twice. */
export async function fillHistory(
  sql: postgres.TransactionSql,
  { clusterId: c }: ClusterWorld,
  { companyId, caseId, by }: Filled,
): Promise<void> {
  for (const confidentiality of ['company', 'team', 'admin']) {
    const [event] =
      await sql`insert into events (cluster_id, kind, actor_id, company_id, case_id, subject_kind, subject_id, confidentiality) values (${c}, 'case.taken', ${by}, ${companyId}, ${caseId}, 'case', ${caseId}, ${confidentiality}) returning id`;
    await sql`insert into event_texts (cluster_id, event_id, field, salt, body) values (${c}, ${event?.id}, 'reason', 's', 'words')`;
  }
  await sql`insert into idempotency_keys (cluster_id, person_id, key, body_digest) values (${c}, ${by}, ${caseId}, 'd')`;
}
