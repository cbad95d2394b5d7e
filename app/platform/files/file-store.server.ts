import type { Readable } from 'node:stream';
import { env } from '../env.server';
import { diskStore } from './disk-store.server';

export type StoredFile = { clusterId: string; fileId: string; storedAt: Date };

/** Where files are kept, each under its cluster and a name drawn at random. */
export type FileStore = {
  /** A folder for files that are still arriving, on the same disk where that helps. */
  incoming: () => Promise<string>;
  /** Takes a finished file over: it is there whole or not at all, also after a cut of power. */
  keep: (clusterId: string, fileId: string, path: string) => Promise<void>;
  /** The bytes, or null when there is no such file. */
  read: (clusterId: string, fileId: string) => Promise<Readable | null>;
  remove: (clusterId: string, fileId: string) => Promise<void>;
  list: () => AsyncIterable<StoredFile>;
  /** Deletes what stopped arriving before `before`. */
  sweepIncoming: (before: Date) => Promise<void>;
};

let known: Promise<FileStore> | undefined;

export function fileStore(): Promise<FileStore> {
  known ??= openStore();
  return known;
}

async function openStore(): Promise<FileStore> {
  const { bucket, filesDirectory } = env();
  if (!bucket) return diskStore(filesDirectory);
  // A client of some size, for those who use it alone.
  const { bucketStore } = await import('./bucket-store.server');
  return bucketStore(bucket, filesDirectory);
}
