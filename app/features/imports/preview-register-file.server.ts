import { setTimeout } from 'node:timers/promises';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { asActor, asReader, type Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { newId } from '~/platform/id.server';
import { logError } from '~/platform/log.server';
import { done, type Result, refuse } from '~/platform/result';
import { companies, registerImportRows, registerImports } from '../../../db/schema/companies';
import { mayImportRegister } from './import.policy';
import { RefusedFile, readRegisterFile } from './read-register-file.server';
import type { ReceivedFile } from './receive-register-file.server';
import { type FileRefusal, MOST_PREVIEWED_ROWS } from './register-file';
import { noteProgress, stageRows, type VerdictCounts } from './stage-rows.server';

/** Few enough that a batch is gone before the collector moves it to the old generation: the process that serves pages stays small. */
const ROWS_AT_ONCE = 500;
/** Between batches, so that the pages served meanwhile stay quick and garbage is collected as fast as it is made. */
const BREATH_MS = 8;

type Place = { clusterId: string; importId: string };

/** Opens the reading of a received file: its rows come with `previewRegisterFile`. */
export async function startRegisterImport(
  tx: Tx,
  actor: Actor,
  file: Pick<ReceivedFile, 'fileName' | 'sha256' | 'sizeBytes'>,
): Promise<Result<{ importId: string }, 'not_allowed'>> {
  if (!mayImportRegister(actor)) return refuse('not_allowed');
  const importId = newId();
  await tx.insert(registerImports).values({
    clusterId: actor.clusterId,
    id: importId,
    fileName: file.fileName,
    fileSha256: file.sha256,
    sizeBytes: file.sizeBytes,
    columns: 0,
    state: 'reading',
    importedById: actor.personId,
  });
  return done({ importId });
}

/**
 * Reads the file and keeps every row with its verdict; nothing of the register or of a company changes yet.
 * Short transactions, one a batch: a reading that is cut leaves a preview to discard, nothing else.
 */
export async function previewRegisterFile(actor: Actor, importId: string, path: string): Promise<void> {
  const place = { clusterId: actor.clusterId, importId };
  try {
    await readInto(actor, place, path);
    await settle(actor, place, { state: 'previewed' });
  } catch (error) {
    if (!(error instanceof RefusedFile)) logError('register.reading_failed', error, { importId });
    const { refusal, detail } = error instanceof RefusedFile ? error : { refusal: 'interrupted' as FileRefusal, detail: null };
    await settle(actor, place, { state: 'refused', refusal, refusalDetail: detail?.slice(0, 500) ?? null }).catch((lost) =>
      logError('register.refusal_lost', lost, { importId }),
    );
  }
}

async function readInto(actor: Actor, place: Place, path: string): Promise<void> {
  const reserved = await asReader(actor, reservedSirens);
  const counts: VerdictCounts = { created: 0, updated: 0, unchanged: 0, rejected: 0 };
  for await (const batch of readRegisterFile(path, { reserved, batchRows: ROWS_AT_ONCE })) {
    await asActor(actor, async (tx) => {
      const added = await stageRows(tx, place, batch);
      for (const verdict of Object.keys(counts) as (keyof VerdictCounts)[]) counts[verdict] += added[verdict];
      await noteProgress(tx, place, counts, { columns: batch.columns.count, ignored: batch.columns.unknown.slice(0, 50) });
      return done(null);
    });
    await setTimeout(BREATH_MS);
    if (Object.values(counts).reduce((sum, n) => sum + n) > MOST_PREVIEWED_ROWS)
      throw new RefusedFile('too_many_rows', String(MOST_PREVIEWED_ROWS));
  }
}

/** Numbers of invented companies: a published unit that bears one is stopped and told. (`docs/domain.md §10.1`) */
export async function reservedSirens(tx: Tx): Promise<Set<string>> {
  const rows = await tx
    .select({ siren: companies.siren })
    .from(companies)
    .where(and(eq(companies.clusterId, sql`access.cluster_id()`), eq(companies.isDemo, true), isNotNull(companies.siren)));
  return new Set(rows.map((row) => row.siren as string));
}

type Settled = { state: 'previewed' } | { state: 'refused'; refusal: FileRefusal; refusalDetail: string | null };

async function settle(actor: Actor, { clusterId, importId }: Place, settled: Settled): Promise<void> {
  await asActor(actor, async (tx) => {
    if (settled.state === 'refused')
      await tx
        .delete(registerImportRows)
        .where(and(eq(registerImportRows.clusterId, clusterId), eq(registerImportRows.importId, importId)));
    await tx
      .update(registerImports)
      .set(settled)
      .where(and(eq(registerImports.clusterId, clusterId), eq(registerImports.id, importId), eq(registerImports.state, 'reading')));
    return done(null);
  });
}

/** Reads a received file, waiting for it no longer than `ms`: a longer reading goes on by itself, then forgets the file. */
export async function previewFor(ms: number, actor: Actor, importId: string, file: ReceivedFile): Promise<void> {
  const reading = previewRegisterFile(actor, importId, file.path).finally(file.forget);
  const patience = new AbortController();
  await Promise.race([reading, setTimeout(ms, null, { signal: patience.signal }).catch(() => null)]).finally(() => patience.abort());
  reading.catch((error) => logError('register.file_kept', error, { importId }));
}
