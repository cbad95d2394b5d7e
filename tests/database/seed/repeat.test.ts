import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCaseReference } from '~/features/cases/reference';
import { seedDemo } from '../../../db/seed/demo/seed';
import { MULTIPLIED, readTables, refuseUnknown, WRITTEN_ONCE } from '../../../db/seed/repeat/repeated-tables';
import { type FreshDatabase, freshDatabase } from '../../support/database';

const WORLD = { asOf: '2026-11-27', cases: 90, mostDistinct: 30 };
const WORLDS = 3;

let database: FreshDatabase;
let admin: postgres.Sql;
let cluster: string;

beforeAll(async () => {
  database = await freshDatabase();
  admin = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  await seedDemo(database.ownerUrl, WORLD);
  const [first] = await admin<{ id: string }[]>`select id from clusters order by id limit 1`;
  cluster = first?.id ?? '';
}, 240_000);

afterAll(async () => {
  await admin.end();
  await database.drop();
}, 60_000);

const one = async <Row extends object>(rows: Promise<Row[]>) => (await rows)[0] as Row;

describe('a larger first cluster', () => {
  it('multiplies companies, cases, advisors and teams, and nobody else', async () => {
    const rows = await admin<{ what: string; repeated: number; once: number }[]>`
      select what, count(*) filter (where id::text not like '%0000')::int repeated, count(*) filter (where id::text like '%0000')::int once from (
        select 'companies' what, id from companies where cluster_id = ${cluster} union all select 'cases', id from cases where cluster_id = ${cluster}
        union all select 'teams', id from teams where cluster_id = ${cluster} union all select 'observations', id from observations where cluster_id = ${cluster} and company_id is not null
        union all select 'impact', subject_id from impact_parts where cluster_id = ${cluster} and subject_id in (select id from companies where cluster_id = ${cluster})
        union all select 'advisors', person_id from cluster_roles where cluster_id = ${cluster} and role = 'advisor') x group by what`;
    expect(rows.length).toBe(6);
    for (const { what, repeated, once } of rows) expect([what, repeated], what).toEqual([what, once * (WORLDS - 1)]);
    const others =
      await admin`select role, count(*)::int from cluster_roles where cluster_id = ${cluster} and role in ('manager', 'director', 'admin', 'funder') group by role order by role`;
    expect(others.map(({ role, count }) => `${role} ${count}`)).toEqual(['admin 1', 'director 1', 'funder 2', 'manager 1']);
    expect((await one(admin`select count(*)::int cases from cases where cluster_id = ${cluster}`)).cases).toBe(WORLD.cases);
  });

  it('keeps of a repeated case its last notes and the journal of six months', async () => {
    const { notes, most, missing } = await one(admin<{ notes: number; most: number; missing: number }[]>`
      with repeated as (select * from notes where cluster_id = ${cluster} and id::text not like '%0000'),
        newest as (select case_id, happened_on, row_number() over (partition by case_id order by happened_on desc, id desc) age from notes where cluster_id = ${cluster} and id::text like '%0000')
      select (select count(*)::int from repeated) notes, (select max(n)::int from (select count(*) n from repeated group by case_id) x) most,
        (select count(*)::int from newest n where n.age <= 6 and not exists (select from repeated r where left(r.case_id::text, 32) = left(n.case_id::text, 32) and r.happened_on = n.happened_on)) missing`);
    expect(notes).toBeGreaterThan(WORLD.mostDistinct * (WORLDS - 1));
    expect(most).toBeLessThanOrEqual(7);
    expect(missing).toBe(0);
    const { since, untold } = await one(admin<{ since: boolean; untold: number }[]>`
      with edge as (select max(recorded_at) - interval '6 months' as at from events where cluster_id = ${cluster})
      select bool_and(e.recorded_at >= edge.at) since,
        (select count(*)::int from notes n, edge where n.cluster_id = ${cluster} and n.created_at > edge.at
          and not exists (select from events w where w.cluster_id = n.cluster_id and w.subject_id = n.id and w.kind = 'note.written')) untold
      from events e, edge where e.cluster_id = ${cluster} and e.id::text not like '%0000'`);
    expect(since).toBe(true);
    expect(untold).toBe(0);
  });

  it('gives no company a SIREN that is another’s or outside the range kept for fictions', async () => {
    const found = await admin`select siren from companies where siren is not null and (siren < '000001000' or siren > '000099999')`;
    expect(found).toEqual([]);
    const bare = await admin`select name from companies where cluster_id = ${cluster} and siren is null and foreign_id is null`;
    expect(bare).toEqual([]);
  });

  it('numbers its cases as the application does, and lets it go on', async () => {
    const cases = await admin<{ reference: string }[]>`select reference from cases where cluster_id = ${cluster}`;
    const numbers = await admin<
      { prefix: string; year: number; last_number: number }[]
    >`select prefix, year, last_number from case_numbers where cluster_id = ${cluster}`;
    expect(new Set(cases.map(({ reference }) => reference)).size).toBe(WORLD.cases);
    for (const { reference } of cases) {
      const read = parseCaseReference(reference) ?? expect.fail(reference);
      const last = numbers.find(({ prefix, year }) => reference.startsWith(`${prefix}-${year}-`))?.last_number;
      expect(read.number, reference).toBeLessThanOrEqual(last ?? 0);
    }
  });

  it('leaves a group with the companies it was told of', async () => {
    const heads = await admin<{ own: boolean }[]>`
      select id::text like '%0000' own from companies where cluster_id = ${cluster} and group_head_siren is not null`;
    expect(heads.map(({ own }) => own)).toEqual([true]);
  });

  it('keeps each repetition to itself, in its facts too', async () => {
    const strayed = await admin`
      select e.id from events e, regexp_matches(e.facts::text, '[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{8}([0-9a-f]{4})', 'g') m
      where e.cluster_id = ${cluster} and m[1] <> right(e.id::text, 4) and m[1] in ('0000', '0001', '0002')`;
    expect(strayed).toEqual([]);
    const { facts } = await one(admin`select count(*)::int facts from events where cluster_id = ${cluster} and facts::text like '%0002"%'`);
    expect(facts).toBeGreaterThan(WORLD.cases);
    const keys =
      await admin`select k.natural_key from event_keys k left join observations o on o.cluster_id = k.cluster_id and o.chain_id = k.chain_id and o.cell = k.natural_key where o.id is null`;
    expect(keys).toEqual([]);
  });
});

describe('what follows from other rows', () => {
  it('search finds each company and case by the words its triggers would write', async () => {
    const words =
      () => admin`select d.id, d.kind, d.title, d.hint, d.folded, array(select w.word from search_words w where w.cluster_id = d.cluster_id and w.document_id = d.id order by 1) words
      from search_documents d where d.cluster_id = ${cluster} order by d.id`;
    const loaded = await words();
    expect(loaded.length).toBeGreaterThan(WORLD.cases * 2);
    await admin.begin(async (tx) => {
      await tx`delete from search_documents where cluster_id = ${cluster}`;
      for (const [table, does] of [
        ['companies', 'keep_company_documents'],
        ['cases', 'keep_case_documents'],
      ] as const) {
        await tx.unsafe(`create temp table again_${table} on commit drop as select * from ${table} with no data`);
        await tx.unsafe(
          `create trigger again after insert on again_${table} referencing new table as new_rows for each statement execute function access.${does}()`,
        );
        await tx.unsafe(`insert into again_${table} select * from ${table} where cluster_id = '${cluster}'`);
      }
    });
    expect(await words()).toEqual(loaded);
  });

  it('the totals of impact are those that a count of every company gives', async () => {
    const rows = `select kind, cut, key, beside, code, level, grain, on_date, lines, companies, num, den, base, value, fresh from impact_totals
      where cluster_id = '${cluster}' and (lines, companies, num, den, base, value, fresh) <> (0, 0, 0, 0, 0, 0, 0)`;
    expect(await admin`select from impact_changes where cluster_id = ${cluster}`).toEqual([]);
    await admin.begin(async (tx) => {
      await tx`select access.enter_system(${cluster}, 'test')`;
      await tx.unsafe(`create temp table loaded on commit drop as ${rows}`);
      await tx`delete from impact_terms where cluster_id = ${cluster}`;
      await tx`select ledger.fold(100000)`;
      const [count] = await tx`select count(*)::int as n from loaded`;
      expect(count?.n).toBeGreaterThan(50);
      expect(await tx.unsafe(`(table loaded except ${rows}) limit 5`)).toEqual([]);
      expect(await tx.unsafe(`(${rows} except table loaded) limit 5`)).toEqual([]);
    });
  }, 240_000);

  it('no derived column of a case differs from what its rows say', async () => {
    const drift = await admin`
      with item as (
        select cluster_id, case_id, due_on from milestones where state not in ('done', 'not_applicable')
        union all select cluster_id, case_id, due_on from tasks where state in ('open', 'blocked'))
      select c.reference from cases c
        left join lateral (select min(due_on) due_on from item i where i.cluster_id = c.cluster_id and i.case_id = c.id) i on true
        left join lateral (select max(happened_on) on_date from notes n where n.cluster_id = c.cluster_id and n.case_id = c.id and is_two_way and state = 'published') n on true
      where c.next_due_on is distinct from coalesce(i.due_on, 'infinity') or c.last_contact_on is distinct from n.on_date`;
    expect(drift).toEqual([]);
  });
});

describe('a table that nobody thought of', () => {
  it('every table of the schema is told apart, repeated by its keys, multiplied or written once', async () => {
    const tables = await readTables(admin);
    expect([...WRITTEN_ONCE, ...MULTIPLIED].filter((name) => !tables.some((table) => table.name === name))).toEqual([]);
    const others = tables.filter(({ name }) => !WRITTEN_ONCE.includes(name) && !MULTIPLIED.includes(name));
    await refuseUnknown(admin, others);
    const withoutKeys = others.filter(({ columns }) => !columns.some(({ isKey, type }) => isKey && type === 'uuid'));
    expect(withoutKeys.map(({ name }) => name)).toEqual([]);
  });

  it('of those written once, only what a project, a grant, a file, its reading, a request about data or a sign-in says names a company, a case or a person', async () => {
    const naming = (await readTables(admin)).filter(
      ({ name, columns }) => WRITTEN_ONCE.includes(name) && columns.some((column) => /^(company|case|person)_id$/.test(column.name)),
    );
    expect(naming.map(({ name }) => name)).toEqual([
      'access_log',
      'case_grants',
      'data_copies',
      'documents',
      'idempotency_keys',
      'item_reads',
      'privacy_finds',
      'privacy_requests',
      'project_partners',
      'project_secrets',
      'sessions',
    ]);
  });

  it('a load that meets one it doesn’t know stops, and leaves nothing behind', async () => {
    const other = await freshDatabase();
    const owner = postgres(other.ownerUrl, { max: 1, onnotice: () => {} });
    try {
      await owner`create table strangers (cluster_id uuid, id uuid primary key, said text)`;
      await owner`insert into strangers values (null, '01900000-0000-7000-8000-000000000001', 'unknown')`;
      await expect(seedDemo(other.ownerUrl, { ...WORLD, cases: 60, mostDistinct: 30 })).rejects.toThrow('strangers');
      expect(await owner`select from clusters`).toEqual([]);
    } finally {
      await owner.end();
      await other.drop();
    }
  }, 120_000);
});
