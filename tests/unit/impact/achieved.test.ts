import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  distinctBetween,
  freshnessAt,
  hasGrown,
  latestBySubject,
  meanOf,
  netChanges,
  pooledRatio,
  stockAt,
  sumBetween,
  windowStart,
} from '~/features/impact/achieved';

const at = (subjectId: string, validOn: string, value: number) => ({ subjectId, validOn, value });

describe('adding up', () => {
  test('1/2 and 90/100 pool to 91/102, not to a mean of ratios', () => {
    expect(
      pooledRatio([
        { num: 1, den: 2 },
        { num: 90, den: 100 },
      ]),
    ).toBeCloseTo(91 / 102, 12);
    expect(pooledRatio([])).toBeNull();
    expect(pooledRatio([{ num: 3, den: 0 }])).toBeNull();
  });

  test('a mean says of how many', () => {
    expect(meanOf([8, 9])).toEqual({ mean: 8.5, count: 2 });
    expect(meanOf([])).toEqual({ mean: null, count: 0 });
  });

  test('a company counts once in a window, whatever the number of its facts', () => {
    const facts = [
      at('a', '2026-01-05', 1),
      at('a', '2026-04-05', 1),
      at('b', '2026-06-30', 1),
      at('c', '2026-07-01', 1),
      at('d', '2026-02-01', 0),
    ];
    expect(distinctBetween(facts, '2026-01-01', '2026-06-30')).toBe(2);
    expect(sumBetween(facts, '2026-01-01', '2026-06-30')).toBe(3);
    expect(windowStart('cumulative', '2023-01-01', '2026-11-23')).toBe('2023-01-01');
    expect(windowStart('yearly', '2023-01-01', '2026-11-23')).toBe('2026-01-01');
  });

  test('growth of at least 10 %; from nothing it cannot be said', () => {
    expect([hasGrown(100, 110), hasGrown(100, 109.9), hasGrown(0, 50), hasGrown(-5, 50), hasGrown(100, 105, 0.05)]).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(hasGrown(3, 3.3)).toBe(true);
  });
});

describe('the latest value', () => {
  test('fresh for its period, carried one year, then missing', () => {
    expect(freshnessAt('2024-12-31', 'annual', '2025-12-31')).toBe('fresh');
    expect(freshnessAt('2024-12-31', 'annual', '2026-01-01')).toBe('carried');
    expect(freshnessAt('2024-12-31', 'annual', '2026-12-31')).toBe('carried');
    expect(freshnessAt('2024-12-31', 'annual', '2027-01-01')).toBe('missing');
    expect(freshnessAt('2026-06-30', 'half_year', '2026-12-31')).toBe('carried');
    expect(freshnessAt('2026-12-31', 'annual', '2026-11-23')).toBe('missing');
  });

  test('a stock counts carried values in its total and not among the fresh', () => {
    const values = [at('a', '2024-12-31', 10), at('a', '2025-12-31', 12), at('b', '2024-12-31', 30), at('c', '2022-12-31', 99)];
    expect(stockAt(values, 'annual', '2026-11-23')).toEqual({ total: 42, fresh: 1, carried: 1 });
    expect(stockAt(values, 'annual', '2025-06-30')).toEqual({ total: 40, fresh: 2, carried: 0 });
    expect(stockAt(values, 'annual', '2026-11-23', (subject) => subject === 'a')).toEqual({ total: 12, fresh: 1, carried: 0 });
    expect(stockAt([], 'annual', '2026-11-23')).toEqual({ total: null, fresh: 0, carried: 0 });
  });

  test('net jobs need a baseline: without one the change is unknown, not zero', () => {
    const values = [at('a', '2025-12-31', 91), at('b', '2025-12-31', 12)];
    expect([...netChanges(values, new Map([['a', { num: 78 }]]), 'annual', '2026-11-23')]).toEqual([['a', 13]]);
  });

  test('a headcount of before its baseline is no loss of jobs', () => {
    const values = [at('a', '2022-12-31', 60), at('b', '2023-12-31', 40), at('b', '2024-12-31', 44)];
    const baselines = new Map([
      ['a', { num: 78, onDate: '2023-12-31' }],
      ['b', { num: 40, onDate: '2023-12-31' }],
    ]);
    expect([...netChanges(values, baselines, 'annual', '2024-01-02')]).toEqual([['b', 0]]);
    expect([...netChanges(values, baselines, 'annual', '2025-01-02')]).toEqual([['b', 4]]);
  });

  test('the order in which facts arrive does not matter', () => {
    const fact = fc.record({
      subjectId: fc.constantFrom('a', 'b', 'c'),
      validOn: fc.constantFrom('2023-12-31', '2024-12-31', '2025-12-31'),
      value: fc.integer({ min: 0, max: 99 }),
    });
    const facts = fc.uniqueArray(fact, { selector: ({ subjectId, validOn }) => `${subjectId} ${validOn}` });
    fc.assert(
      fc.property(facts, (list) => {
        const sorted = (map: Map<string, unknown>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(latestBySubject(list, 'annual', '2026-11-23'))).toEqual(
          sorted(latestBySubject([...list].reverse(), 'annual', '2026-11-23')),
        );
      }),
    );
  });
});
