import type postgres from 'postgres';

type Definition = { table: string; name: string; definition: string };

/**
 * Sets foreign keys aside while many rows are written and proves them afterwards, each by one join: checked row by row they would keep
 * the plans made when the tables were empty. In the caller's transaction: whoever else comes waits, and a cut load leaves them as they were.
 */
export async function withoutForeignKeys<T>(sql: postgres.TransactionSql, load: () => Promise<T>): Promise<T> {
  const keys = await constraints(sql, 'f');
  await drop(sql, keys);
  const result = await load();
  await add(sql, keys);
  return result;
}

/** Forced row security, which binds the owner too, is lifted for the work: COPY is refused under it, and keys are proven over whole tables. */
export async function beyondRowSecurity(sql: postgres.TransactionSql, work: () => Promise<void>): Promise<void> {
  const walled = await sql<{ table: string }[]>`
    select oid::regclass::text as table from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity order by 1`;
  const all = (verb: string) => sql.unsafe(walled.map(({ table }) => `alter table ${table} ${verb} row level security`).join('; '));
  await all('no force');
  await work();
  await all('force');
}

/** Unique keys and indexes of some tables are dropped for the load and built again over all rows at once. */
export async function withoutIndexes(
  sql: postgres.TransactionSql,
  tables: readonly string[],
  log: (line: string) => void,
  load: () => Promise<void>,
): Promise<void> {
  const names = [...tables];
  const keys = (await constraints(sql, 'pux')).filter(({ table }) => names.includes(table));
  const indexes = await sql<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i join pg_class t on t.oid = i.indrelid
    where t.relnamespace = 'public'::regnamespace and t.relname = any (${names})
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x')) order by 1`;
  await drop(sql, keys);
  if (indexes.length > 0) await sql.unsafe(`drop index ${indexes.map(({ name }) => name).join(', ')}`);
  await load();
  await sql`set local maintenance_work_mem = '1GB'`;
  for (const one of keys) {
    await add(sql, [one]);
    log(`${one.table}: ${one.name}`);
  }
  for (const { name, definition } of indexes) {
    await sql.unsafe(definition);
    log(`index ${name}`);
  }
}

async function constraints(sql: postgres.TransactionSql, types: string): Promise<Definition[]> {
  return sql<Definition[]>`
    select c.conrelid::regclass::text as table, quote_ident(c.conname) as name, pg_get_constraintdef(c.oid) as definition
    from pg_constraint c join pg_class t on t.oid = c.conrelid
    where t.relnamespace = 'public'::regnamespace and t.relkind = 'r' and c.contype::text = any (string_to_array(${types}, null)) and c.conparentid = 0
    order by 1, 2`;
}

async function drop(sql: postgres.TransactionSql, found: readonly Definition[]): Promise<void> {
  if (found.length > 0) await sql.unsafe(found.map(({ table, name }) => `alter table ${table} drop constraint ${name}`).join('; '));
}

async function add(sql: postgres.TransactionSql, found: readonly Definition[]): Promise<void> {
  if (found.length > 0)
    await sql.unsafe(found.map((one) => `alter table ${one.table} add constraint ${one.name} ${one.definition}`).join('; '));
}
