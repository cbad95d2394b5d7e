import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { env } from '../env.server';
import { logError } from '../log.server';
import { checkFile, type FileProblem } from './check-file.server';
import { fileStore } from './file-store.server';
import { scanFile } from './scan-file.server';

export type ReceivedFile = {
  path: string;
  /** As the sender called it. */
  givenName: string;
  mediaType: string;
  sizeBytes: number;
  sha256: string;
  /** When the malware scanner found nothing; null where there is none. */
  scannedAt: Date | null;
  forget: () => Promise<void>;
};
const NO_ROOM = ['ENOSPC', 'EDQUOT'];

/** Whether a disk is full, or the share of it that may be filled. */
export function isNoRoom(error: unknown): boolean {
  return NO_ROOM.includes((error as { code?: string }).code ?? '');
}

export type Received = { ok: true; file: ReceivedFile } | { ok: false; problem: FileProblem };

/**
 * Writes an upload to a file of its own as it arrives, never whole in memory, then looks at what it is. A file that is refused leaves
 * nothing behind; the rest of one that is too large is read and dropped, so that its sender gets an answer.
 */
export async function receiveFile(givenName: string, chunks: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Received> {
  const file = path.join(await (await fileStore()).incoming(), randomUUID());
  const made = [file];
  const forget = async () => {
    for (const one of made) await rm(one, { force: true });
  };
  try {
    const sizeBytes = await write(file, chunks, maxBytes);
    const checked = sizeBytes === null ? ({ ok: false, problem: 'too_large' } as const) : await checkFile(file, givenName);
    if (!checked.ok) return await refused(checked.problem, forget);
    const kept = checked.rewritten ? `${file}.rewritten` : file;
    if (checked.rewritten) made.push(kept);
    if (checked.rewritten && (await write(kept, [checked.rewritten], Number.MAX_SAFE_INTEGER)) === null) throw new Error('unreachable');
    const scanned = await scanFile(kept, env().malwareScanner);
    if (scanned === 'infected' || scanned === 'unavailable') return await refused(scanned, forget);
    return {
      ok: true,
      file: {
        path: kept,
        givenName,
        mediaType: checked.mediaType,
        sizeBytes: (await stat(kept)).size,
        sha256: await digestOf(kept),
        scannedAt: scanned === 'clean' ? new Date() : null,
        forget,
      },
    };
  } catch (error) {
    await forget();
    if (!isNoRoom(error)) throw error;
    logError('files.no_room', error, {});
    return { ok: false, problem: 'no_room' };
  }
}

async function refused(problem: FileProblem, forget: () => Promise<void>): Promise<Received> {
  await forget();
  return { ok: false, problem };
}

/** How many bytes were written, or null when there were more than allowed. */
async function write(file: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, maxBytes: number): Promise<number | null> {
  const handle = await open(file, 'wx', 0o600);
  let size = 0;
  try {
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size <= maxBytes) await handle.writeFile(chunk);
    }
    return size > maxBytes ? null : size;
  } finally {
    await handle.close();
  }
}

async function digestOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}
