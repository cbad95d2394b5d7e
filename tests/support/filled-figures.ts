import type postgres from 'postgres';
import type { Filled } from './filled';
import type { ClusterWorld } from './world';

/** Figures of the company and of the cluster, their totals. */
export async function fillFigures(
  sql: postgres.TransactionSql,
  { clusterId: c }: ClusterWorld,
  { companyId, caseId, by }: Filled,
): Promise<void> {
  await sql`insert into figure_subjects (cluster_id, id, company_id) values (${c}, ${companyId}, ${companyId})`;
  const [seen] =
    await sql`insert into observations (cluster_id, metric, metric_version, company_id, cell, chain_id, chain_no, valid_on, num, entry_level, author_id, case_id, recorded_at)
    values (${c}, 'EMP-01', 1, ${companyId}, '2025', ${caseId}, 1, '2025-12-31', 12, 1, ${by}, ${caseId}, now()) returning id`;
  await sql`insert into observation_acts (cluster_id, observation_id, company_id, metric, act, level, by_id, recorded_at) values (${c}, ${seen?.id}, ${companyId}, 'EMP-01', 'confirmed', 2, ${by}, now())`;
  await sql`insert into event_keys (cluster_id, metric, natural_key, chain_id, company_id) values (${c}, 'EMP-01', ${caseId}, ${caseId}, ${companyId})`;
  await clusterFigure(sql, c, by);
  await sql`insert into baselines (cluster_id, metric, company_id, case_id, kind, num, on_date, by_id, recorded_at) values (${c}, 'EMP-01', ${companyId}, ${caseId}, 'B0', 12, '2025-12-31', ${by}, now())`;
  await sql`insert into expected_figures (cluster_id, company_id, metric, cell, case_id, valid_on) values (${c}, ${companyId}, 'EMP-01', '2025', ${caseId}, '2025-12-31')`;
  await sql`insert into impact_terms (cluster_id, code, term) values (${c}, 'EMP-01', ('EMP-01', 'latest', 'EMP-01', null, 'all', 'company', false, 'annual', '2023-01-01', 0.1)::ledger_term) on conflict do nothing`;
  await sql`insert into impact_parts (cluster_id, subject_id, parts) values (${c}, ${companyId}, '{}')`;
  await sql`insert into impact_totals (cluster_id, kind, cut, code, level, grain, on_date, key, beside, lines, companies, num, den, base, value, fresh) values (${c}, 'total', 'total', 'EMP-01', 1, 'd', '2025-12-31', '', '', 2, 2, 24, 0, 0, 24, 2) on conflict do nothing`;
}

/** A figure of the cluster itself: staff read it, leaders don't. */
async function clusterFigure(sql: postgres.TransactionSql, c: string, by: string) {
  const [known] = await sql`insert into figure_subjects (cluster_id, id) values (${c}, ${c}) on conflict do nothing returning id`;
  if (!known) return;
  const [own] =
    await sql`insert into observations (cluster_id, metric, metric_version, cell, chain_id, chain_no, valid_on, num, entry_level, author_id, recorded_at)
    values (${c}, 'EMP-01', 1, 'cluster', ${c}, 1, '2025-12-31', 12, 1, ${by}, now()) returning id`;
  await sql`insert into observation_acts (cluster_id, observation_id, metric, act, level, by_id, recorded_at) values (${c}, ${own?.id}, 'EMP-01', 'confirmed', 2, ${by}, now())`;
  await sql`insert into event_keys (cluster_id, metric, natural_key, chain_id) values (${c}, 'EMP-01', 'cluster', ${c})`;
}
