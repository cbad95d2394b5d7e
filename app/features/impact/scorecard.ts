import { daysBetween, type LocalDate, yearOf } from '~/features/programmes/paris-date';

/** How an indicator's figure is made over time. (`docs/domain.md §5.1`) */
export const INDICATOR_WINDOWS = ['cumulative', 'yearly', 'stock', 'ratio', 'mean'] as const;
export type IndicatorWindow = (typeof INDICATOR_WINDOWS)[number];

/** An indicator with its targets, all values in the targets' own unit (millions of euros, percent…). */
export type TargetLine = {
  window: IndicatorWindow;
  isHigherBetter: boolean;
  baseline: number | null;
  /** The day of the baseline: the eve of the contract. */
  baselineOn: LocalDate;
  targets: readonly { dueOn: LocalDate; value: number }[];
  /** Twelve cumulative shares of a yearly target by end of month, when its calls are seasonal. */
  monthlyProfile?: readonly number[] | null;
};

/** Comparisons of shares forgive what binary fractions add or lose. */
const TINY = 1e-9;

/** What the figure should be on a day, or null when no target applies yet. (`docs/domain.md §5.2`, 2) */
export function expectedAt(line: TargetLine, on: LocalDate): number | null {
  return line.window === 'yearly' ? expectedInYear(line, on) : expectedOnPath(line, on);
}

function expectedInYear(line: TargetLine, on: LocalDate): number | null {
  const year = yearOf(on);
  const target = line.targets.find(({ dueOn }) => yearOf(dueOn) === year);
  if (!target) return null;
  const profile = line.monthlyProfile?.[Number(on.slice(5, 7)) - 1];
  if (profile !== undefined) return target.value * profile;
  const eve = `${year - 1}-12-31`;
  return (target.value * daysBetween(eve, on)) / daysBetween(eve, `${year}-12-31`);
}

function expectedOnPath(line: TargetLine, on: LocalDate): number | null {
  const start = line.baseline === null ? [] : [{ dueOn: line.baselineOn, value: line.baseline }];
  const points = [...start, ...[...line.targets].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))];
  const nextIndex = points.findIndex(({ dueOn }) => dueOn >= on);
  const next = points[nextIndex];
  if (!next) return points.at(-1)?.value ?? null;
  if (next.dueOn === on) return next.value;
  const previous = points[nextIndex - 1];
  if (!previous) return null;
  const share = daysBetween(previous.dueOn, on) / daysBetween(previous.dueOn, next.dueOn);
  return previous.value + share * (next.value - previous.value);
}

/**
 * Raw attainment: progress from the baseline for stocks, ratios and means that have one, else achieved over expected (expected over
 * achieved when less is better). Null when not assessed: nothing achieved known, nothing expected, or zero expected. (`docs/domain.md §5.2`, 3)
 */
export function attainment(
  line: Pick<TargetLine, 'window' | 'baseline' | 'isHigherBetter'>,
  achieved: number | null,
  expected: number | null,
): number | null {
  if (achieved === null || expected === null) return null;
  const isFlow = line.window === 'cumulative' || line.window === 'yearly';
  if (isFlow || line.baseline === null) {
    if (expected === 0) return null;
    if (line.isHigherBetter) return achieved / expected;
    return achieved === 0 ? null : expected / achieved;
  }
  if (expected === line.baseline) return (line.isHigherBetter ? achieved >= expected : achieved <= expected) ? 1 : 0;
  return (achieved - line.baseline) / (expected - line.baseline);
}

/** Attainment as shown, from −100 % to +200 %; the raw value is kept beside it. */
export function shownAttainment(raw: number | null): number | null {
  return raw === null ? null : Math.min(2, Math.max(-1, raw));
}

export const INDICATOR_STATUSES = ['reached', 'on_line', 'watch', 'gap', 'not_measured'] as const;
export type IndicatorStatus = (typeof INDICATOR_STATUSES)[number];

export const MEASURED_FROM = 0.6;
export const SURE_FROM = 0.8;

/** (`docs/domain.md §5.2`, 4 and 5). Coverage null: the indicator has no list of companies expected to answer. */
export function indicatorStatus(raw: number | null, coverage: number | null): IndicatorStatus {
  if (raw === null || (coverage !== null && coverage < MEASURED_FROM - TINY)) return 'not_measured';
  if (raw >= 1 - TINY) return 'reached';
  if (raw >= 0.9 - TINY) return 'on_line';
  return raw >= 0.75 - TINY ? 'watch' : 'gap';
}

/** True from 60 % to under 80 % of answers: the figure bears a badge. */
export function isProvisional(coverage: number | null): boolean {
  return coverage !== null && coverage >= MEASURED_FROM - TINY && coverage < SURE_FROM - TINY;
}

/** One line of the scorecard on a day, everything its row shows. */
export type AssessedLine = {
  expected: number | null;
  achieved: number | null;
  rawAttainment: number | null;
  attainment: number | null;
  coverage: number | null;
  isProvisional: boolean;
  status: IndicatorStatus;
};

export function assessLine(line: TargetLine, figure: { achieved: number | null; coverage: number | null }, on: LocalDate): AssessedLine {
  const expected = expectedAt(line, on);
  const raw = attainment(line, figure.achieved, expected);
  return {
    expected,
    achieved: figure.achieved,
    rawAttainment: raw,
    attainment: shownAttainment(raw),
    coverage: figure.coverage,
    isProvisional: isProvisional(figure.coverage),
    status: indicatorStatus(raw, figure.coverage),
  };
}

/** No indicator counts more than 120 % of itself in its objective. */
export const ROLL_UP_CAP = 1.2;

/** Weighted mean of capped attainments over measured indicators, and how many were left out; null when none is measured. (`docs/domain.md §5.2`, 7) */
export function rollUp(lines: readonly { rawAttainment: number | null; status: IndicatorStatus; weight?: number }[]): {
  mean: number | null;
  unmeasured: number;
} {
  let sum = 0;
  let weights = 0;
  let measured = 0;
  for (const { rawAttainment, status, weight = 1 } of lines) {
    if (rawAttainment === null || status === 'not_measured') continue;
    sum += weight * Math.min(rawAttainment, ROLL_UP_CAP);
    weights += weight;
    measured += 1;
  }
  return { mean: weights === 0 ? null : sum / weights, unmeasured: lines.length - measured };
}

export const PROJECTION_POINTS = 4;

type Quarter = { on: LocalDate; value: number };

/** The least-squares line through the last four quarterly values, read on a later day; null under four. A projection, not a commitment. (`docs/domain.md §5.2`, 6) */
export function projectedAt(quarters: readonly Quarter[], endsOn: LocalDate): number | null {
  return lineThrough(quarters)?.(endsOn) ?? null;
}

/**
 * A yearly flow starts again each 1 January, so the line goes through what has added up since the first of the quarters, and the
 * projection is what it adds in the last year. Each quarter's value is the flow of its own year.
 */
export function projectedInYear(quarters: readonly Quarter[], endsOn: LocalDate): number | null {
  let before = 0;
  const last = [...quarters].sort((a, b) => (a.on < b.on ? -1 : 1)).slice(-PROJECTION_POINTS);
  const added = last.map(({ on, value }, index) => {
    const previous = last[index - 1];
    if (previous && yearOf(previous.on) < yearOf(on)) before += previous.value;
    return { on, value: before + value };
  });
  const line = lineThrough(added);
  if (!line) return null;
  const eve: LocalDate = `${yearOf(endsOn) - 1}-12-31`;
  const known = added.filter(({ on }) => on <= eve).at(-1);
  const isEveKnown = added.some(({ on }) => on > eve) && known !== undefined;
  return line(endsOn) - (isEveKnown ? known.value : line(eve));
}

function lineThrough(quarters: readonly Quarter[]): ((on: LocalDate) => number) | null {
  const last = [...quarters].sort((a, b) => (a.on < b.on ? -1 : 1)).slice(-PROJECTION_POINTS);
  const origin = last[0];
  if (last.length < PROJECTION_POINTS || !origin) return null;
  const points = last.map(({ on, value }) => ({ x: daysBetween(origin.on, on), y: value }));
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / points.length;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  if (spread === 0) return null;
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  return (on) => meanY + slope * (daysBetween(origin.on, on) - meanX);
}

/** Growth is what the companies of the start did; perimeter is what joining and leaving did. They add up to the change. (`docs/domain.md §5.2`, 1) */
export function splitEffects(baseline: number, achieved: number, achievedByStartMembers: number): { growth: number; perimeter: number } {
  return { growth: achievedByStartMembers - baseline, perimeter: achieved - achievedByStartMembers };
}
