import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parse } from 'csv-parse';
import {
  type FileRefusal,
  type ReadRow,
  type RegisterColumns,
  type RegisterUnit,
  type RejectionReason,
  readHeaders,
  readRow,
  SeenSirens,
} from './register-file';

/** The file as a whole can't be read. `detail` names what a person must look at: headers, or a line. */
export class RefusedFile extends Error {
  constructor(
    readonly refusal: FileRefusal,
    readonly detail: string | null = null,
  ) {
    super(refusal);
  }
}

export type RejectedRow = { line: number; reason: RejectionReason; siren: string | null; name: string | null };
export type UnitRow = { line: number; hash: string; unit: RegisterUnit };
export type RowBatch = { units: UnitRow[]; rejected: RejectedRow[]; columns: RegisterColumns };

type Parsed = { record: string[]; info: { lines: number } };

/**
 * Reads a Sirene StockUniteLegale file row by row and gives batches; memory does not grow with the file.
 * Throws `RefusedFile`. Numbers in `reserved` (the demonstration's) are rejected.
 */
export async function* readRegisterFile(
  path: string,
  { batchRows = 2_000, reserved = new Set<string>() }: { batchRows?: number; reserved?: ReadonlySet<string> } = {},
): AsyncGenerator<RowBatch> {
  await assertText(path);
  const seen = new SeenSirens();
  let columns: RegisterColumns | undefined;
  let isFirst = true;
  let batch: RowBatch | undefined;
  let line = 1;
  try {
    for await (const { cells, line: at } of rowsOf(path)) {
      line = at;
      if (!columns) {
        columns = columnsOf(cells);
        continue;
      }
      const row = withinFile(readRow(columns, cells), seen, reserved);
      if (isFirst && !row.ok && row.reason === 'field_count') throw new RefusedFile('first_row', `${cells.length}/${columns.count}`);
      isFirst = false;
      batch ??= { units: [], rejected: [], columns };
      if (row.ok) batch.units.push({ line, hash: hashOf(row.unit), unit: row.unit });
      else batch.rejected.push({ line, reason: row.reason, siren: row.siren, name: row.name });
      if (batch.units.length + batch.rejected.length >= batchRows) {
        yield batch;
        batch = undefined;
      }
    }
  } catch (error) {
    // The parser stops at a quote it can't match; what follows it could be anything.
    if (/^CSV_(QUOTE_NOT_CLOSED|MAX_RECORD_SIZE|INVALID_CLOSING_QUOTE)$/.test((error as { code?: string }).code ?? ''))
      throw new RefusedFile('quote_not_closed', String(line + 1));
    throw error;
  }
  if (isFirst) throw new RefusedFile('empty');
  if (batch) yield batch;
}

function columnsOf(cells: string[]): RegisterColumns {
  const read = readHeaders(cells);
  if (!read.ok) throw new RefusedFile('missing_headers', read.missing.join(', '));
  return read.columns;
}

function withinFile(row: ReadRow, seen: SeenSirens, reserved: ReadonlySet<string>): ReadRow {
  if (!row.ok) return row;
  const { siren, name } = row.unit;
  if (reserved.has(siren)) return { ok: false, reason: 'demo_number', siren, name };
  return seen.add(siren) ? { ok: false, reason: 'duplicate_in_file', siren, name } : row;
}

/** Cells and the line each row starts on, as a text editor numbers them. */
async function* rowsOf(path: string): AsyncGenerator<{ cells: string[]; line: number }> {
  const source = createReadStream(path);
  const parser = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n'],
    max_record_size: 64 * 1024,
  });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  // Inside quotes the parser counts each of CR and LF.
  let counted = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<Parsed>) {
      const breaks = record.reduce((sum, cell) => (cell.includes('\n') ? sum + cell.split('\n').length - 1 : sum), 0);
      const pairs = breaks === 0 ? 0 : record.reduce((sum, cell) => sum + cell.split('\r\n').length - 1, 0);
      counted += pairs;
      yield { cells: record, line: info.lines - counted - breaks };
    }
  } finally {
    source.destroy();
  }
}

async function assertText(path: string): Promise<void> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4_096), 0, 4_096, 0);
    if (bytesRead === 0) throw new RefusedFile('empty');
    // A zip as downloaded, a spreadsheet, or UTF-16.
    if (buffer.subarray(0, bytesRead).includes(0) || buffer.subarray(0, 2).toString('latin1') === 'PK') throw new RefusedFile('not_csv');
  } finally {
    await file.close();
  }
}

/** What the row says to us: two publications that differ elsewhere (their date, their columns) are the same row. */
function hashOf(unit: RegisterUnit): string {
  return createHash('sha256')
    .update(JSON.stringify(Object.values(unit)))
    .digest('base64url');
}
