import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Sql } from 'postgres';
import { reservedSirens } from '~/features/imports/preview-register-file.server';
import { RefusedFile, type RejectedRow, readRegisterFile } from '~/features/imports/read-register-file.server';
import { recordRegisterReading } from '~/features/imports/record-register-reading.server';
import type { VerdictCounts } from '~/features/imports/stage-rows.server';
import { writeUnits } from '~/features/imports/write-register.server';
import { messagesFor } from '~/i18n/messages.server';
import { inTransaction, openPool, type Tx } from '~/platform/database.server';
import { openDataFolder } from './data-folder';
import { prepareDatabase } from './prepared-database';
import { giveUp, say } from './progress';
import { runUntilStopped, Stopping } from './stopping';

const USAGE = 'npm run import:register -- FILE [--data DIR]   (FILE: StockUniteLegale as published, CSV)';
const ROWS_AT_ONCE = 2_000;
const SHOWN_REJECTIONS = 50;
const KEPT_REJECTIONS = 1_000;
const PROGRESS_MS = 2_000;

type Reading = { counts: VerdictCounts; rejected: RejectedRow[]; columns: number; ignoredColumns: string[] };

function readOptions(): { file: string; data: string } {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { data: { type: 'string', default: '.data' } } });
    const [file] = positionals;
    if (!file || positionals.length > 1) throw new Error('One file is needed.');
    if (!existsSync(file)) throw new Error(`There is no file ${file}.`);
    return { file, data: values.data };
  } catch (error) {
    return giveUp(`${(error as Error).message}\n${USAGE}`);
  }
}

const asSystem = <T>(pool: Sql, clusterId: string, work: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(
    pool,
    'write',
    (connection) => connection`select access.enter_system(${clusterId}::uuid, 'import:register')`.execute(),
    work,
  );

async function importRegister({ file, data }: { file: string; data: string }, stopping: Stopping): Promise<void> {
  const { folder, isShared } = await openDataFolder(data);
  const { workerUrl } = await prepareDatabase(folder, process.env, isShared ? new Stopping() : stopping);
  const pool = openPool(workerUrl, 1);
  stopping.add(() => pool.end({ timeout: 5 }));
  const clusters = (await pool<{ id: string; name: string }[]>`select id, name from clusters order by name, id`).slice();
  const [first] = clusters;
  if (!first) throw new Error('This installation has no cluster yet: there is nobody to import a register for.');
  const reserved = new Set<string>();
  for (const { id } of clusters) for (const siren of await asSystem(pool, id, reservedSirens)) reserved.add(siren);
  const at = new Date();
  const reading = await readInto(pool, first.id, file, reserved);
  const facts = { fileName: path.basename(file).slice(0, 120), sha256: await digestOf(file), sizeBytes: statSync(file).size, at };
  for (const { id, name } of clusters) {
    const updated = await asSystem(pool, id, (tx) =>
      recordRegisterReading(tx, id, { ...facts, ...reading, rejected: reading.rejected.slice(0, KEPT_REJECTIONS) }),
    );
    say(`  ${name}: ${updated} known companies updated`);
  }
}

async function readInto(pool: Sql, clusterId: string, file: string, reserved: ReadonlySet<string>): Promise<Reading> {
  const reading: Reading = { counts: { created: 0, updated: 0, unchanged: 0, rejected: 0 }, rejected: [], columns: 0, ignoredColumns: [] };
  const { counts } = reading;
  const start = Date.now();
  let told = start;
  const tell = (mark: string) => {
    const rows = counts.created + counts.updated + counts.unchanged + counts.rejected;
    const memory = Math.round(process.resourceUsage().maxRSS / 1_024);
    say(
      `  ${mark} ${rows} rows: ${counts.created} created, ${counts.updated} updated, ${counts.unchanged} unchanged, ${counts.rejected} rejected (${((Date.now() - start) / 1_000).toFixed(1)} s, at most ${memory} MB)`,
    );
  };
  for await (const batch of readRegisterFile(file, { batchRows: ROWS_AT_ONCE, reserved })) {
    const written = await asSystem(pool, clusterId, (tx) => writeUnits(tx, batch.units));
    counts.created += written.created;
    counts.updated += written.updated;
    counts.unchanged += batch.units.length - written.created - written.updated;
    for (const row of batch.rejected) reject(reading, row);
    reading.columns = batch.columns.count;
    reading.ignoredColumns = batch.columns.unknown.slice(0, 50);
    if (Date.now() - told >= PROGRESS_MS) {
      tell('…');
      told = Date.now();
    }
  }
  tell('✓');
  return reading;
}

function reject(reading: Reading, row: RejectedRow): void {
  reading.counts.rejected += 1;
  if (reading.rejected.length < KEPT_REJECTIONS) reading.rejected.push(row);
  const t = messagesFor('en')('register');
  if (reading.counts.rejected <= SHOWN_REJECTIONS) say(`  line ${row.line}: ${t(`reason.${row.reason}`)}`);
  else if (reading.counts.rejected === SHOWN_REJECTIONS + 1)
    say('  … further rejected rows are counted, and listed with the file in the application');
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const options = readOptions();
runUntilStopped(async (stopping) => {
  try {
    await importRegister(options, stopping);
  } catch (error) {
    if (!(error instanceof RefusedFile)) throw error;
    const refusal = messagesFor('en')('register')(`refusal.${error.refusal}`, { detail: error.detail ?? '' });
    throw new Error(`The file was refused, nothing more of it is written. ${refusal}`);
  }
  await stopping.end();
  process.exit(0);
});
