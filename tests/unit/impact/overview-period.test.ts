import { describe, expect, test } from 'vitest';
import { comparedDay, eveOf, isLevel, lastQuarterEnd, lessBefore, periodStart, readingDays } from '~/features/impact-overview/period';

const START = '2023-01-01';
const ON = '2026-11-23';
const sum = { rule: 'sum', line: { window: 'cumulative' } } as const;
const yearly = { rule: 'distinct', line: { window: 'yearly' } } as const;
const share = { rule: 'ratio', line: { window: 'ratio' } } as const;
const net = { rule: 'net', line: { window: 'cumulative' } } as const;

describe('periods', () => {
  test('begin with the contract, the year or the half-year, never before the contract', () => {
    expect(periodStart('contract', ON, START)).toBe(START);
    expect(periodStart('year', ON, START)).toBe('2026-01-01');
    expect(periodStart('half', ON, START)).toBe('2026-07-01');
    expect(periodStart('half', '2026-06-30', START)).toBe('2026-01-01');
    expect(periodStart('year', '2023-05-01', '2023-03-01')).toBe('2023-03-01');
  });

  test('a figure of a period is that of its last day less that of its eve; levels and yearly figures of their own year keep theirs', () => {
    expect(eveOf(sum, 'contract', ON, START)).toBeNull();
    expect(eveOf(sum, 'year', ON, START)).toBe('2025-12-31');
    expect(eveOf(sum, 'half', ON, START)).toBe('2026-06-30');
    expect(eveOf(net, 'year', ON, START)).toBe('2025-12-31');
    expect(eveOf(yearly, 'year', ON, START)).toBeNull();
    expect(eveOf(yearly, 'half', ON, START)).toBe('2026-06-30');
    expect(eveOf(share, 'half', ON, START)).toBeNull();
    expect([isLevel(share), isLevel(net), isLevel(sum)]).toEqual([true, false, false]);
    const parts = { lines: 5, companies: 4, num: 10, den: 8, base: 2, value: 6, fresh: 5 };
    expect(lessBefore(parts, undefined)).toBe(parts);
    expect(lessBefore(parts, { lines: 2, companies: 1, num: 4, den: 3, base: 1, value: 2, fresh: 2 })).toEqual({
      ...{ lines: 3, companies: 3, num: 6, den: 5, base: 1, value: 4, fresh: 3 },
    });
  });

  test('changes are measured from the last quarter, the half-year before or the year before, never from before the contract', () => {
    expect(comparedDay('previous', sum, 'contract', ON, START)).toBe('2026-09-30');
    expect(comparedDay('previous', sum, 'half', ON, START)).toBe('2026-05-23');
    expect(comparedDay('previous', sum, 'year', ON, START)).toBe('2025-11-23');
    expect(comparedDay('previous', yearly, 'contract', ON, START)).toBe('2025-11-23');
    expect(comparedDay('year', sum, 'contract', ON, START)).toBe('2025-11-23');
    expect(comparedDay('year', sum, 'contract', '2023-06-30', START)).toBeNull();
    expect(comparedDay('previous', sum, 'contract', '2023-02-01', START)).toBe('2022-12-31');
  });

  test('quarters that have ended, then the day itself', () => {
    expect(lastQuarterEnd('2026-01-15')).toBe('2025-12-31');
    expect(lastQuarterEnd('2025-12-31')).toBe('2025-09-30');
    expect(readingDays(ON, START, 4)).toEqual(['2026-03-31', '2026-06-30', '2026-09-30', ON]);
    expect(readingDays('2026-09-30', START, 3)).toEqual(['2026-03-31', '2026-06-30', '2026-09-30']);
    expect(readingDays('2023-02-10', START, 8)).toEqual(['2022-12-31', '2023-02-10']);
  });
});
