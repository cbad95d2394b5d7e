import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONTRACT_OBJECTIVES, datedTargets, TARGET_YEARS } from '../../../db/seed/reference/contract';
import { metricOfCode } from '../../../db/seed/reference/metrics';

const INDICATORS = CONTRACT_OBJECTIVES.flatMap((objective) => objective.indicators);

/** Rows of the target table in the text of the domain: code, then base, Y1 to Y4 and H. */
function rowsOfDomain(): [string, (number | null)[]][] {
  const text = readFileSync(new URL('../../../docs/domain.md', import.meta.url), 'utf8');
  const table = text.slice(text.indexOf('### 5.1'), text.indexOf('### 5.2'));
  return [...table.matchAll(/^\|[^|]*\| ([A-Z]{3}-\d{2}) [^|]*\|(.*)\|$/gm)].map(([, code = '', cells = '']) => {
    const values = cells.split('|').map((cell) => cell.replace(/[*\s\u00a0]|`\[seed\]`/g, ''));
    return [code, values.map((cell) => (cell === '–' ? null : Number(cell)))];
  });
}

describe('targets of domain.md §5.1', () => {
  const rows = rowsOfDomain();

  test('every indicator of the text, in its order', () => {
    expect(rows).toHaveLength(21);
    expect(INDICATORS.map((indicator) => indicator.metric)).toEqual(rows.map(([code]) => code));
    expect(CONTRACT_OBJECTIVES.map(({ code, indicators }) => [code, indicators.length])).toEqual([
      ['O1', 6],
      ['O2', 5],
      ['O3', 5],
      ['O4', 3],
      ['H', 2],
    ]);
  });

  test.each(rows)('%s: base and targets %j', (code, [base, ...targets]) => {
    const indicator = INDICATORS.find((one) => one.metric === code);
    expect(indicator?.baseline).toBe(base);
    const years = Object.keys(TARGET_YEARS) as (keyof typeof TARGET_YEARS)[];
    expect(years.map((year) => indicator?.targets[year] ?? null)).toEqual(targets);
  });

  test('cumulative where the text says cumulative, yearly where it says per year', () => {
    const text = readFileSync(new URL('../../../docs/domain.md', import.meta.url), 'utf8');
    for (const { metric, window } of INDICATORS) {
      const row = text.slice(text.indexOf('### 5.1')).match(new RegExp(`\\| ${metric} ([^|]*)\\|`))?.[1] ?? '';
      expect([metric, window === 'cumulative']).toEqual([metric, row.includes('cumulative')]);
      expect([metric, window === 'yearly']).toEqual([metric, row.includes('per year')]);
    }
  });

  test('each indicator writes its perimeter and what it divides, in both languages', () => {
    for (const { metric, window, perimeter, numerator, denominator, scale } of INDICATORS) {
      expect(metricOfCode(metric).code).toBe(metric);
      for (const { fr, en } of [perimeter, numerator])
        expect([metric, fr.trim() !== '' && en.trim() !== '' && fr !== en]).toEqual([metric, true]);
      expect([metric, denominator !== null]).toEqual([metric, window === 'ratio' || window === 'mean']);
      expect([metric, scale === 0.01]).toEqual([metric, window === 'ratio']);
    }
  });

  test('targets fall due at year ends, the horizon in year 8', () => {
    const jobs = INDICATORS.find((one) => one.metric === 'POL-02');
    expect(datedTargets(jobs ?? { targets: {} }, 2013).map(({ dueOn }) => dueOn)).toEqual([
      '2013-12-31',
      '2014-12-31',
      '2015-12-31',
      '2016-12-31',
      '2020-12-31',
    ]);
  });
});
