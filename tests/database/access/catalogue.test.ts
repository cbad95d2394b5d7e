import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FreshDatabase, freshDatabase } from '../../support/database';
import { GLOBAL_GRANTS, GLOBAL_TABLES } from '../../support/global-tables';

let database: FreshDatabase;
let owner: postgres.Sql;
let app: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  app = postgres(database.appUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.drop();
});

const tables = () =>
  owner<{ name: string; enabled: boolean; forced: boolean }[]>`
    select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`;

describe('the two walls, read from the catalogue', () => {
  it('has every table either in a cluster, under forced row security, or in the list of global ones', async () => {
    const names = (await tables()).map((table) => table.name);
    for (const name of GLOBAL_TABLES) expect(names).toContain(name);
    const open = (await tables()).filter((table) => !GLOBAL_TABLES.includes(table.name) && !(table.enabled && table.forced));
    expect(open).toEqual([]);
  });

  it('gives the web role on global tables what the list says', async () => {
    const rows = await owner<{ name: string; grants: string[] }[]>`
      select table_name as name, array_agg(privilege_type::text order by privilege_type) as grants from information_schema.role_table_grants
      where table_schema = 'public' and grantee = 'app_user' group by 1`;
    const granted = Object.fromEntries(rows.map((row) => [row.name, row.grants]));
    for (const [name, grants] of Object.entries(GLOBAL_GRANTS)) expect(granted[name] ?? [], name).toEqual(grants);
  });

  it('starts every key, unique index and foreign key of a tenant table with its cluster', async () => {
    const bad = await owner<{ what: string }[]>`
      select i.indexrelid::regclass::text as what from pg_index i join pg_class c on c.oid = i.indrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
        where c.relnamespace = 'public'::regnamespace and i.indisunique and a.attname <> 'cluster_id' and not c.relname = any (${GLOBAL_TABLES})
      union all
      select conname from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class target on target.oid = f.confrelid
        join pg_attribute a on a.attrelid = c.oid and a.attnum = f.conkey[1]
        where f.contype = 'f' and c.relnamespace = 'public'::regnamespace and a.attname <> 'cluster_id' and not c.relname = any (${GLOBAL_TABLES}) and target.relname <> 'accounts'`;
    expect(bad.map((row) => row.what)).toEqual([]);
  });

  it('connects as a role that is neither owner, superuser nor above row security', async () => {
    const roles = await owner<
      { rolname: string }[]
    >`select rolname from pg_roles where rolname like 'app\\_%' and (rolsuper or rolbypassrls)`;
    expect(roles).toEqual([]);
    const [owned] = await app<
      { owned: string }[]
    >`select count(*) as owned from pg_class where relowner = (select oid from pg_roles where rolname = current_user)`;
    expect(Number(owned?.owned)).toBe(0);
  });

  it('pins the search path of every definer function', async () => {
    const loose = await owner<{ name: string }[]>`
      select p.oid::regprocedure::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where p.prosecdef and n.nspname not in ('pg_catalog', 'information_schema') and not exists (select from unnest(p.proconfig) s where s like 'search_path=%')`;
    expect(loose).toEqual([]);
  });

  it('lets views read as their caller', async () => {
    const views = await owner<{ name: string }[]>`
      select relname as name from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace and not coalesce(reloptions @> array['security_invoker=true'], false)`;
    expect(views).toEqual([]);
  });

  it('checks what is written wherever it checks what is changed', async () => {
    const unchecked = await owner<{ policyname: string }[]>`
      select policyname from pg_policies where schemaname = 'public' and cmd in ('INSERT', 'UPDATE', 'ALL') and with_check is null`;
    expect(unchecked).toEqual([]);
  });

  it('shows no row of any tenant table without an actor', async () => {
    const seeing: string[] = [];
    for (const { name } of await tables()) {
      if (GLOBAL_TABLES.includes(name)) continue;
      const rows = await app
        .unsafe(`select 1 from "${name}" limit 1`)
        .catch((error: { code?: string }) => (error.code === '42501' ? [] : Promise.reject(error)));
      if (rows.length > 0) seeing.push(name);
    }
    expect(seeing).toEqual([]);
  });

  it('keeps the web role from entering as somebody, or as a job', async () => {
    const nobody = '00000000-0000-7000-8000-000000000000';
    for (const call of [`access.enter_person('${nobody}', '${nobody}')`, `access.enter_system('${nobody}', 'x')`]) {
      await expect(app.unsafe(`select ${call}`)).rejects.toMatchObject({ code: '42501' });
    }
  });

  it('reads the test of a running right as part of the query that asks, on both kinds of day', async () => {
    for (const day of ['', ", date '2026-11-23'"]) {
      const plan = await app.unsafe(
        `explain (verbose) select 1 from cluster_roles r where access.runs(r.from_on, r.until_on, r.ended_at${day})`,
      );
      const text = plan.map((line) => line['QUERY PLAN']).join('\n');
      expect(text).toMatch(/until_on IS NULL/);
      expect(text).not.toMatch(/runs\(/);
    }
  });

  it('refuses a change of what is append-only, to the owner too', async () => {
    const [cluster] = await owner<
      { id: string }[]
    >`insert into clusters (slug, name, valid_from) values ('x', 'X', '2020-01-01') returning id`;
    await owner.begin(async (sql) => {
      await sql`select access.enter_system(${cluster!.id}, 'test')`;
      await sql`insert into events (cluster_id, kind, subject_kind, subject_id) values (${cluster!.id}, 'case.taken', 'case', uuidv7())`;
      await expect(sql.savepoint((point) => point`update events set kind = 'other'`)).rejects.toMatchObject({ code: '23001' });
      await expect(sql.savepoint((point) => point`delete from events`)).rejects.toMatchObject({ code: '23001' });
    });
  });
});
