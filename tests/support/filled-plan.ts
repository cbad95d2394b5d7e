import type postgres from 'postgres';
import type { Filled } from './filled';
import type { ClusterWorld } from './world';

/** The plan of a case and the work on it. */
export async function fillPlan(
  sql: postgres.TransactionSql,
  { clusterId: c }: ClusterWorld,
  { companyId, caseId, milestoneIds, by }: Filled,
): Promise<void> {
  await sql`insert into plan_targets (cluster_id, case_id, company_id, metric, value, due_on, set_by_id) values (${c}, ${caseId}, ${companyId}, 'EMP-01', 1, '2026-12-31', ${by})`;
  await sql`insert into plan_agreements (cluster_id, plan_version_id, side, case_id, company_id, person_id, signatory_name) select ${c}, id, 'advisor', ${caseId}, ${companyId}, ${by}, 'x' from plan_versions where cluster_id = ${c} and case_id = ${caseId}`;
  await sql`update milestones set published_at = null where cluster_id = ${c} and id = ${milestoneIds.at(-1) ?? ''}`;
  await sql`insert into milestone_evidence (cluster_id, milestone_id, case_id, company_id, kind, body, added_by_id) values (${c}, ${milestoneIds[0] ?? ''}, ${caseId}, ${companyId}, 'text', 'twenty characters or more', ${by})`;
  for (const [side, confidentiality] of [
    ['advisor', 'team'],
    ['advisor', 'company'],
    ['advisor', 'restricted'],
    ['company', 'company'],
  ] as const)
    await sql`insert into tasks (cluster_id, case_id, company_id, title, side, confidentiality, created_by_id) values (${c}, ${caseId}, ${companyId}, 't', ${side}, ${confidentiality}, ${by})`;
  for (const [state, confidentiality] of [
    ['published', 'team'],
    ['published', 'company'],
    ['published', 'restricted'],
    ['draft', 'team'],
  ] as const) {
    await sql`insert into notes (cluster_id, case_id, company_id, author_id, kind, state, confidentiality, happened_on, body) values (${c}, ${caseId}, ${companyId}, ${by}, 'call', ${state}, ${confidentiality}, '2026-11-01', 'b')`;
  }
}
