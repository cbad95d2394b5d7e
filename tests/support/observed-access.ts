import postgres from 'postgres';
import { fillProjects } from './filled-projects';
import { GLOBAL_TABLES } from './global-tables';
import type { ClusterWorld, World } from './world';

export const CAST_NAMES = [
  'manager',
  'advisor',
  'otherAdvisor',
  'trackLead',
  'director',
  'funder',
  'admin',
  'leader',
  'otherLeader',
  'collaborator',
] as const;
export type Verb = 'select' | 'insert' | 'update' | 'delete';
/** Table × verb → who reaches which rows: `a1` the cast's company and case, `a2` the other company, `a` the cluster at large, `b` the foreign cluster. */
export type Matrix = Record<string, Partial<Record<Verb, Record<string, string>>>>;

type Row = { scope: string; row: Record<string, unknown> };
export type Prepared = { world: World; admin: postgres.Sql; tables: Map<string, { columns: string[]; key: string[]; rows: Row[] }> };

/** Fills every tenant table with a row for each scope, and reads them back as the owner. */
export async function prepare(world: World, adminUrl: string): Promise<Prepared> {
  const admin = postgres(adminUrl, {
    max: 1,
    onnotice: () => {},
    types: { date: { to: 1184, from: [1082, 1114, 1184], serialize: String, parse: String } },
  });
  for (const cluster of [world.a, world.b]) {
    const lead = cluster.actors.advisor;
    const mine = await world.caseIn(cluster, 'active', { track: 'strategy' });
    const theirs = await world.caseIn(cluster, 'active', {
      track: 'financing',
      companyId: cluster.otherCompanyId,
      journeyId: cluster.otherJourneyId,
      lead: cluster.actors.otherAdvisor,
    });
    // The only state in which a case may be born.
    await world.caseIn(cluster, 'submitted', { track: 'innovation' });
    await world.asOwner(cluster.clusterId, async (sql) => {
      await fill(sql, cluster, { companyId: cluster.companyId, ...mine, by: lead.personId, siren: '000100024' });
      await fill(sql, cluster, {
        companyId: cluster.otherCompanyId,
        ...theirs,
        by: cluster.actors.otherAdvisor.personId,
        siren: '000100032',
      });
    });
  }
  const listed = await admin<{ name: string; columns: string[]; key: string[] }[]>`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select array_agg(a.attname::text) from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = any (i.indkey) where i.indrelid = c.oid and i.indisprimary) as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity order by 1`;
  const companies = new Map([
    [world.a.companyId, 'a1'],
    [world.a.otherCompanyId, 'a2'],
  ]);
  const links = await admin<{ person_id: string; company_id: string }[]>`select person_id, company_id from company_roles`;
  const companyOf = new Map(links.map((link) => [link.person_id, link.company_id]));
  const carried = await admin<{ id: string; company: string }[]>`select id, leader_company_id as company from projects`;
  const carrierOf = new Map(carried.map(({ id, company }) => [id, company]));
  const scopeOf = (table: string, row: Record<string, unknown>) => {
    const company =
      table === 'companies'
        ? row.id
        : table === 'people'
          ? companyOf.get(String(row.id))
          : (row.company_id ?? carrierOf.get(String(table === 'projects' ? row.id : row.project_id)));
    return companies.get(String(company)) ?? 'a';
  };
  const tables: Prepared['tables'] = new Map();
  for (const { name, columns, key } of listed) {
    if (GLOBAL_TABLES.includes(name)) continue;
    const rows = await admin<{ row: Record<string, unknown> }[]>`select to_jsonb(t) as row from ${admin(name)} t order by ${admin(key)}`;
    tables.set(name, {
      columns,
      key,
      rows: rows.map(({ row }) => ({ row, scope: row.cluster_id === world.a.clusterId ? scopeOf(name, row) + classOf(name, row) : 'b' })),
    });
  }
  return { world, admin, tables };
}

/** What sets rows of one scope apart for their readers. */
function classOf(table: string, row: Record<string, unknown>): string {
  if (table === 'notes' && row.state === 'draft') return '.draft';
  if (table === 'milestones') return row.published_at ? '.published' : '.unpublished';
  if (table === 'tasks') return `.${row.side}`;
  if (table === 'people') return row.is_staff ? '.staff' : '';
  if (table === 'cases') return row.lead_id ? '.led' : '.unassigned';
  return row.confidentiality ? `.${row.confidentiality}` : '';
}

type Filled = { companyId: string; caseId: string; milestoneIds: string[]; by: string; siren: string };

/** A row of every kind about one case. */
export async function fill(
  sql: postgres.TransactionSql,
  { clusterId, programmeId, actors }: ClusterWorld,
  { companyId, caseId, milestoneIds, by }: Filled,
) {
  const c = clusterId;
  await sql`insert into contracts (cluster_id, programme_id, name, starts_on, ends_on) select ${c}, ${programmeId}, 'Contract', '2023-01-01', '2026-12-31' where not exists (select from contracts where cluster_id = ${c})`;
  await sql`insert into objectives (cluster_id, contract_id, code, position, title_fr, title_en) select ${c}, id, 'O1', 1, 'o', 'o' from contracts where cluster_id = ${c} on conflict do nothing`;
  await sql`insert into indicators (cluster_id, objective_id, metric, position, "window", rule, perimeter_fr, perimeter_en) select ${c}, id, 'EMP-01', 1, 'stock', 'latest', 'p', 'p' from objectives where cluster_id = ${c} on conflict do nothing`;
  await sql`insert into targets (cluster_id, indicator_id, due_on, value) select ${c}, id, '2026-12-31', 10 from indicators where cluster_id = ${c} on conflict do nothing`;
  await sql`insert into metric_versions (cluster_id, metric, version, label_fr, label_en, unit, kind, direction, grain) values (${c}, 'EMP-01', 1, 'Effectif', 'Headcount', 'fte', 'stock', 'up', 'annual') on conflict do nothing`;
  await sql`insert into memberships (cluster_id, company_id, status, from_on) values (${c}, ${companyId}, 'member', '2024-01-01')`;
  await sql`insert into establishments (cluster_id, company_id, nic, is_head_office, city, department_code) values (${c}, ${companyId}, '00010', true, 'Aubagne', '13')`;
  await sql`insert into company_years (cluster_id, company_id, closed_on, source, recorded_by_id) values (${c}, ${companyId}, '2025-12-31', 'staff', ${by})`;
  await sql`insert into aid_grants (cluster_id, company_id, granted_on, title, funder, is_de_minimis, gross_grant_cents, evidence, recorded_by_id) values (${c}, ${companyId}, '2025-03-18', 't', 'f', true, 100, 'e', ${by})`;
  await sql`insert into company_difficulties (cluster_id, company_id, level, reason, from_on, recorded_by_id) values (${c}, ${companyId}, 'watch', 'r', '2026-01-01', ${by})`;
  await sql`insert into export_controls (cluster_id, company_id, status, stated_on, recorded_by_id) values (${c}, ${companyId}, 'to_check', '2026-01-01', ${by})`;
  await sql`insert into invitations (cluster_id, company_id, person_id, email, token_hash, expires_at, created_by_id) values (${c}, ${companyId}, ${by}, 'x@test.example', ${caseId}, now() + interval '1 day', ${by})`;
  await sql`insert into clocks (cluster_id, case_id, company_id, rule, started_at, alert_on, due_on) values (${c}, ${caseId}, ${companyId}, 'C1', now(), '2026-11-24', '2026-11-30')`;
  await sql`insert into eligibility_sheets (cluster_id, case_id, company_id, answers, filled_by_id) values (${c}, ${caseId}, ${companyId}, '{}', ${by})`;
  await sql`insert into support_requests (cluster_id, company_id, track, need, state, asked_by_id, notice_version, submitted_at, case_id) values (${c}, ${companyId}, 'strategy', ${'n'.repeat(120)}, 'submitted', ${by}, '1', now(), ${caseId})`;
  await sql`insert into case_proposals (cluster_id, case_id, company_id, to_state, comment, by_id) values (${c}, ${caseId}, ${companyId}, 'closed_early', 'x', ${by})`;
  await sql`insert into case_health (cluster_id, case_id, company_id, health, computed, reasons, on_date) values (${c}, ${caseId}, ${companyId}, 'watch', 'watch', '[]', '2026-11-23')`;
  await sql`insert into health_overrides (cluster_id, case_id, company_id, health, reason, from_on, until_on, by_id) values (${c}, ${caseId}, ${companyId}, 'watch', 'ten letters', '2026-11-23', '2026-12-01', ${actors.manager.personId})`;
  await sql`insert into case_weights (cluster_id, case_id, company_id, complexity, set_by_id) values (${c}, ${caseId}, ${companyId}, 'heavy', ${by})`;
  await sql`insert into capacities (cluster_id, person_id, fte, kind, from_on, set_by_id) values (${c}, ${by}, 0.6, 'part_time', '2026-01-01', ${actors.manager.personId}) on conflict do nothing`;
  await sql`insert into absences (cluster_id, person_id, from_on, until_on) values (${c}, ${by}, '2026-11-01', '2026-11-30') on conflict do nothing`;
  await sql`insert into skills (cluster_id, person_id, kind, code) values (${c}, ${by}, 'track', 'strategy') on conflict do nothing`;
  await sql`insert into plan_targets (cluster_id, case_id, company_id, metric, value, due_on, set_by_id) values (${c}, ${caseId}, ${companyId}, 'EMP-01', 1, '2026-12-31', ${by})`;
  await sql`insert into plan_agreements (cluster_id, plan_version_id, side, case_id, company_id, person_id, signatory_name) select ${c}, id, 'advisor', ${caseId}, ${companyId}, ${by}, 'x' from plan_versions where cluster_id = ${c} and case_id = ${caseId}`;
  await sql`update milestones set published_at = null where cluster_id = ${c} and id = ${milestoneIds.at(-1) ?? ''}`;
  await sql`insert into milestone_evidence (cluster_id, milestone_id, case_id, company_id, kind, body, added_by_id) values (${c}, ${milestoneIds[0] ?? ''}, ${caseId}, ${companyId}, 'text', 'twenty characters or more', ${by})`;
  for (const side of ['advisor', 'company'])
    await sql`insert into tasks (cluster_id, case_id, company_id, title, side, created_by_id) values (${c}, ${caseId}, ${companyId}, 't', ${side}, ${by})`;
  for (const [state, confidentiality] of [
    ['published', 'team'],
    ['published', 'company'],
    ['draft', 'team'],
  ] as const) {
    await sql`insert into notes (cluster_id, case_id, company_id, author_id, kind, state, confidentiality, happened_on, body) values (${c}, ${caseId}, ${companyId}, ${by}, 'call', ${state}, ${confidentiality}, '2026-11-01', 'b')`;
  }
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
  await sql`insert into impact_totals (cluster_id, kind, cut, code, level, grain, on_date, key, lines, companies, num, den, base, value, fresh) values (${c}, 'total', 'total', 'EMP-01', 1, 'd', '2025-12-31', '', 2, 2, 24, 0, 0, 24, 2) on conflict do nothing`;
  for (const confidentiality of ['company', 'team', 'admin']) {
    const [event] =
      await sql`insert into events (cluster_id, kind, actor_id, company_id, case_id, subject_kind, subject_id, confidentiality) values (${c}, 'case.taken', ${by}, ${companyId}, ${caseId}, 'case', ${caseId}, ${confidentiality}) returning id`;
    await sql`insert into event_texts (cluster_id, event_id, field, salt, body) values (${c}, ${event?.id}, 'reason', 's', 'words')`;
  }
  await fillProjects(sql, c, { companyId, by, key: caseId });
  await sql`insert into idempotency_keys (cluster_id, person_id, key, body_digest) values (${c}, ${by}, ${caseId}, 'd')`;
  const [read] =
    await sql`insert into register_imports (cluster_id, file_name, file_sha256, size_bytes, columns, state, imported_by_id) values (${c}, 'f.csv', ${caseId}, 1, 35, 'previewed', ${actors.manager.personId}) returning id`;
  await sql`insert into register_import_rows (cluster_id, import_id, line, verdict) values (${c}, ${read?.id}, 2, 'created')`;
  await sql`insert into case_numbers (cluster_id, prefix, year, last_number) values (${c}, 'PERF', 2026, 1) on conflict do nothing`;
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

const DENIED = '42501';
class Undo extends Error {}

/** What each person of cluster a reaches in one table, verb by verb; every attempt is rolled back. `before` may mutate the schema first. */
export async function observe(
  { world, admin, tables }: Prepared,
  table: string,
  verbs: readonly Verb[],
  before?: (sql: postgres.TransactionSql) => Promise<unknown>,
): Promise<Matrix[string]> {
  const { columns, key, rows } = tables.get(table)!;
  const found: Matrix[string] = {};
  await admin
    .begin(async (sql) => {
      await before?.(sql);
      await sql`set local role app_user`;
      for (const name of CAST_NAMES) {
        await sql`select access.enter_session(${world.a.actors[name].sessionId})`;
        for (const verb of verbs) {
          const scopes = new Set<string>();
          for (const { row, scope } of rows)
            if (!scopes.has(scope) && (await reaches(sql, verb, table, columns, key, row))) scopes.add(scope);
          found[verb] ??= {};
          found[verb][name] = [...scopes].sort().join(' ');
        }
      }
      throw new Undo();
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
  return found;
}

async function reaches(
  sql: postgres.TransactionSql,
  verb: Verb,
  table: string,
  columns: string[],
  key: string[],
  row: Record<string, unknown>,
): Promise<boolean> {
  const is = key.map((name) => sql`and ${sql(name)} = ${String(row[name])}`);
  const where = is.reduce((all, one) => sql`${all} ${one}`, sql`where true`);
  let rows = 0;
  const attempt = sql.savepoint(async (point) => {
    if (verb === 'select') rows = (await point`select 1 from ${point(table)} ${where}`).length;
    // A column that a person may not change at all is no proof: the key is written over itself.
    else if (verb === 'update')
      rows = (await point`update ${point(table)} set ${point(key.at(-1)!)} = ${point(key.at(-1)!)} ${where}`).count;
    else if (verb === 'delete') rows = (await point`delete from ${point(table)} ${where}`).count;
    else {
      rows = 1;
      await point`insert into ${point(table)} (${point(columns)}) select ${point(columns)} from jsonb_populate_record(null::${point(table)}, ${JSON.stringify(row)}::text::jsonb)`;
    }
    throw new Undo();
  });
  try {
    await attempt;
  } catch (error) {
    if (error instanceof Undo) return rows > 0;
    // Keys, checks and foreign keys are tested after the walls: such an error means the wall let the row through.
    return (error as { code?: string }).code !== DENIED && verb !== 'select';
  }
  return rows > 0;
}
