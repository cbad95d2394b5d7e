import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  assessLine,
  attainment,
  expectedAt,
  INDICATOR_STATUSES,
  indicatorStatus,
  isProvisional,
  projectedAt,
  projectedInYear,
  rollUp,
  shownAttainment,
  splitEffects,
  type TargetLine,
} from '~/features/impact/scorecard';
import { addDays, addMonths, endOfYear } from '~/features/programmes/paris-date';
import { CONTRACT_OBJECTIVES, datedTargets } from '../../../db/seed/reference/contract';

function lineOf(metric: string, firstYear: number): TargetLine {
  const indicator = CONTRACT_OBJECTIVES.flatMap((objective) => objective.indicators).find((one) => one.metric === metric);
  if (!indicator) throw new Error(`No indicator ${metric}`);
  const { window, isHigherBetter, baseline } = indicator;
  return { window, isHigherBetter, baseline, baselineOn: endOfYear(firstYear - 1), targets: datedTargets(indicator, firstYear) };
}

function line(changes: Partial<TargetLine>): TargetLine {
  return { window: 'stock', isHigherBetter: true, baseline: 0, baselineOn: '2022-12-31', targets: [], ...changes };
}

describe('the check example of domain.md §5.2', () => {
  const jobs = lineOf('POL-02', 2013);

  test('POL-02 at 30 June of year 4: expected 18 197, attainment 0.724, gap', () => {
    const expected = expectedAt(jobs, '2016-06-30');
    expect(expected).toBeCloseTo(17_650 + (182 / 366) * 1_100, 6);
    expect(Math.round(expected ?? 0)).toBe(18_197);
    const assessed = assessLine(jobs, { achieved: 17_480, coverage: 0.84 }, '2016-06-30');
    expect(assessed.rawAttainment).toBeCloseTo(0.724, 3);
    expect(assessed).toMatchObject({ status: 'gap', isProvisional: false, coverage: 0.84 });
    expect(17_480 / (expected ?? 1)).toBeCloseTo(0.961, 3);
  });

  test('the same on the live contract, 23 November 2026: 327/365 of the year, 18 635', () => {
    expect(Math.round(expectedAt(lineOf('POL-02', 2023), '2026-11-23') ?? 0)).toBe(18_635);
  });

  test('between year 4 and the horizon the step is the whole span', () => {
    expect(expectedAt(jobs, '2018-12-31')).toBeCloseTo(18_750 + (730 / 1461) * 5_250, 6);
    expect(expectedAt(jobs, '2020-12-31')).toBe(24_000);
    expect(expectedAt(jobs, '2024-01-01')).toBe(24_000);
  });
});

describe('expected at a date', () => {
  test('before the contract nothing is expected; on its eve the baseline', () => {
    expect(expectedAt(lineOf('POL-02', 2013), '2012-06-30')).toBeNull();
    expect(expectedAt(lineOf('EXP-02', 2013), '2012-12-31')).toBe(31);
    expect(expectedAt(lineOf('ACC-01', 2023), '2023-07-02')).toBeCloseTo((183 / 365) * 12, 6);
  });

  test('a ratio without baseline or first target starts at its first target', () => {
    const completion = lineOf('ACC-06', 2023);
    expect(expectedAt(completion, '2024-06-30')).toBeNull();
    expect(expectedAt(completion, '2024-12-31')).toBe(60);
    expect(expectedAt(completion, '2026-11-23')).toBeCloseTo(69.48, 2);
    expect(attainment(completion, 71.2, 69.5)).toBeCloseTo(1.024, 3);
    expect(expectedAt(lineOf('ACC-04', 2023), '2023-11-23')).toBeNull();
  });

  test('a yearly flow starts again each year; a profile replaces the calendar', () => {
    const labels = lineOf('PRJ-01', 2023);
    expect(expectedAt(labels, '2026-11-23')).toBeCloseTo(17 * (327 / 365), 6);
    expect(expectedAt(labels, '2026-01-01')).toBeCloseTo(17 / 365, 6);
    expect(expectedAt(labels, '2027-01-01')).toBeNull();
    const monthlyProfile = [0, 0, 0.2, 0.2, 0.2, 0.5, 0.5, 0.5, 0.8, 0.8, 0.9, 1];
    expect(expectedAt({ ...labels, monthlyProfile }, '2026-11-23')).toBeCloseTo(17 * 0.9, 9);
    expect(expectedAt({ ...labels, monthlyProfile }, '2026-01-15')).toBe(0);
  });
});

describe('attainment', () => {
  test('EMP-02 on 23 November 2026: 364 expected, 287 is 79 %, provisional and to watch', () => {
    const jobs = lineOf('EMP-02', 2023);
    expect(Math.round(expectedAt(jobs, '2026-11-23') ?? 0)).toBe(364);
    const assessed = assessLine(jobs, { achieved: 287, coverage: 0.71 }, '2026-11-23');
    expect(assessed.rawAttainment).toBeCloseTo(0.788, 3);
    expect(assessed).toMatchObject({ status: 'watch', isProvisional: true });
  });

  test('a goal that goes down, 18 to 12, at 14: 66.7 %; made worse, negative', () => {
    const down = line({ isHigherBetter: false, baseline: 18 });
    expect(attainment(down, 14, 12)).toBeCloseTo(2 / 3, 9);
    expect(attainment(down, 21, 12)).toBeCloseTo(-0.5, 9);
    expect(attainment(line({ isHigherBetter: false, baseline: null }), 15, 12)).toBeCloseTo(0.8, 9);
  });

  test('expected equal to the baseline', () => {
    expect(attainment(line({ baseline: 5 }), 5, 5)).toBe(1);
    expect(attainment(line({ baseline: 5 }), 4, 5)).toBe(0);
    expect(attainment(line({ baseline: 5, isHigherBetter: false }), 6, 5)).toBe(0);
    expect(attainment(line({ baseline: 5, isHigherBetter: false }), 5, 5)).toBe(1);
    expect(attainment(lineOf('POL-02', 2023), 15_700, expectedAt(lineOf('POL-02', 2023), '2023-11-23'))).toBe(1);
  });

  test('zero expected of a flow, unknown achieved, no target: not assessed', () => {
    expect(attainment(line({ window: 'cumulative' }), 3, 0)).toBeNull();
    expect(attainment(line({ baseline: 1 }), null, 2)).toBeNull();
    expect(attainment(line({ baseline: 1 }), 3, null)).toBeNull();
    expect(assessLine(lineOf('FIN-02', 2023), { achieved: 3, coverage: 1 }, '2023-11-23')).toMatchObject({
      status: 'not_measured',
      rawAttainment: null,
      achieved: 3,
    });
    expect(indicatorStatus(null, 1)).toBe('not_measured');
  });

  test('a flow ignores its baseline', () => {
    expect(attainment({ ...lineOf('PRJ-01', 2023) }, 8, 16)).toBe(0.5);
  });

  test('shown from −100 % to +200 %, raw kept', () => {
    expect([shownAttainment(-3), shownAttainment(7), shownAttainment(0.5), shownAttainment(null)]).toEqual([-1, 2, 0.5, null]);
    expect(assessLine(lineOf('ACC-01', 2023), { achieved: 600, coverage: null }, '2026-12-31')).toMatchObject({
      attainment: 2,
      rawAttainment: 600 / 118,
    });
  });
});

describe('status', () => {
  test('limits of the bands', () => {
    expect([1, 0.9, 0.8999, 0.75, 0.7499].map((raw) => indicatorStatus(raw, 0.6))).toEqual(['reached', 'on_line', 'watch', 'watch', 'gap']);
    expect(indicatorStatus((16.6 - 13) / (17 - 13), 1)).toBe('on_line');
    expect(indicatorStatus(0.1 + 0.2 + 0.6, 1)).toBe('on_line');
  });

  test('under 60 % of answers nothing is measured, whatever the figure; under 80 % it is provisional', () => {
    expect(indicatorStatus(1.4, 0.59)).toBe('not_measured');
    expect(indicatorStatus(1.4, null)).toBe('reached');
    expect([0.59, 0.6, 0.79, 0.8, null].map(isProvisional)).toEqual([false, true, true, false, false]);
  });
});

test('the roll-up caps at 1.2, weighs, and says how many are unmeasured', () => {
  const lines = [
    { rawAttainment: 3, status: 'reached' as const },
    { rawAttainment: 0.6, status: 'gap' as const },
    { rawAttainment: null, status: 'not_measured' as const },
    { rawAttainment: 1.4, status: 'not_measured' as const },
  ];
  expect(rollUp(lines).mean).toBeCloseTo(0.9, 9);
  expect(rollUp(lines).unmeasured).toBe(2);
  expect(
    rollUp([
      { rawAttainment: 1, status: 'reached', weight: 3 },
      { rawAttainment: 0, status: 'gap' },
    ]).mean,
  ).toBeCloseTo(0.75, 9);
  expect(rollUp([])).toEqual({ mean: null, unmeasured: 0 });
});

test('the projection needs four points, uses the last four, and follows their line', () => {
  const quarters = [0, 1, 2, 3].map((n) => ({ on: addDays('2026-01-01', 90 * n), value: n + 1 }));
  expect(projectedAt(quarters.slice(1), '2026-12-27')).toBeNull();
  expect(projectedAt(quarters, addDays('2026-01-01', 360))).toBeCloseTo(5, 9);
  expect(projectedAt([{ on: '2020-01-01', value: 900 }, ...quarters], addDays('2026-01-01', 360))).toBeCloseTo(5, 9);
  expect(projectedAt(Array(4).fill({ on: '2026-01-01', value: 3 }), '2026-12-31')).toBeNull();
});

test('growth and perimeter add up', () => {
  expect(splitEffects(15_600, 17_480, 16_900)).toEqual({ growth: 1_300, perimeter: 580 });
});

describe('for any figures', () => {
  const value = fc.integer({ min: -10_000, max: 10_000 });
  const targets = fc
    .array(value, { minLength: 4, maxLength: 4 })
    .map((values) => values.map((one, index) => ({ dueOn: endOfYear(2023 + index), value: one })));
  const day = fc.integer({ min: 0, max: 1460 }).map((n) => addDays('2022-12-31', n));

  test('expected stays between the two targets around it and meets each at its date', () => {
    fc.assert(
      fc.property(value, targets, day, (baseline, list, on) => {
        const plan = line({ baseline, targets: list });
        const points = [{ dueOn: '2022-12-31', value: baseline }, ...list];
        for (const point of points) expect(expectedAt(plan, point.dueOn)).toBe(point.value);
        const next = points.findIndex((point) => point.dueOn >= on);
        const around = [points[Math.max(0, next - 1)]?.value ?? 0, points[next]?.value ?? 0];
        const expected = expectedAt(plan, on) ?? Number.NaN;
        expect(expected).toBeGreaterThanOrEqual(Math.min(...around) - 1e-6);
        expect(expected).toBeLessThanOrEqual(Math.max(...around) + 1e-6);
      }),
    );
  });

  test('reaching what is expected is exactly 100 %, staying at the baseline 0 %', () => {
    fc.assert(
      fc.property(value, value, fc.boolean(), (baseline, expected, isHigherBetter) => {
        fc.pre(baseline !== expected);
        expect(attainment(line({ baseline, isHigherBetter }), expected, expected)).toBe(1);
        expect(attainment(line({ baseline, isHigherBetter }), baseline, expected)).toBeCloseTo(0, 12);
      }),
    );
  });

  test('changing the unit of every number changes no attainment', () => {
    fc.assert(
      fc.property(value, value, value, fc.integer({ min: 2, max: 1000 }), (baseline, achieved, expected, unit) => {
        const one = attainment(line({ baseline }), achieved, expected);
        const other = attainment(line({ baseline: baseline * unit }), achieved * unit, expected * unit);
        if (one === null || other === null) expect(other).toBe(one);
        else expect(other).toBeCloseTo(one, 6);
      }),
    );
  });

  test('a better attainment never has a worse status; no roll-up leaves −∞…1.2', () => {
    const rank = (raw: number) => INDICATOR_STATUSES.indexOf(indicatorStatus(raw, 1));
    fc.assert(
      fc.property(fc.double({ min: -3, max: 3, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (a, b) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        expect(rank(high)).toBeLessThanOrEqual(rank(low));
        const { mean } = rollUp([
          { rawAttainment: a, status: 'gap' },
          { rawAttainment: b, status: 'gap' },
        ]);
        expect(mean ?? 0).toBeLessThanOrEqual(1.2 + 1e-12);
      }),
    );
  });

  test('the projection of a straight line is that line', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -1000, max: 1000 }), (slope, start) => {
        const quarters = [0, 3, 6, 9]
          .map((months) => addMonths('2025-01-01', months))
          .map((on) => ({ on, value: start + slope * daysSince(on) }));
        expect(projectedAt(quarters, '2026-12-31')).toBeCloseTo(start + slope * daysSince('2026-12-31'), 4);
      }),
    );
  });
});

function daysSince(on: string): number {
  return (Date.parse(on) - Date.parse('2025-01-01')) / 86_400_000;
}

describe('projection of a yearly flow', () => {
  const ends = (year: number) => [`${year}-03-31`, `${year}-06-30`, `${year}-09-30`, `${year}-12-31`] as const;
  test('goes on at the pace of the last four quarters, from 1 January', () => {
    const quarters = [
      { on: ends(2025)[3], value: 14.6 },
      { on: ends(2026)[0], value: 3.6 },
      { on: ends(2026)[1], value: 7.24 },
      { on: ends(2026)[2], value: 10.92 },
    ];
    expect(projectedInYear(quarters, '2026-12-31')).toBeCloseTo(14.6, 1);
    expect(projectedInYear(quarters.slice(1), '2026-12-31')).toBeNull();
  });
  test('in a year that has not begun, it is what the pace adds in that year', () => {
    const quarters = ends(2025).map((on, index) => ({ on, value: ((index + 1) * 365) / 100 }));
    expect(projectedInYear(quarters, '2026-12-31')).toBeCloseTo(3.65 * 4, 0);
  });
});
