import type postgres from 'postgres';

/** A project that the company carries and `by` follows, with a row of each kind about it. */
export async function fillProjects(
  sql: postgres.TransactionSql,
  c: string,
  { companyId, by, key }: { companyId: string; by: string; key: string },
): Promise<void> {
  await sql`insert into instruments (cluster_id, code, version, label_fr, label_en, funder_fr, funder_en, aid_forms, notes_fr, notes_en, mark, serves)
    values (${c}, 'FUI', 1, 'l', 'l', 'f', 'f', '{grant}', 'n', 'n', 'model', '{T5}') on conflict do nothing`;
  const [template] =
    await sql`insert into plan_templates (cluster_id, project_type, code) values (${c}, 'demonstrator', ${key}) returning id`;
  const [version] = await sql`insert into plan_template_versions (cluster_id, template_id, number, assessment_position, signature_position)
    values (${c}, ${template?.id}, 1, 1, 2) returning id`;
  await sql`insert into projects (cluster_id, id, family_id, acronym, title_fr, title_en, summary_fr, summary_en, type, das, funder, instrument, instrument_version, lead_cluster,
      leader_name, leader_company_id, lead_id, partners_count, budget_cents, aid_cents, state)
    values (${c}, ${key}, ${key}, 'ACRO', 't', 't', 's', 's', 'demonstrator', 'DAS1', 'state_fund', 'FUI', 1, 'Cluster', 'Leader', ${companyId}, ${by}, 1, 100, 50, 'preparing')`;
  await sql`insert into project_secrets (cluster_id, project_id, company_id, summary_fr, summary_en, risks_fr, risks_en) values (${c}, ${key}, ${companyId}, 's', 's', 'r', 'r')`;
  await sql`insert into project_partners (cluster_id, project_id, position, company_id, name, kind, is_leader, part_fr, part_en, budget_cents, aid_cents, territory_percent)
    values (${c}, ${key}, 1, ${companyId}, 'Partner', 'company', true, 'p', 'p', 100, 50, 100)`;
  await sql`insert into project_decisions (cluster_id, project_id, kind, outcome, decided_on, body_fr, body_en) values (${c}, ${key}, 'committee', 'labelled', '2026-01-15', 'c', 'c')`;
  await sql`insert into project_funding (cluster_id, project_id, funder_fr, funder_en, form, decision_number, awarded_cents, awarded_on)
    values (${c}, ${key}, 'f', 'f', 'grant', 'N1', 50, '2026-06-01')`;
  await sql`insert into structuring_sites (cluster_id, project_id, name_fr, name_en, city, department_code, host_name, users_fr, users_en)
    values (${c}, ${key}, 'n', 'n', 'Toulon', '83', 'h', 'u', 'u')`;
  await sql`insert into project_milestones (cluster_id, project_id, template_version_id, position, title, title_en, sides, side, duration_days, blockers,
      expected_evidence, expected_evidence_en, exit_criterion, exit_criterion_en)
    values (${c}, ${key}, ${version?.id}, 1, 't', 't', '{company}', 'company', 30, '{}', 'e', 'e', 'x', 'x')`;
}
