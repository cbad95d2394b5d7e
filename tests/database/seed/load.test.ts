import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { companies } from '../../../db/schema/companies';
import { copyRows } from '../../../db/seed/copy-rows';
import { seedDemo } from '../../../db/seed/demo/seed';
import { beyondRowSecurity, withoutForeignKeys } from '../../../db/seed/set-aside';
import { type FreshDatabase, freshDatabase } from '../../support/database';

let database: FreshDatabase;
let admin: postgres.Sql;
let owner: postgres.Sql;
let before: string[];

beforeAll(async () => {
  database = await freshDatabase();
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  before = await wallsAndKeys();
  await seedDemo(database.ownerUrl, { asOf: '2026-11-27', cases: 40 });
}, 120_000);

afterAll(async () => {
  await Promise.all([admin.end(), owner.end()]);
  await database.drop();
});

/** Everything a load may set aside: constraints with whether they are proven, indexes, triggers with whether they work, row security. */
async function wallsAndKeys(): Promise<string[]> {
  const rows = await admin<{ line: string }[]>`
    select format('%s %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid), convalidated) as line from pg_constraint where connamespace = 'public'::regnamespace
    union all select format('%s %s', pg_get_indexdef(indexrelid), indisvalid) from pg_index where indrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace)
    union all select format('%s %s', pg_get_triggerdef(oid), tgenabled) from pg_trigger where not tgisinternal
    union all select format('%s %s %s', relname, relrowsecurity, relforcerowsecurity) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
    order by 1`;
  return rows.map(({ line }) => line);
}

it('leaves every key, check, index, trigger and wall as the migrations made them', async () => {
  expect(before.length).toBeGreaterThan(300);
  expect(await wallsAndKeys()).toEqual(before);
});

/** What a run has of its own: salts, the clock, and the keys of the queue of changes. */
const OWN_TO_A_RUN: Record<string, string> = { accounts: 'password_hash', case_health: 'computed_at', impact_changes: 'id' };

/** One digest for each table that holds rows. */
async function digests(sql: postgres.Sql): Promise<Map<string, string>> {
  const tables = await sql<
    { name: string }[]
  >`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`;
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const [row] = await sql.unsafe<{ digest: string | null }[]>(
        `select md5(string_agg(line, ' ' order by line)) as digest from (select (to_jsonb(t) - '${OWN_TO_A_RUN[name] ?? ''}')::text as line from public."${name}" t) l`,
      );
      return [name, row?.digest ?? ''] as const;
    }),
  );
  return new Map(found.filter(([, digest]) => digest !== ''));
}

it('writes the same rows, key for key, wherever it runs', async () => {
  const other = await freshDatabase();
  const otherAdmin = postgres(other.adminUrl, { max: 1, onnotice: () => {} });
  try {
    await seedDemo(other.ownerUrl, { asOf: '2026-11-27', cases: 40 });
    const [first, second] = [await digests(admin), await digests(otherAdmin)];
    expect(first.size).toBeGreaterThan(40);
    expect([...first].filter(([name, digest]) => second.get(name) !== digest).map(([name]) => name)).toEqual([]);
  } finally {
    await otherAdmin.end();
    await other.drop();
  }
});

it('derives the columns of each case as the triggers would', async () => {
  const drift = await admin`
    with item as (
      select cluster_id, case_id, due_on, state = 'blocked' as is_blocked from milestones where state not in ('done', 'not_applicable')
      union all select cluster_id, case_id, due_on, state = 'blocked' from tasks where state in ('open', 'blocked'))
    select c.reference from cases c
      left join lateral (select min(due_on) due_on, count(*) filter (where is_blocked) blocked from item i where i.cluster_id = c.cluster_id and i.case_id = c.id) i on true
      left join lateral (select max(happened_on) on_date from notes n where n.cluster_id = c.cluster_id and n.case_id = c.id and is_two_way and state = 'published') n on true
      left join lateral (select count(*) filter (where state = 'done') done, count(*) filter (where state <> 'not_applicable') planned from milestones m where m.cluster_id = c.cluster_id and m.case_id = c.id) m on true
      left join case_assignments a on a.cluster_id = c.cluster_id and a.case_id = c.id and a.part = 'lead' and a.until_on is null
    where (c.next_due_on, c.blocked_items, c.done_milestones, c.planned_milestones) is distinct from (coalesce(i.due_on, 'infinity'), i.blocked, m.done, m.planned)
      or c.last_contact_on is distinct from n.on_date or (a.person_id is not null and c.lead_id is distinct from a.person_id)`;
  expect(drift).toEqual([]);
});

it('changes nothing where the demonstration already stands', async () => {
  const count = () => admin`select (select count(*) from cases) cases, (select count(*) from events) events`;
  const counted = await count();
  await seedDemo(database.ownerUrl, { asOf: '2026-11-27', cases: 40 });
  expect(await count()).toEqual(counted);
});

it('is refused whole by a row that breaks a key or a check, and says which', async () => {
  const [cluster] = await owner`select id from clusters order by id limit 1`;
  const row = { clusterId: cluster?.id as string, name: 'Tab\there, line\nthere, slash \\ and "quotes"' };
  const load = (given: { siren: string; clusterId?: string }) =>
    owner.begin((tx) => beyondRowSecurity(tx, () => withoutForeignKeys(tx, () => copyRows(tx, companies, [{ ...row, ...given }]))));
  await expect(load({ siren: 'nine digits' })).rejects.toThrow('companies_siren_digits');
  await expect(load({ siren: '000001008', clusterId: '01900000-0000-7000-8000-000000000000' })).rejects.toThrow(
    'companies_cluster_id_clusters_id_fk',
  );
  expect(await wallsAndKeys()).toEqual(before);
  await load({ siren: '000001008' });
  expect(await admin`select name, secondary_das from companies where siren = '000001008'`).toEqual([{ name: row.name, secondary_das: [] }]);
});
