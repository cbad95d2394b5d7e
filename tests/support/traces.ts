import type postgres from 'postgres';

/** Everything kept as letters: what somebody could be named in. */
const LETTERS = ['text', 'varchar', 'jsonb', 'json', 'text[]', 'character varying', 'tsvector'];

/** Where any of the words stands, in any column of any table there is (`table.column`), for whoever is above row security. */
export async function tracesOf(sql: postgres.Sql, words: readonly string[]): Promise<string[]> {
  const columns = await sql<{ table: string; column: string }[]>`
    select format('%I.%I', n.nspname, c.relname) as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'm') and a.attnum > 0 and not a.attisdropped and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg_toast%'
      and regexp_replace(format_type(a.atttypid, a.atttypmod), '\\(.*\\)', '') = any (${LETTERS}) order by 1, 2`;
  const found: string[] = [];
  for (const { table, column } of columns) {
    const [row] = await sql.unsafe(
      `select count(*)::int as n from ${table} t, unnest($1::text[]) w (word) where position(lower(w.word) in lower(t."${column}"::text)) > 0`,
      [words as string[]],
    );
    if (row?.n > 0) found.push(`${table.replace(/^public\./, '')}.${column}`);
  }
  return found;
}
