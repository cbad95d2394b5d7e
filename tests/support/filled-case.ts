import type postgres from 'postgres';
import type { Filled } from './filled';
import type { ClusterWorld } from './world';

/** What stands beside a case: clocks, sheets, requests, health. */
export async function fillCase(
  sql: postgres.TransactionSql,
  { clusterId: c, actors, otherCompanyId }: ClusterWorld,
  { companyId, caseId, by }: Filled,
): Promise<void> {
  await sql`insert into clocks (cluster_id, case_id, company_id, rule, started_at, alert_on, due_on) values (${c}, ${caseId}, ${companyId}, 'C1', now(), '2026-11-24', '2026-11-30')`;
  await sql`insert into eligibility_sheets (cluster_id, case_id, company_id, answers, filled_by_id) values (${c}, ${caseId}, ${companyId}, '{}', ${by})`;
  await sql`insert into support_requests (cluster_id, company_id, track, need, state, asked_by_id, notice_version, submitted_at, case_id) values (${c}, ${companyId}, 'strategy', ${'n'.repeat(120)}, 'submitted', ${by}, '1', now(), ${caseId})`;
  await sql`insert into case_proposals (cluster_id, case_id, company_id, to_state, comment, by_id) values (${c}, ${caseId}, ${companyId}, 'closed_early', 'x', ${by})`;
  await sql`insert into case_health (cluster_id, case_id, company_id, health, computed, reasons, on_date) values (${c}, ${caseId}, ${companyId}, 'watch', 'watch', '[]', '2026-11-23')`;
  await sql`insert into health_overrides (cluster_id, case_id, company_id, health, reason, from_on, until_on, by_id) values (${c}, ${caseId}, ${companyId}, 'watch', 'ten letters', '2026-11-23', '2026-12-01', ${actors.manager.personId})`;
  await sql`insert into case_weights (cluster_id, case_id, company_id, complexity, set_by_id) values (${c}, ${caseId}, ${companyId}, 'heavy', ${by})`;
  // To one expert and one collaborator until a day to come; of the other company's case, until yesterday.
  const isOver = companyId === otherCompanyId;
  const leader =
    await sql`select person_id as id from company_roles where cluster_id = ${c} and company_id = ${companyId} and role = 'leader' limit 1`;
  for (const [kind, { personId }, opener] of [
    ['expert', actors.expert, by],
    ['collaborator', actors.collaborator, String(leader[0]?.id ?? by)],
  ] as const) {
    if (isOver && kind === 'collaborator') continue;
    await sql`insert into case_grants (cluster_id, case_id, company_id, person_id, kind, parts, reason, from_on, until_on, opened_by_id)
      values (${c}, ${caseId}, ${companyId}, ${personId}, ${kind}, ${kind === 'expert' ? ['plan', 'documents', 'finance'] : ['plan', 'documents']}, 'Their eye on it',
        current_date - 30, current_date ${isOver ? sql`- 1` : sql`+ 30`}, ${opener})`;
  }
}
