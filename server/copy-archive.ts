import { createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { CopiedFile, CopyPart } from '~/features/privacy/copy-of-data.server';
import { BYTE_ORDER_MARK, type Cell, csvLine } from '~/platform/csv';

export type Archive = {
  readme: string;
  summary: { name: string; bytes: Buffer };
  parts: readonly CopyPart[];
  files: readonly CopiedFile[];
  separator: ',' | ';';
  at: Date;
};

const cellOf = (value: unknown): Cell => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'string') return value;
  return JSON.stringify(value);
};

function tableOf({ rows }: CopyPart, separator: Archive['separator']): string {
  const columns = Object.keys(rows[0] ?? {});
  return (
    BYTE_ORDER_MARK +
    [columns, ...rows.map((row) => columns.map((name) => cellOf(row[name])))].map((cells) => csvLine(cells, separator)).join('')
  );
}

/** Writes the archive to a file, each document after the other as it is read: none is held whole. Returns its size. */
export async function writeArchive(path: string, archive: Archive, open: (fileId: string) => Promise<Readable | null>): Promise<number> {
  const { readme, summary, parts, files, separator, at } = archive;
  const zip = new ZipFile();
  zip.addBuffer(summary.bytes, summary.name, { mtime: at });
  const add = (name: string, text: string) => zip.addBuffer(Buffer.from(text), name, { mtime: at });
  add(separator === ';' ? 'LISEZ-MOI.txt' : 'README.txt', readme);
  for (const part of parts) {
    add(`${part.name}.json`, `${JSON.stringify(part.rows, null, 2)}\n`);
    if (part.rows.length > 0) add(`${part.name}.csv`, tableOf(part, separator));
  }
  files.forEach(({ fileId, name }, index) => {
    // Opened when its turn comes; a file that is gone is an empty one in the archive rather than no archive at all.
    zip.addReadStreamLazy(`files/${String(index + 1).padStart(4, '0')} ${name}`, { mtime: at }, (give) => {
      open(fileId).then(
        (bytes) => give(null, bytes ?? Readable.from([])),
        (error: Error) => give(error, Readable.from([])),
      );
    });
  });
  zip.end();
  zip.on('error', (error: Error) => (zip.outputStream as Readable).destroy(error));
  await pipeline(zip.outputStream, createWriteStream(path, { mode: 0o600 }));
  return (await stat(path)).size;
}
