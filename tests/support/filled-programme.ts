import type postgres from 'postgres';
import type { ClusterWorld } from './world';

/** What the cluster keeps once: contracts and their figures, numbers of cases. */
export async function fillProgramme(sql: postgres.TransactionSql, { clusterId: c, programmeId }: ClusterWorld): Promise<void> {
  await sql`insert into contracts (cluster_id, programme_id, name, starts_on, ends_on) select ${c}, ${programmeId}, 'Contract', '2023-01-01', '2026-12-31' where not exists (select from contracts where cluster_id = ${c})`;
  await sql`insert into objectives (cluster_id, contract_id, code, position, title_fr, title_en) select ${c}, id, 'O1', 1, 'o', 'o' from contracts where cluster_id = ${c} on conflict do nothing`;
  await sql`insert into indicators (cluster_id, objective_id, metric, position, "window", rule, perimeter_fr, perimeter_en) select ${c}, id, 'EMP-01', 1, 'stock', 'latest', 'p', 'p' from objectives where cluster_id = ${c} on conflict do nothing`;
  await sql`insert into targets (cluster_id, indicator_id, due_on, value) select ${c}, id, '2026-12-31', 10 from indicators where cluster_id = ${c} on conflict do nothing`;
  await sql`insert into metric_versions (cluster_id, metric, version, label_fr, label_en, unit, kind, direction, grain) values (${c}, 'EMP-01', 1, 'Effectif', 'Headcount', 'fte', 'stock', 'up', 'annual') on conflict do nothing`;
  await sql`insert into case_numbers (cluster_id, prefix, year, last_number) values (${c}, 'PERF', 2026, 1) on conflict do nothing`;
}
