import { type Cell, csvLine } from './csv';
import type { PageOfRows } from './page-beside';

type Table<Row> = {
  heads: readonly string[];
  /** Spreadsheets split by the sign that their language leaves free. */
  locale: 'fr' | 'en';
  /** The rows after one, in a transaction of its own: a slow reader holds nothing up. */
  read: (after: string | null) => Promise<PageOfRows<Row>>;
  linesOf: (row: Row) => readonly (readonly Cell[])[];
};

/** A long list as lines of CSV, its heads first, read page by page. */
export async function* pagedCsv<Row extends { id: string }>({ heads, locale, read, linesOf }: Table<Row>): AsyncIterable<string> {
  const separator = locale === 'fr' ? ';' : ',';
  yield csvLine(heads, separator);
  let after: string | null = null;
  for (;;) {
    const { rows, hasNext }: PageOfRows<Row> = await read(after);
    yield rows.flatMap((row) => linesOf(row).map((cells) => csvLine(cells, separator))).join('');
    after = rows.at(-1)?.id ?? null;
    if (!hasNext || !after) return;
  }
}
