import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileStore, StoredFile } from './file-store.server';

const PRIVATE = { recursive: true, mode: 0o700 } as const;
const absent = (error: unknown) => (error as { code?: string }).code === 'ENOENT';

/** Where a file lies below the store's folder. */
export const diskPlace = (root: string, clusterId: string, fileId: string) => path.join(root, clusterId, fileId.slice(-2), fileId);

/** Files in a private folder: `cluster/first two letters/name`. Nothing of it is ever served by address. */
export function diskStore(root: string): FileStore {
  const arriving = path.join(root, 'incoming');
  const placeOf = (clusterId: string, fileId: string) => diskPlace(root, clusterId, fileId);
  return {
    incoming: async () => {
      await mkdir(arriving, PRIVATE);
      return arriving;
    },
    keep: async (clusterId, fileId, from) => {
      const place = placeOf(clusterId, fileId);
      await mkdir(path.dirname(place), PRIVATE);
      await synced(from);
      await rename(from, place);
      await synced(path.dirname(place));
    },
    read: async (clusterId, fileId) => {
      try {
        const file = await open(placeOf(clusterId, fileId), 'r');
        return createReadStream('', { fd: file });
      } catch (error) {
        if (absent(error)) return null;
        throw error;
      }
    },
    remove: (clusterId, fileId) => rm(placeOf(clusterId, fileId), { force: true }),
    list: () => listFiles(root),
    sweepIncoming: async (before) => {
      for (const name of await names(arriving)) {
        const file = path.join(arriving, name);
        const found = await stat(file).catch(() => null);
        if (found && found.mtime < before) await rm(file, { force: true });
      }
    },
  };
}

/** A rename outlives a cut of power once the file and the folder are on the disk. */
async function synced(file: string): Promise<void> {
  const handle = await open(file, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function names(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (absent(error)) return [];
    throw error;
  }
}

async function* listFiles(root: string): AsyncIterable<StoredFile> {
  for (const clusterId of await names(root)) {
    if (clusterId === 'incoming') continue;
    for (const part of await names(path.join(root, clusterId)))
      for (const fileId of await names(path.join(root, clusterId, part))) {
        const found = await stat(path.join(root, clusterId, part, fileId)).catch(() => null);
        if (found?.isFile()) yield { clusterId, fileId, storedAt: found.mtime };
      }
  }
}
