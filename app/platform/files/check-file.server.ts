import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { encodeAnew } from './encode-anew.server';
import { officeTypeOf } from './office-file.server';

export type FileProblem =
  | 'empty'
  | 'too_large'
  | 'type_refused'
  | 'type_differs'
  | 'damaged'
  | 'macros'
  | 'too_complex'
  | 'infected'
  | 'unavailable'
  | 'no_room';
export type Checked = { ok: true; mediaType: string; rewritten?: Buffer } | { ok: false; problem: FileProblem };

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';

/** What may be kept at all, by the extension of its name. */
export const ALLOWED_TYPES: Record<string, string> = {
  pdf: 'application/pdf',
  docx: `${OFFICE}.wordprocessingml.document`,
  xlsx: `${OFFICE}.spreadsheetml.sheet`,
  pptx: `${OFFICE}.presentationml.presentation`,
  odt: `${OPEN}.text`,
  ods: `${OPEN}.spreadsheet`,
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  csv: 'text/csv',
  txt: 'text/plain',
};

const HEAD_BYTES = 4_096;
// A zip's directory ends with this record, and at most this much comment after it.
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_BYTES = 22 + 65_535;

/** Whether a file may be kept: its content says what it is, and its name must agree. Pictures come back encoded anew. */
export async function checkFile(file: string, givenName: string): Promise<Checked> {
  const { size } = await stat(file);
  if (size === 0) return { ok: false, problem: 'empty' };
  const extension = /\.([^.]+)$/.exec(givenName)?.[1]?.toLowerCase() ?? '';
  const expected = Object.hasOwn(ALLOWED_TYPES, extension) ? ALLOWED_TYPES[extension] : undefined;
  if (!expected) return { ok: false, problem: 'type_refused' };
  const head = await part(file, 0, HEAD_BYTES);
  const kind = kindOf(head);
  switch (kind) {
    case 'pdf':
      return agreed(expected, ALLOWED_TYPES.pdf, () => checkPdf(file, size));
    case 'zip': {
      const office = await officeTypeOf(file, size);
      return office.ok ? agreed(expected, office.mediaType, async () => null) : office;
    }
    case 'image/png':
    case 'image/jpeg':
    case 'image/webp':
      return expected === kind ? encodeAnew(kind, file) : { ok: false, problem: 'type_differs' };
    default:
      return expected.startsWith('text/') ? checkText(file, head, expected) : { ok: false, problem: 'type_differs' };
  }
}

async function agreed(expected: string, found: string | undefined, problemOf: () => Promise<FileProblem | null>): Promise<Checked> {
  if (found !== expected) return { ok: false, problem: 'type_differs' };
  const problem = await problemOf();
  return problem ? { ok: false, problem } : { ok: true, mediaType: expected };
}

function kindOf(head: Buffer): 'pdf' | 'zip' | 'image/png' | 'image/jpeg' | 'image/webp' | 'other' {
  const starts = (text: string, at = 0) => head.subarray(at, at + text.length).equals(Buffer.from(text, 'latin1'));
  if (starts('%PDF-')) return 'pdf';
  if (starts('PK\x03\x04')) return 'zip';
  if (starts('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (starts('\xff\xd8\xff')) return 'image/jpeg';
  return starts('RIFF') && starts('WEBP', 8) ? 'image/webp' : 'other';
}

/** From its first byte to its end a PDF, with no archive behind it. */
async function checkPdf(file: string, size: number): Promise<FileProblem | null> {
  const tail = await part(file, Math.max(0, size - ZIP_END_BYTES), ZIP_END_BYTES);
  if (tail.includes(ZIP_END)) return 'type_differs';
  return tail.subarray(-1_024).includes('%%EOF') ? null : 'damaged';
}

const MARKUP = /^\s*(?:<!doctype|<\?xml|<!--|<[a-z][a-z0-9]*[\s>/])/i;
const NOT_TEXT = /[^\P{Cc}\t\n\r]/u;

/** UTF-8 to the last byte, no control signs, and no page in a text's clothes. */
async function checkText(file: string, head: Buffer, mediaType: string): Promise<Checked> {
  if (MARKUP.test(head.toString('utf8').replace(/^\ufeff/, ''))) return { ok: false, problem: 'type_differs' };
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of createReadStream(file))
      if (NOT_TEXT.test(decoder.decode(chunk as Buffer, { stream: true }))) return { ok: false, problem: 'type_differs' };
    decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) return { ok: false, problem: 'damaged' };
    throw error;
  }
  return { ok: true, mediaType };
}

async function part(file: string, position: number, length: number): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
