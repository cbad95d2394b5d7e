import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

export type ReceivedFile = { path: string; fileName: string; sha256: string; sizeBytes: number; forget: () => Promise<void> };

/** Writes an upload to a file of its own as it arrives; `forget` deletes it. */
export async function receiveRegisterFile(fileName: string, chunks: AsyncIterable<Uint8Array>): Promise<ReceivedFile> {
  const folder = await mkdtemp(join(tmpdir(), 'register-'));
  const path = join(folder, 'file.csv');
  const forget = () => rm(folder, { recursive: true, force: true });
  const hash = createHash('sha256');
  let sizeBytes = 0;
  async function* counted() {
    for await (const chunk of chunks) {
      hash.update(chunk);
      sizeBytes += chunk.length;
      yield chunk;
    }
  }
  try {
    await pipeline(counted, createWriteStream(path, { mode: 0o600 }));
  } catch (error) {
    await forget();
    throw error;
  }
  return { path, fileName: shownName(fileName), sha256: hash.digest('hex'), sizeBytes, forget };
}

/** The last part of the name a browser gave, without what could disturb a page or a log. */
function shownName(fileName: string): string {
  const name = basename(fileName.replaceAll('\\', '/')).replace(/[\p{Cc}\p{Cf}]/gu, '');
  return name.slice(0, 120) || 'StockUniteLegale.csv';
}
