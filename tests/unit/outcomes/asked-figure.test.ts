import { describe, expect, test } from 'vitest';
import { askedCell, baselineCells, isAskedOfCompany, sourcesOf, validOnOf } from '~/features/outcomes/asked-figure';
import { metricOfCode } from '../../../db/seed/reference/metrics';

const CASE = { reference: 'FIN-2026-0042', foundedOn: null };

describe('what a milestone asks for', () => {
  test.each([
    ['EMP-01', '2026-11-23', '2025', '2025-12-31'],
    ['EMP-01', '2026-01-01', '2025', '2025-12-31'],
    ['PRJ-05', '2026-11-23', '2026-H2', '2026-11-23'],
    ['PRJ-05', '2026-06-30', '2026-H1', '2026-06-30'],
    ['ACC-06', '2026-07-01', '2026-H2/FIN-2026-0042', '2026-07-01'],
    ['FIN-04', '2026-11-23', 'FIN-2026-0042', '2026-11-23'],
  ])('%s asked on %s is the cell %s, true on %s', (code, on, cell, validOn) => {
    expect(askedCell(metricOfCode(code), { ...CASE, on })).toEqual({ metric: code, cell, validOn });
  });

  test.each([
    ['EMP-01', null, ['2025']],
    ['INN-01', null, ['2025', '2024', '2023']],
    ['INN-01', '2024-05-01', ['2025', '2024']],
    ['INN-07', null, ['FIN-2026-0042/B1']],
    ['ACC-06', null, []],
    ['EUR-02', null, []],
  ])('the reference of %s, founded %s, is %j', (code, foundedOn, cells) => {
    const asked = baselineCells(metricOfCode(code), { ...CASE, on: '2026-03-09', foundedOn });
    expect(asked.map(({ cell }) => cell)).toEqual(cells);
  });

  test.each([
    ['EMP-02', ['EMP-01']],
    ['FIN-02', ['FIN-01']],
    ['EXP-02', ['EXP-01', 'FIN-01']],
    ['FIN-04', ['FIN-04']],
  ])('%s is read from %j', (code, sources) => {
    expect(sourcesOf(metricOfCode(code))).toEqual(sources);
  });

  test('the leader is not asked about the support itself', () => {
    expect(['ACC-01', 'ACC-06', 'EMP-01', 'FIN-04'].filter(isAskedOfCompany)).toEqual(['EMP-01', 'FIN-04']);
  });
});

test.each([
  ['annual', '2025', '2025-12-31'],
  ['half_year', '2026-H2', '2026-11-23'],
  ['half_year', '2026-H1/PERF-2026-0001', '2026-06-30'],
  ['event', 'K-7', null],
  ['annual', 'last year', null],
] as const)('a value of the %s cell %s is true on %s', (grain, cell, on) => {
  expect(validOnOf(grain, cell, '2026-11-23')).toBe(on);
});
