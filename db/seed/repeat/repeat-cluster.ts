import type postgres from 'postgres';
import { copyIn } from '../copy-rows';
import { withoutIndexes } from '../set-aside';
import { COPY_END, COPY_HEAD, type CopiedRows, readCopied, turnKeys } from './copy-bytes';
import { chooseKept, KEPT } from './lighten';
import { markedPieces, wordPieces } from './marked-rows';
import { multiplyImpact } from './multiply-impact';
import { MOST_TURNS } from './repeated-key';
import { MULTIPLIED, REPEATED_BY_STATEMENT, type RepeatedTable, readTables, refuseUnknown, WORDS, WRITTEN_ONCE } from './repeated-tables';
import { TOLD_APART } from './told-apart';

const PIECE = 1 << 19;

export type Repetition = { turns: number; log: (line: string) => void };
type Kept = { table: RepeatedTable; rows: CopiedRows; original: Buffer };

/**
 * Writes everything of the cluster's companies again, as many times as there are turns, under other keys, names and numbers; of old
 * notes and of the journal only a part (lighten.ts).
 * Runs in a transaction beyond row security, without foreign keys, where that cluster stands alone: the tables are written anew as
 * a whole, which leaves them frozen, and spares the log where it may.
 */
export async function repeatCluster(sql: postgres.TransactionSql, { turns, log }: Repetition): Promise<void> {
  if (turns > MOST_TURNS) throw new RangeError(`${turns} repetitions: at most ${MOST_TURNS}`);
  await multiplyImpact(sql, turns);
  await chooseKept(sql);
  const tables = (await readTables(sql)).filter(({ name }) => !REPEATED_BY_STATEMENT.includes(name));
  const repeated: RepeatedTable[] = [];
  for (const table of tables) if (await isRepeated(sql, table)) repeated.push(table);
  await refuseUnknown(sql, repeated);
  // What their marks are made of stands in tables that are about to be written anew.
  const told = new Map<string, Kept>();
  for (const table of repeated) if (TOLD_APART[table.name]) told.set(table.name, await read(sql, table));
  const names = repeated.map(({ name }) => name);
  for (const name of names) await sql.unsafe(`alter table public."${name}" disable trigger user`);
  await withoutIndexes(sql, names, log, async () => {
    for (const table of repeated) {
      if (table.name === WORDS.table) continue;
      const kept = told.get(table.name) ?? (await read(sql, table));
      await writeAgain(sql, kept, turns, log);
      if (table.name === WORDS.of) await writeWords(sql, kept, turns, log);
    }
  });
  for (const name of names) await sql.unsafe(`alter table public."${name}" enable trigger user`);
  await sql`update case_numbers set last_number = last_number * ${turns + 1}`;
}

/** Whether the table holds rows under keys to repeat; one that nobody knows must not be left out. */
async function isRepeated(sql: postgres.TransactionSql, { name, columns }: RepeatedTable): Promise<boolean> {
  const keys = columns.filter(({ isKey, type }) => isKey && type === 'uuid');
  const tail = keys.map((key) => `"${key.name}"::text like '%0000'`).join(' or ');
  const [row] = await sql.unsafe<{ some: boolean; any: boolean }[]>(
    `select exists (select from public."${name}" where ${tail || 'false'}) as some, exists (select from public."${name}") as any`,
  );
  const isKnown = WRITTEN_ONCE.includes(name) || MULTIPLIED.includes(name);
  if (row?.any && row.some === isKnown) {
    throw new Error(
      `${name} ${isKnown ? 'was to be written once' : 'holds nothing to repeat'}: db/seed/repeat/repeated-tables.ts must know.`,
    );
  }
  return row?.some ?? false;
}

async function read(sql: postgres.TransactionSql, table: RepeatedTable): Promise<Kept> {
  const { columns: other = {}, from = '' } = TOLD_APART[table.name] ?? {};
  const asIs = table.columns.map(({ name }) => `t."${name}"`).join(', ');
  const original = await copyOut(sql, `select ${asIs} from public."${table.name}" t`);
  const marked = table.columns.map(({ name }) => (other[name] ? `(${other[name]})::text` : `t."${name}"`)).join(', ');
  const kept = KEPT[table.name];
  const isOther = TOLD_APART[table.name] !== undefined || kept !== undefined;
  const copied = isOther ? await copyOut(sql, `select ${marked} from public."${table.name}" t ${from} where ${kept ?? 'true'}`) : original;
  const rows = readCopied(copied, table.columns);
  if (rows.strayKeys > 0) throw new Error(`${table.name}: ${rows.onceCount} rows of repeated companies have keys that are not repeated.`);
  return { table, rows, original };
}

async function copyOut(sql: postgres.TransactionSql, query: string): Promise<Buffer> {
  const stream = await sql.unsafe(`copy (${query}) to stdout (format binary)`).readable();
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece as Buffer);
  // The driver holds its connection back while a piece waits, and forgets it held where that was the last.
  stream._read(0);
  return Buffer.concat(pieces);
}

async function writeAgain(
  sql: postgres.TransactionSql,
  { table, rows, original }: Kept,
  turns: number,
  log: Repetition['log'],
): Promise<void> {
  await intoEmptied(sql, table, async (send) => {
    await inPieces(original.subarray(COPY_HEAD.length, original.length - COPY_END.length), send);
    for (let turn = 1; turn <= turns; turn++) {
      turnKeys(rows, turn);
      await inPieces(rows.bytes.subarray(0, rows.plainEnd), send);
      for (const piece of markedPieces(rows, turn)) await send(piece);
    }
  });
  log(`${table.name}: ${rows.count} rows repeated`);
}

async function writeWords(
  sql: postgres.TransactionSql,
  { table, rows, original }: Kept,
  turns: number,
  log: Repetition['log'],
): Promise<void> {
  const own = readCopied(original, table.columns);
  const place = table.columns.findIndex(({ name }) => name === 'folded');
  await intoEmptied(sql, { name: WORDS.table, columns: [] }, async (send) => {
    for (let turn = 0; turn <= turns; turn++) {
      const source = turn === 0 ? own : rows;
      turnKeys(source, turn);
      for (const piece of wordPieces(source, table.columns, place, turn)) await send(piece);
    }
  });
  log(`${WORDS.table} written`);
}

async function intoEmptied(
  sql: postgres.TransactionSql,
  { name, columns }: RepeatedTable,
  write: (send: (piece: Buffer) => Promise<void>) => Promise<void>,
): Promise<void> {
  await sql.unsafe(`truncate public."${name}"`);
  const names = columns.length > 0 ? `(${columns.map((column) => `"${column.name}"`).join(', ')})` : '';
  await copyIn(sql, `copy public."${name}" ${names} from stdin (format binary, freeze)`, async (send) => {
    await send(COPY_HEAD);
    await write(send);
    await send(COPY_END);
  });
}

async function inPieces(bytes: Buffer, send: (piece: Buffer) => Promise<void>): Promise<void> {
  for (let from = 0; from < bytes.length; from += PIECE) await send(bytes.subarray(from, from + PIECE));
}
