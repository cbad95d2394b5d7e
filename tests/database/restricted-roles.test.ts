import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrateDatabase } from '../../db/migrate';
import { type FreshDatabase, freshDatabase } from '../support/database';

let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

async function rowsAs<T extends object>(url: string, statement: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return (await sql.unsafe<T[]>(statement)) as T[];
  } finally {
    await sql.end();
  }
}

test.each([
  ['app_user', () => database.appUrl],
  ['app_worker', () => database.workerUrl],
])('%s signs in, owns nothing, and cannot step over row security', async (role, url) => {
  const rows = await rowsAs(
    url(),
    `select current_user as role, rolsuper or rolbypassrls or rolcreaterole or rolcreatedb as "isPowerful",
            (select count(*)::int from pg_class where relowner = pg_roles.oid) as owned,
            pg_has_role(current_user, 'app_owner', 'member') as "isOwner"
     from pg_roles where rolname = current_user`,
  );
  expect(rows).toEqual([{ role, isPowerful: false, owned: 0, isOwner: false }]);
});

test('the owner who migrates is no superuser and does not step over row security either', async () => {
  const rows = await rowsAs(database.ownerUrl, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user');
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false }]);
});

test('migrating a database that is up to date changes nothing, even twice at once', async () => {
  const applied = 'select count(*)::int as n from drizzle.__drizzle_migrations';
  const before = await rowsAs(database.ownerUrl, applied);
  await Promise.all([migrateDatabase(database.ownerUrl), migrateDatabase(database.ownerUrl)]);
  expect(await rowsAs(database.ownerUrl, applied)).toEqual(before);
});
