import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Beside, type PageOfRows, readPageBeside } from '~/platform/page-beside';

const SIZE = 5;

/** A list of numbers, read as a database reads it. */
const listOf =
  (rows: number[]) =>
  async ({ after, before }: Beside<number>): Promise<number[]> => {
    const past = rows.filter((row) => (after === null || row > after) && (before === null || row < before));
    return (before === null ? past : past.reverse()).slice(0, SIZE + 1);
  };
const counting = (length: number) => Array.from({ length }, (_, index) => index + 1);

describe('a page beside a row', () => {
  it('goes forth and back through the same rows, whatever their number', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 40 }), async (length) => {
        const rows = counting(length);
        const page = (beside: Partial<Beside<number>>) => readPageBeside({ after: null, before: null, ...beside }, SIZE, listOf(rows));
        const forth: PageOfRows<number>[] = [await page({})];
        while (forth.at(-1)?.hasNext) forth.push(await page({ after: forth.at(-1)?.rows.at(-1) ?? 0 }));
        expect(forth.flatMap((one) => one.rows)).toEqual(rows);
        const back = [forth.at(-1) as PageOfRows<number>];
        while (back[0]?.hasPrevious) back.unshift(await page({ before: back[0].rows[0] ?? 0 }));
        expect(back).toEqual(forth);
      }),
    );
  });

  it('is the first page where too little stands before the row, or nothing after it', async () => {
    const rows = counting(12);
    const first = { rows: [1, 2, 3, 4, 5], hasPrevious: false, hasNext: true };
    expect(await readPageBeside({ after: null, before: 4 }, SIZE, listOf(rows))).toEqual(first);
    expect(await readPageBeside({ after: 99, before: null }, SIZE, listOf(rows))).toEqual(first);
    expect(await readPageBeside({ after: null, before: 1 }, SIZE, listOf([]))).toEqual({ rows: [], hasPrevious: false, hasNext: false });
  });
});
