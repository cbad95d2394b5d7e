import type { CopiedColumn, CopiedRows } from './copy-bytes';
import { filled } from './marks';

const PIECE = 1 << 18;

/** Gathers short stretches of bytes into pieces worth sending. */
class Pieces {
  #piece = Buffer.allocUnsafe(PIECE);
  #end = 0;
  readonly done: Buffer[] = [];

  copy(bytes: Buffer, from: number, to: number): void {
    this.#room(to - from);
    this.#end += bytes.copy(this.#piece, this.#end, from, to);
  }

  /** A field: its length, then its bytes. */
  text(text: string): void {
    const length = Buffer.byteLength(text);
    this.#room(length + 4);
    this.#piece.writeInt32BE(length, this.#end);
    this.#piece.write(text, this.#end + 4);
    this.#end += length + 4;
  }

  fields(count: number): void {
    this.#room(2);
    this.#end = this.#piece.writeInt16BE(count, this.#end);
  }

  *full(): Generator<Buffer> {
    yield* this.done.splice(0);
  }

  *rest(): Generator<Buffer> {
    yield* this.full();
    if (this.#end > 0) yield this.#piece.subarray(0, this.#end);
  }

  #room(length: number): void {
    if (this.#end + length <= this.#piece.length) return;
    this.done.push(this.#piece.subarray(0, this.#end));
    this.#piece = Buffer.allocUnsafe(Math.max(PIECE, length));
    this.#end = 0;
  }
}

/** The rows with marks, filled for a repetition whose keys are turned already. */
export function* markedPieces({ bytes, marked }: CopiedRows, turn: number): Generator<Buffer> {
  const pieces = new Pieces();
  for (const row of marked) {
    for (const part of row) {
      if (typeof part === 'string') pieces.text(filled(part, turn));
      else pieces.copy(bytes, part.from, part.to);
    }
    yield* pieces.full();
  }
  yield* pieces.rest();
}

/** The rows of search_words that follow from documents: each word of the `place`-th column once, with the document's cluster and key. */
export function* wordPieces(rows: CopiedRows, columns: readonly CopiedColumn[], place: number, turn: number): Generator<Buffer> {
  const pieces = new Pieces();
  const [cluster, key] = ['cluster_id', 'id'].map((name) => columns.findIndex((column) => column.name === name)) as [number, number];
  for (const row of documentsOf(rows, turn)) {
    const fields = fieldsOf(row, columns.length);
    const folded = fields[place] as { from: number; to: number };
    for (const word of new Set(row.toString('utf8', folded.from, folded.to).trim().split(/ +/))) {
      if (word === '') continue;
      pieces.fields(3);
      const [clusterAt, keyAt] = [fields[cluster], fields[key]] as { from: number; to: number }[];
      if (!clusterAt || !keyAt) throw new Error('A document has no key.');
      pieces.copy(row, clusterAt.from - 4, clusterAt.to);
      pieces.text(word);
      pieces.copy(row, keyAt.from - 4, keyAt.to);
    }
    yield* pieces.full();
  }
  yield* pieces.rest();
}

function* documentsOf(rows: CopiedRows, turn: number): Generator<Buffer> {
  yield* rowsOf(rows.once.length > 0 && turn === 0 ? rows.once : Buffer.alloc(0));
  yield* rowsOf(rows.bytes.subarray(0, rows.plainEnd));
  // A row may begin in one piece and end in the next.
  yield* rowsOf(Buffer.concat([...markedPieces(rows, turn)]));
}

function* rowsOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; ) {
    const start = at;
    const count = bytes.readInt16BE(at);
    at += 2;
    for (let field = 0; field < count; field++) at += 4 + Math.max(0, bytes.readInt32BE(at));
    yield bytes.subarray(start, at);
  }
}

function fieldsOf(row: Buffer, count: number): ({ from: number; to: number } | null)[] {
  const fields: ({ from: number; to: number } | null)[] = [];
  for (let field = 0, at = 2; field < count; field++) {
    const length = row.readInt32BE(at);
    at += 4;
    fields.push(length < 0 ? null : { from: at, to: at + length });
    at += Math.max(0, length);
  }
  return fields;
}
