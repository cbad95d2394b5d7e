import type { Sql } from 'postgres';
import { now } from '~/platform/clock.server';
import { database } from '~/platform/database.server';
import { fileStore, type StoredFile } from '~/platform/files/file-store.server';
import { log } from '~/platform/log.server';

const DAY_MS = 86_400_000;
const AT_ONCE = 500;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Deletes what no document stands for a day after it came: uploads that were cut, files whose row was never written. */
export async function sweepFiles(sql: Sql = database(), before = new Date(now().getTime() - DAY_MS)): Promise<number> {
  await (await fileStore()).sweepIncoming(before);
  let swept = 0;
  for await (const files of inGroups(before)) swept += await sweep(sql, files);
  if (swept > 0) log('info', 'files.swept', { files: swept });
  return swept;
}

async function* inGroups(before: Date): AsyncIterable<StoredFile[]> {
  let group: StoredFile[] = [];
  for await (const file of (await fileStore()).list()) {
    // Whatever else somebody put there is not ours to delete.
    if (file.storedAt >= before || !UUID.test(file.fileId) || !UUID.test(file.clusterId)) continue;
    if (group.length === AT_ONCE || (group[0] && group[0].clusterId !== file.clusterId)) {
      yield group;
      group = [];
    }
    group.push(file);
  }
  if (group.length > 0) yield group;
}

async function sweep(sql: Sql, files: StoredFile[]): Promise<number> {
  const clusterId = files[0]?.clusterId ?? '';
  const kept = await sql<{ id: string }[]>`select access.kept_files(${clusterId}, ${files.map(({ fileId }) => fileId)}::uuid[]) as id`;
  const known = new Set(kept.map(({ id }) => id));
  const orphans = files.filter(({ fileId }) => !known.has(fileId));
  for (const { fileId } of orphans) await (await fileStore()).remove(clusterId, fileId);
  return orphans.length;
}
