import postgres from 'postgres';
import { fill } from './filled';
import { GLOBAL_TABLES } from './global-tables';
import type { World } from './world';

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
  'expert',
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
      await fill(sql, cluster, { companyId: cluster.companyId, ...mine, by: lead.personId });
      await fill(sql, cluster, {
        companyId: cluster.otherCompanyId,
        ...theirs,
        by: cluster.actors.otherAdvisor.personId,
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
  if (row.confidentiality === 'restricted') return table === 'events' ? '.restricted.of_note' : '.restricted';
  if (table === 'tasks') return row.side === 'advisor' && row.confidentiality === 'company' ? '.shared' : `.${row.side}`;
  if (table === 'documents' && !row.case_id) return '.own';
  if (table === 'people') return row.is_staff ? '.staff' : '';
  if (table === 'cases') return row.lead_id ? '.led' : '.unassigned';
  return row.confidentiality ? `.${row.confidentiality}${table === 'events' && row.subject_kind === 'note' ? '.of_note' : ''}` : '';
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
