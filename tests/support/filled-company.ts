import type postgres from 'postgres';
import type { Filled } from './filled';
import type { ClusterWorld } from './world';

/** What the cluster knows of the case's company. */
export async function fillCompany(sql: postgres.TransactionSql, { clusterId: c }: ClusterWorld, { companyId, by }: Filled): Promise<void> {
  await sql`insert into memberships (cluster_id, company_id, status, from_on) values (${c}, ${companyId}, 'member', '2024-01-01')`;
  await sql`insert into establishments (cluster_id, company_id, nic, is_head_office, city, department_code) values (${c}, ${companyId}, '00010', true, 'Aubagne', '13')`;
  await sql`insert into company_years (cluster_id, company_id, closed_on, source, recorded_by_id) values (${c}, ${companyId}, '2025-12-31', 'staff', ${by})`;
  await sql`insert into capital_links (cluster_id, company_id, year, side, kind, name, share, source, recorded_by_id) values (${c}, ${companyId}, 2025, 'holder', 'public_body', 'n', 10, 'staff', ${by})`;
  await sql`insert into aid_grants (cluster_id, company_id, granted_on, title, funder, is_de_minimis, gross_grant_cents, evidence, recorded_by_id) values (${c}, ${companyId}, '2025-03-18', 't', 'f', true, 100, 'e', ${by})`;
  await sql`insert into company_difficulties (cluster_id, company_id, level, reason, from_on, recorded_by_id) values (${c}, ${companyId}, 'watch', 'r', '2026-01-01', ${by})`;
  await sql`insert into export_controls (cluster_id, company_id, status, stated_on, recorded_by_id) values (${c}, ${companyId}, 'to_check', '2026-01-01', ${by})`;
}
