import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { getTableColumns, getTableName, type InferInsertModel } from 'drizzle-orm';
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core';
import type postgres from 'postgres';

/**
 * Writes rows by COPY, many times faster than by INSERT. Row security must not bind the role (`beyondRowSecurity`).
 * Every row must have the keys of the first: a missing one would be null, not its default.
 */
export async function copyRows<T extends PgTable>(
  sql: postgres.TransactionSql,
  table: T,
  rows: readonly InferInsertModel<T>[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const known = getTableColumns(table) as Record<string, PgColumn>;
  const columns = Object.keys(first).map((key) => [key, known[key] as PgColumn] as const);
  const names = columns.map(([, column]) => `"${column.name}"`).join(', ');
  const lines = (rows as readonly Record<string, unknown>[]).map((row) =>
    columns.map(([key, column]) => cell(row[key], column)).join('\t'),
  );
  await copyIn(sql, `copy public."${getTableName(table)}" (${names}) from stdin`, (send) => send(Buffer.from(`${lines.join('\n')}\n`)));
}

/** Runs a COPY … FROM STDIN whose bytes `write` sends piece by piece; a piece may be reused once it is sent. */
export async function copyIn(
  sql: postgres.TransactionSql,
  statement: string,
  write: (send: (piece: Buffer) => Promise<void>) => Promise<void>,
): Promise<void> {
  const query = sql.unsafe(statement);
  // The stream of a COPY that is refused at its end never ends by itself: the driver tells the statement, which has been answered.
  const told = query as unknown as { reject: (error: Error) => void };
  const refused = new Promise<never>((_, reject) => {
    const pass = told.reject;
    told.reject = (error) => {
      reject(error);
      pass.call(query, error);
    };
  });
  refused.catch(() => {});
  const stream: Writable = await Promise.race([query.writable(), refused]);
  const finished = once(stream, 'finish');
  finished.catch(() => {});
  const send = (piece: Buffer) =>
    Promise.race([refused, new Promise<void>((resolve, reject) => stream.write(piece, (error) => (error ? reject(error) : resolve())))]);
  try {
    await write(send);
  } catch (error) {
    // Told to the server too: until then the connection takes no other statement, the end of the transaction included.
    stream.once('error', () => {});
    stream.destroy(error as Error);
    throw error;
  }
  stream.end();
  await Promise.race([finished, refused]);
}

const SPECIAL = /[\\\n\r\t]/;
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function cell(value: unknown, column: PgColumn): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' && column.columnType !== 'PgJsonb' ? value : written(value, column);
  return SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, (letter) => ESCAPES[letter] as string) : text;
}

function written(value: unknown, { columnType }: PgColumn): string {
  if (columnType !== 'PgArray') return JSON.stringify(value);
  return `{${(value as readonly unknown[]).map((one) => JSON.stringify(String(one))).join(',')}}`;
}
