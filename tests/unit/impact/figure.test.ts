import { describe, expect, test } from 'vitest';
import { coverageOf, figureOf, NO_LINES, NOBODY_ASKED, withSign } from '~/features/impact/figure';
import { askedDay, readingAddress, readingOf, subjectOf, subjectParam } from '~/features/impact/reading';
import { quarterEnds } from '~/features/impact/scorecard.queries.server';
import { trajectoryFinding } from '~/features/impact/trajectory-finding';
import { messagesFor } from '~/i18n/messages.server';

const nobody = { expected: 0, covered: 0 };

describe('a figure from its lines', () => {
  test('a share is pooled from its parts: 1 of 2 and 90 of 100 are 91 of 102', () => {
    expect(figureOf('ratio', { ...NO_LINES, lines: 2, num: 91, den: 102 }, 0.01, nobody)).toBeCloseTo(89.2157, 4);
  });
  test('a mean is over its answers, and an amount in the unit of its targets', () => {
    expect(figureOf('mean', { ...NO_LINES, lines: 4, num: 33 }, 1, nobody)).toBe(8.25);
    expect(figureOf('sum', { ...NO_LINES, lines: 2, num: 1_500_000 }, 1_000_000, nobody)).toBe(1.5);
  });
  test('asked and unanswered is unknown; answered with nothing to count, or never asked, is zero', () => {
    expect(figureOf('growth', NO_LINES, 1, { expected: 5, covered: 0 })).toBeNull();
    expect(figureOf('growth', NO_LINES, 1, { expected: 5, covered: 3 })).toBe(0);
    expect(figureOf('distinct', NO_LINES, 1, nobody)).toBe(0);
    expect(figureOf('ratio', NO_LINES, 1, nobody)).toBeNull();
    expect(figureOf('mean', NO_LINES, 1, nobody)).toBeNull();
  });
});

describe('shares of what is decided, of two values and of an industry', () => {
  test.each(['yearly_ratio', 'paired_ratio', 'industry_share'] as const)('%s is pooled, and unknown without a denominator', (rule) => {
    expect(figureOf(rule, { ...NO_LINES, lines: 3, num: 8, den: 14 }, 0.01, nobody)).toBeCloseTo(57.1429, 4);
    expect(figureOf(rule, { ...NO_LINES, lines: 3, num: 8, den: 0 }, 0.01, nobody)).toBeNull();
  });
  test('the nation alone says no share of it', () => {
    expect(figureOf('industry_share', { ...NO_LINES, lines: 1, num: 0, den: 10e9 }, 0.01, nobody)).toBeNull();
    expect(figureOf('industry_share', { ...NO_LINES, lines: 2, num: 1.3e9, den: 10e9 }, 0.01, nobody)).toBeCloseTo(13, 9);
  });
  test('a stock of nobody is unknown, never zero', () => {
    expect(figureOf('latest', NO_LINES, 1, nobody)).toBeNull();
  });
});

describe('coverage', () => {
  test('is over who was asked, by number and by base value', () => {
    expect(coverageOf({ expected: 3, covered: 1, answered: 2, weight: 100, coveredWeight: 90 })).toEqual({ share: 1 / 3, weighted: 0.9 });
    expect(coverageOf({ expected: 112, covered: 80, answered: 80, weight: 0, coveredWeight: 0 }).share).toBeCloseTo(0.714, 3);
  });
  test('is unknown when nobody was asked', () => {
    expect(coverageOf(NOBODY_ASKED)).toEqual({ share: null, weighted: null });
  });
});

describe('whose values are looked at', () => {
  const id = '0197a1b2-0000-7000-8000-000000000001';
  test.each(['company', 'project', 'cluster'] as const)('a %s goes into an address and comes back', (kind) => {
    expect(subjectOf(new URLSearchParams(subjectParam({ kind, id })), () => true)).toEqual({ kind, id });
  });
  test('what is not a key names nobody', () => {
    expect(subjectOf(new URLSearchParams({ company: 'x' }), () => false)).toBeNull();
  });
});

describe('the reading in an address', () => {
  const read = (text: string) => readingOf(new URLSearchParams(text), '2026-11-23');
  test.each([
    ['', '2026-11-23', 3],
    ['on=2025-06-30&level=2', '2025-06-30', 2],
    ['on=30/06/2025&level=1', '2025-06-30', 1],
    ['on=2030-01-01', '2026-11-23', 3],
    ['on=yesterday&level=9', '2026-11-23', 3],
  ])('%j reads the day %s at level %d', (text, on, minLevel) => {
    expect(read(text)).toEqual({ on, minLevel });
  });
  test('goes back into an address unchanged', () => {
    const reading = read('on=2025-06-30&level=2');
    expect(readingOf(new URL(readingAddress('/impact', reading, { indicator: 'EMP-02' }), 'http://x').searchParams, '2026-11-23')).toEqual(
      reading,
    );
  });
});

describe('what a trajectory says', () => {
  const line = { window: 'cumulative', isHigherBetter: true } as const;
  const points = [{ on: '2026-09-30', actual: 280, target: 340 }];
  const finding = (achieved: number | null, expected: number | null, isHigherBetter = true) =>
    trajectoryFinding({ achieved, expected, line: { ...line, isHigherBetter } }, points, '2026-11-23');
  test.each([
    [null, 364, 'unknown', 0],
    [287, null, 'no_target', 0],
    [287, 364, 'behind_more', 77],
    [320, 364, 'behind_less', 44],
    [304, 364, 'behind', 60],
    [364, 364, 'even', 0],
    [370, 364, 'ahead', 6],
  ] as const)('%s for %s expected: %s by %d', (achieved, expected, key, gap) => {
    expect(finding(achieved, expected)).toEqual({ key, gap });
  });
  test('less is better for an indicator that should fall', () => {
    expect(finding(14, 16, false).key).toBe('ahead');
  });
});

test('quarters run from the eve of the contract to its last day', () => {
  expect(quarterEnds('2025-01-01', '2026-12-31')).toEqual([
    '2024-12-31',
    '2025-03-31',
    '2025-06-30',
    '2025-09-30',
    '2025-12-31',
    '2026-03-31',
    '2026-06-30',
    '2026-09-30',
    '2026-12-31',
  ]);
});

test.each([
  ['fr', 'sum', 1_000_000, 'eur', '15,9\u00a0M€'],
  ['en', 'sum', 1_000_000, 'eur', '€15,9m'],
  ['fr', 'ratio', 0.01, 'percent', '15,9\u00a0%'],
  ['en', 'ratio', 0.01, 'percent', '15,9%'],
  ['fr', 'net', 1, 'net_fte', '15,9\u00a0ETP'],
  ['en', 'distinct', 1, 'count', '15,9'],
] as const)('in %s, a figure of rule %s on a scale of %d wears its sign where the language puts it', (locale, rule, scale, unit, shown) => {
  const say = { impact: messagesFor(locale)('impact'), outcomes: messagesFor(locale)('outcomes') };
  expect(withSign('15,9', { rule, scale, of: { unit } }, say)).toBe(shown);
});

test('the day asked for is read as machines and as people write it, and may be to come', () => {
  const asked = (on: string) => askedDay(new URLSearchParams({ on }));
  expect([asked('2026-06-30'), asked('30/06/2026'), asked('30/06/2099')]).toEqual(['2026-06-30', '2026-06-30', '2099-06-30']);
  expect([asked('31/02/2026'), asked('zzz'), asked('')]).toEqual([null, null, null]);
});
