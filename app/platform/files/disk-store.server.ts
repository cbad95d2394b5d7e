import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { arrivalsIn, isAbsent, namesIn, PRIVATE } from './arrivals.server';
import type { FileStore, StoredFile } from './file-store.server';

/** Where a file lies below the store's folder. */
export const diskPlace = (root: string, clusterId: string, fileId: string) => path.join(root, clusterId, fileId.slice(-2), fileId);

/** Files in a private folder: `cluster/first two letters/name`. Nothing of it is ever served by address. */
export function diskStore(root: string): FileStore {
  const placeOf = (clusterId: string, fileId: string) => diskPlace(root, clusterId, fileId);
  return {
    ...arrivalsIn(root),
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
        if (isAbsent(error)) return null;
        throw error;
      }
    },
    remove: (clusterId, fileId) => rm(placeOf(clusterId, fileId), { force: true }),
    list: () => listFiles(root),
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

async function* listFiles(root: string): AsyncIterable<StoredFile> {
  for (const clusterId of await namesIn(root)) {
    if (clusterId === 'incoming') continue;
    for (const part of await namesIn(path.join(root, clusterId)))
      for (const fileId of await namesIn(path.join(root, clusterId, part))) {
        const found = await stat(path.join(root, clusterId, part, fileId)).catch(() => null);
        if (found?.isFile()) yield { clusterId, fileId, storedAt: found.mtime };
      }
  }
}
