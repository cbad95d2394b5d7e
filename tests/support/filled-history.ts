import type postgres from 'postgres';
import type { Filled } from './filled';
import type { ClusterWorld } from './world';

/** Events of each class and their words; answers kept for a form sent twice. */
export async function fillHistory(
  sql: postgres.TransactionSql,
  { clusterId: c, actors }: ClusterWorld,
  { companyId, caseId, by }: Filled,
): Promise<void> {
  for (const confidentiality of ['company', 'team', 'admin']) {
    const [event] =
      await sql`insert into events (cluster_id, kind, actor_id, company_id, case_id, subject_kind, subject_id, confidentiality) values (${c}, 'case.taken', ${by}, ${companyId}, ${caseId}, 'case', ${caseId}, ${confidentiality}) returning id`;
    await sql`insert into event_texts (cluster_id, event_id, field, salt, body) values (${c}, ${event?.id}, 'reason', 's', 'words')`;
  }
  // What is told of a note that only some read, and of one whose sharing was taken back.
  const [restricted, team] =
    await sql`select min(id::text)::uuid as id from notes where cluster_id = ${c} and case_id = ${caseId} and state = 'published' and confidentiality in ('restricted', 'team') group by confidentiality order by confidentiality`;
  for (const [confidentiality, note] of [
    ['restricted', restricted],
    ['company', team],
  ] as const)
    await sql`insert into events (cluster_id, kind, actor_id, company_id, case_id, subject_kind, subject_id, confidentiality) values (${c}, 'note.written', ${by}, ${companyId}, ${caseId}, 'note', ${note?.id}, ${confidentiality})`;
  const seal = { cluster_id: c, trail: 'events' };
  const [last] = await sql`select coalesce(max(batch_no), 0)::int as no from audit_seals where cluster_id = ${c}`;
  const no = Number(last?.no) + 1;
  await sql`insert into audit_seals ${sql({ ...seal, batch_no: no, sealed_at: '2026-11-01', format: 1, entries: 1, last_id: caseId, root: 'r', previous: 'p', chain: 'c' })}`;
  await sql`insert into audit_digests ${sql({ ...seal, entry_id: caseId, batch_no: no, position: 1, digest: 'd' })}`;
  await sql`insert into audit_checks (cluster_id, trail, checked_at, entries, waiting, batches, head) values (${c}, 'events', '2026-11-02', 1, 0, 1, 'c')`;
  await sql`insert into audit_prunes (cluster_id, trail, before, pruned_at) values (${c}, 'access', '2025-11-01', '2026-11-01') on conflict do nothing`;
  await sql`insert into retention_rules (cluster_id, kind, months) values (${c}, 'consent_proof', 60) on conflict do nothing`;
  await sql`insert into retention_runs (cluster_id, kind, ran_at, is_trial, months, found, done, by_id) values (${c}, 'consent_proof', '2026-11-02', true, 60, 0, 0, ${actors.admin.personId}), (${c}, 'consent_proof', '2026-11-03', false, 60, 0, 0, null)`;
  await sql`insert into idempotency_keys (cluster_id, person_id, key, body_digest) values (${c}, ${by}, ${caseId}, 'd')`;
}
