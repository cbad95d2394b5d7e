import { readFileSync, writeFileSync } from 'node:fs';
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type Matrix, observe, type Prepared, prepare, type Verb } from '../../support/observed-access';
import { freshWorld, type World } from '../../support/world';

const FILE = new URL('./matrix.json', import.meta.url);
const VERBS: Verb[] = ['select', 'insert', 'update', 'delete'];
const OPENED: Record<string, string> = {
  insert: 'with check (true)',
  select: 'using (true)',
  delete: 'using (true)',
  update: 'using (true) with check (true)',
};
let world: World;
let prepared: Prepared;
let expected: Matrix;

beforeAll(async () => {
  world = await freshWorld();
  const admin = new URL(inject('template').admin);
  admin.pathname = new URL(world.ownerUrl).pathname;
  prepared = await prepare(world, admin.href);
  expected = process.env.WRITE_MATRIX ? {} : (JSON.parse(readFileSync(FILE, 'utf8')) as Matrix);
});
afterAll(async () => {
  await prepared.admin.end();
  await world.drop();
});

describe('who reaches which rows of which table', () => {
  it('knows every tenant table', async () => {
    if (process.env.WRITE_MATRIX) {
      for (const table of prepared.tables.keys()) expected[table] = compact(await observe(prepared, table, VERBS));
      writeFileSync(FILE, `${JSON.stringify(expected, null, 1)}\n`);
    }
    expect([...prepared.tables.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [table, { rows }] of prepared.tables) expect(rows.length, `${table} has no row to try`).toBeGreaterThan(0);
  });

  it('holds for every role and verb', async () => {
    for (const table of prepared.tables.keys()) {
      expect(compact(await observe(prepared, table, VERBS)), table).toEqual(expected[table]);
    }
  }, 120_000);

  it('never lets anybody reach the other cluster', () => {
    for (const [table, verbs] of Object.entries(expected)) {
      for (const people of Object.values(verbs))
        for (const scopes of Object.values(people)) expect(scopes.split(' '), table).not.toContain('b');
    }
  });

  // quality S20: a policy that could go, or open up, without anyone noticing is not tested.
  it('notices every policy that goes or opens', async () => {
    const policies = await prepared.admin<{ table: string; policy: string; verb: string }[]>`
      select tablename as table, policyname as policy, lower(cmd) as verb from pg_policies where schemaname = 'public' and 'app_user' = any (roles) order by 1, 2`;
    const unnoticed: string[] = [];
    for (const { table, policy, verb } of policies) {
      if (!prepared.tables.has(table)) continue;
      const verbs: Verb[] = verb === 'all' ? VERBS : [verb as Verb];
      const kept = pick(expected[table] ?? {}, verbs);
      const gone = await observe(prepared, table, verbs, (sql) => sql`drop policy ${sql(policy)} on ${sql(table)}`);
      if (same(compact(gone), kept)) unnoticed.push(`${policy} gone`);
      const open = (sql: TransactionSql) => sql.unsafe(`alter policy "${policy}" on "${table}" ${OPENED[verb] ?? OPENED.update}`);
      // A changed or deleted row is found through the reading rule as well: that one is opened on both sides of the comparison.
      const openReading = async (sql: TransactionSql) => {
        if (verb === 'update' || verb === 'delete')
          await sql.unsafe(`create policy everything on "${table}" for select to app_user using (true)`);
      };
      const closed = verb === 'update' || verb === 'delete' ? compact(await observe(prepared, table, verbs, openReading)) : kept;
      const opened = await observe(prepared, table, verbs, async (sql) => {
        await openReading(sql);
        await open(sql);
      });
      if (same(compact(opened), closed)) unnoticed.push(`${policy} opened`);
    }
    expect(unnoticed).toEqual([]);
  }, 240_000);
});

function compact(verbs: Matrix[string]): Matrix[string] {
  const entries = Object.entries(verbs).map(([verb, people]) => [
    verb,
    Object.fromEntries(Object.entries(people).filter(([, scopes]) => scopes !== '')),
  ]);
  return Object.fromEntries(entries.filter(([, people]) => Object.keys(people as object).length > 0));
}
function pick(verbs: Matrix[string], wanted: Verb[]): Matrix[string] {
  return Object.fromEntries(Object.entries(verbs).filter(([verb]) => wanted.includes(verb as Verb)));
}
function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}
function sorted(value: unknown): unknown {
  return value && typeof value === 'object'
    ? Object.fromEntries(
        Object.entries(value)
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([k, v]) => [k, sorted(v)]),
      )
    : value;
}
