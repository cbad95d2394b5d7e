import { type Entry, openPromise, type ZipFile } from 'yauzl';
import type { FileProblem } from './check-file.server';

type Office = { ok: true; mediaType: string } | { ok: false; problem: FileProblem };
const problem = (which: FileProblem): Office => ({ ok: false, problem: which });

const MOST_ENTRIES = 1_000;
const MOST_BYTES = 200 * 1024 * 1024;
const MOST_RATIO = 100;
// Small parts of plain XML shrink further than a bomb needs to.
const RATIO_FROM_BYTES = 1024 * 1024;
const LIST_BYTES = 1024 * 1024;

const MACROS = /(?:^|\/)(?:vba[^/]*\.(?:bin|xml)|activex\/|Basic\/|Scripts\/)/i;
const MACRO_TYPES = /macroenabled|vbaproject|activex|ms-office\.script/i;

const OOXML = 'application/vnd.openxmlformats-officedocument';
const MAIN_PARTS: Record<string, string> = {
  'wordprocessingml.document': 'word/document.xml',
  'spreadsheetml.sheet': 'xl/workbook.xml',
  'presentationml.presentation': 'ppt/presentation.xml',
};

/**
 * Which office document an archive is, by its directory and its own list of types. The directory is read first: nothing is unpacked of an
 * archive that claims too much, and what is unpacked stops at its limit.
 */
export async function officeTypeOf(file: string, size: number): Promise<Office> {
  let zip: ZipFile;
  try {
    zip = await openPromise(file, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true });
  } catch {
    return problem('damaged');
  }
  try {
    if (zip.entryCount > MOST_ENTRIES) return problem('too_complex');
    // An archive ends with its directory: anything after it is another file in this one's clothes.
    if (zip.comment.length > 0) return problem('type_differs');
    const entries = await entriesOf(zip);
    const refused = problemOf(entries, size);
    return refused ? problem(refused) : await typeOf(zip, entries);
  } catch {
    return problem('damaged');
  } finally {
    zip.close();
  }
}

async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject).on('end', () => resolve());
    zip.on('entry', (entry: Entry) => {
      if (entries.has(entry.fileName)) return reject(new Error('One name twice'));
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.readEntry();
  });
  return entries;
}

function problemOf(entries: Map<string, Entry>, size: number): FileProblem | null {
  let unpacked = 0;
  for (const [name, entry] of entries) {
    unpacked += entry.uncompressedSize;
    if (entry.isEncrypted() || (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)) return 'type_refused';
    if (entry.uncompressedSize > RATIO_FROM_BYTES && entry.uncompressedSize > entry.compressedSize * MOST_RATIO) return 'too_complex';
    if (MACROS.test(name)) return 'macros';
  }
  return unpacked > MOST_BYTES || (unpacked > RATIO_FROM_BYTES && unpacked > size * MOST_RATIO) ? 'too_complex' : null;
}

async function typeOf(zip: ZipFile, entries: Map<string, Entry>): Promise<Office> {
  const types = entries.get('[Content_Types].xml');
  if (types) {
    const text = await textOf(zip, types);
    if (text === null) return problem('too_complex');
    if (MACRO_TYPES.test(text)) return problem('macros');
    for (const [kind, main] of Object.entries(MAIN_PARTS))
      if (entries.has(main) && text.includes(`${OOXML}.${kind}.main+xml`)) return { ok: true, mediaType: `${OOXML}.${kind}` };
    return problem('type_refused');
  }
  const mimetype = entries.get('mimetype');
  const mediaType = mimetype && entries.has('content.xml') ? await textOf(zip, mimetype) : null;
  return mediaType?.startsWith('application/vnd.oasis.opendocument.') ? { ok: true, mediaType } : problem('type_refused');
}

/** A small part as text, or null when it is larger than any real one. */
async function textOf(zip: ZipFile, entry: Entry): Promise<string | null> {
  if (entry.uncompressedSize > LIST_BYTES) return null;
  const stream = await zip.openReadStreamPromise(entry);
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
