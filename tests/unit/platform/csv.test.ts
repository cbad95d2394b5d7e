import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cell, csvLine } from '~/platform/csv';

test.each(['=1+1', '+33 6', '-2', '@SUM(A1)', '\tx', '\rx'])('makes %j text, which no spreadsheet runs', (text) => {
  expect(parse(csvLine([text, 'x'], ','))).toEqual([[`'${text}`, 'x']]);
});

test('leaves numbers numbers, nothing empty, and quotes what holds the separator, a quote or a break', () => {
  expect(csvLine([-2.5, 12, null, 'a;b', 'a,b', 'say "x"', 'two\nlines'], ';')).toBe('-2.5;12;;"a;b";a,b;"say ""x""";"two\nlines"\r\n');
});

test('is read back as it was written, whatever people wrote', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('=x', '"', ';', ',', '\r\n', '\n=1'));
  fc.assert(
    fc.property(fc.array(cell, { minLength: 2, maxLength: 6 }), fc.constantFrom(',' as const, ';' as const), (cells, separator) => {
      const [read] = parse(csvLine(cells as Cell[], separator), { delimiter: separator, record_delimiter: '\r\n', relax_quotes: false });
      expect(read).toEqual(cells.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)));
    }),
  );
});
