import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { FileStore } from './file-store.server';

export const PRIVATE = { recursive: true, mode: 0o700 } as const;
export const isAbsent = (error: unknown) => (error as { code?: string }).code === 'ENOENT';

/** Files arrive on a disk, wherever they are kept once they are found good. */
export function arrivalsIn(root: string): Pick<FileStore, 'incoming' | 'sweepIncoming'> {
  const arriving = path.join(root, 'incoming');
  return {
    incoming: async () => {
      await mkdir(arriving, PRIVATE);
      return arriving;
    },
    sweepIncoming: async (before) => {
      for (const name of await namesIn(arriving)) {
        const file = path.join(arriving, name);
        const found = await stat(file).catch(() => null);
        if (found && found.mtime < before) await rm(file, { force: true });
      }
    },
  };
}

/** What a folder holds, nothing when there is no such folder. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}
