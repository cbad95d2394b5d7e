import { getTableColumns, getTableName, type InferInsertModel } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type postgres from 'postgres';

const ROWS_A_STATEMENT = 4_000;

/** Inserts rows with as few statements as possible. Every row must have the keys of the first: a missing one would be null, not its default. */
export async function insertRows<T extends PgTable>(sql: postgres.ISql, table: T, rows: readonly InferInsertModel<T>[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const known = getTableColumns(table);
  const keys = Object.keys(first);
  const names = keys.map((key) => `"${known[key]?.name}"`).join(', ');
  const name = `"${getTableName(table)}"`;
  const statement = `insert into ${name} (${names}) select ${names} from jsonb_populate_recordset(null::${name}, $1::text::jsonb)`;
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT) {
    const batch = rows.slice(from, from + ROWS_A_STATEMENT) as Record<string, unknown>[];
    const named = batch.map((row) => Object.fromEntries(keys.map((key) => [known[key]?.name, row[key] ?? null])));
    await sql.unsafe(statement, [JSON.stringify(named)]);
  }
}
