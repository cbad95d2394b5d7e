import { holdsMarks } from './marks';
import { REPEATED_TAIL } from './repeated-key';

export type CopiedColumn = { name: string; type: string; isKey: boolean };

/** A text with marks between two stretches of bytes that only need their keys changed. */
export type MarkedRow = ({ from: number; to: number } | string)[];

/** The rows of one table as COPY writes them in binary, ready to be written again under other keys. */
export type CopiedRows = {
  /** Rows whose own key is not repeated: written once, as they are. */
  once: Buffer;
  onceCount: number;
  /** Rows to repeat, those without marks first. */
  bytes: Buffer;
  plainEnd: number;
  marked: MarkedRow[];
  count: number;
  /** Where the tails of their keys stand: of keys as two bytes, of keys written in a text as four letters. */
  tails: Int32Array;
  textTails: Int32Array;
  /** Keys of repeated rows that stand in rows written once. */
  strayKeys: number;
};

const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
export const COPY_HEAD = Buffer.concat([SIGNATURE, Buffer.alloc(8)]);
export const COPY_END = Buffer.from([0xff, 0xff]);
const KEYS_IN_TEXT = new RegExp(`[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{8}(?=${REPEATED_TAIL})`, 'g');
/** Below this many bytes a text holds no key. */
const KEY_LENGTH = 36;
const ASIDE = new Set(['int2', 'int4', 'int8', 'bool', 'date', 'timestamptz', 'numeric', 'float8']);

type Tails = { bytes: number[]; texts: number[] };

/** Reads what `COPY … TO STDOUT (format binary)` wrote. */
export function readCopied(copied: Buffer, columns: readonly CopiedColumn[]): CopiedRows {
  const rows = { once: [] as Buffer[], plain: [] as Buffer[], marked: [] as { row: Buffer; texts: { from: number; to: number }[] }[] };
  let strayKeys = 0;
  for (let at = SIGNATURE.length + 8; copied.readInt16BE(at) !== -1; ) {
    const start = at;
    at += 2;
    let isRepeated = false;
    let keys = 0;
    const texts: { from: number; to: number }[] = [];
    for (const { type, isKey } of columns) {
      const length = copied.readInt32BE(at);
      at += 4;
      if (length < 0) continue;
      if (type === 'uuid' && isTail(copied, at + length - 2)) {
        keys++;
        if (isKey) isRepeated = true;
      } else if (type !== 'uuid' && !ASIDE.has(type) && holdsMarks(copied.subarray(at, at + length))) {
        texts.push({ from: at - start, to: at + length - start });
      }
      at += length;
    }
    const row = copied.subarray(start, at);
    if (!isRepeated) {
      rows.once.push(row);
      strayKeys += keys;
    } else if (texts.length > 0) rows.marked.push({ row, texts });
    else rows.plain.push(row);
  }
  const plain = Buffer.concat(rows.plain);
  const bytes = Buffer.concat([plain, ...rows.marked.map(({ row }) => row)]);
  const tails = tailsOf(bytes, columns);
  let offset = plain.length;
  const marked = rows.marked.map(({ row, texts }) => {
    const parts: MarkedRow = [];
    let from = 0;
    for (const text of texts) {
      // The length before a text changes with it.
      parts.push({ from: offset + from, to: offset + text.from - 4 }, row.toString('utf8', text.from, text.to));
      from = text.to;
    }
    parts.push({ from: offset + from, to: offset + row.length });
    offset += row.length;
    return parts;
  });
  return {
    ...{ once: Buffer.concat(rows.once), onceCount: rows.once.length, bytes, plainEnd: plain.length, marked, strayKeys },
    ...{ count: rows.plain.length + marked.length, tails: Int32Array.from(tails.bytes), textTails: Int32Array.from(tails.texts) },
  };
}

function tailsOf(bytes: Buffer, columns: readonly CopiedColumn[]): Tails {
  const tails: Tails = { bytes: [], texts: [] };
  for (let at = 0; at < bytes.length; ) {
    at += 2;
    for (const { type } of columns) {
      const length = bytes.readInt32BE(at);
      at += 4;
      if (length < 0) continue;
      if (type === 'uuid') {
        if (isTail(bytes, at + length - 2)) tails.bytes.push(at + length - 2);
      } else if (length >= KEY_LENGTH && !ASIDE.has(type)) {
        for (const { index, 0: start } of bytes.toString('latin1', at, at + length).matchAll(KEYS_IN_TEXT))
          tails.texts.push(at + index + start.length);
      }
      at += length;
    }
  }
  return tails;
}

const isTail = (bytes: Buffer, at: number) => bytes[at] === 0 && bytes[at + 1] === 0;

/** Gives every key in the bytes the tail of a repetition. */
export function turnKeys({ bytes, tails, textTails }: CopiedRows, turn: number): void {
  const [high, low] = [turn >> 8, turn & 0xff];
  for (const at of tails) {
    bytes[at] = high;
    bytes[at + 1] = low;
  }
  const letters = turn.toString(16).padStart(REPEATED_TAIL.length, '0');
  const codes = [...letters].map((letter) => letter.charCodeAt(0));
  for (const at of textTails) for (let place = 0; place < codes.length; place++) bytes[at + place] = codes[place] as number;
}
