import type { MetricGrain } from '~/features/outcomes/metric';
import { addMonths, type LocalDate, yearOf } from '~/features/programmes/paris-date';

/** A fact that counts: of one subject, true on a day. */
export type DatedValue = { subjectId: string; validOn: LocalDate; value: number };

/** Σ numerators over Σ denominators: never a mean of ratios. Null when nothing can be divided. (`docs/domain.md §4.1`) */
export function pooledRatio(parts: readonly { num: number; den: number }[]): number | null {
  const den = parts.reduce((sum, part) => sum + part.den, 0);
  return den === 0 ? null : parts.reduce((sum, part) => sum + part.num, 0) / den;
}

/** Mean of scores with their number, which is shown beside it; null without any. */
export function meanOf(values: readonly number[]): { mean: number | null; count: number } {
  return { mean: values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length, count: values.length };
}

/** The middle value, or the mean of the two middle ones; null without any. */
export function medianOf(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [below, above] = [sorted[Math.max(0, sorted.length % 2 === 0 ? half - 1 : half)], sorted[half]];
  return below === undefined || above === undefined ? null : (below + above) / 2;
}

/** Sum of what became true from a day to another, both included. */
export function sumBetween(values: readonly DatedValue[], from: LocalDate, to: LocalDate): number {
  return values.reduce((sum, { validOn, value }) => (validOn >= from && validOn <= to ? sum + value : sum), 0);
}

/** Subjects with a positive fact in the window, each once whatever the number of cases, tracks or answers (D1). */
export function distinctBetween(values: readonly DatedValue[], from: LocalDate, to: LocalDate): number {
  const subjects = new Set<string>();
  for (const { subjectId, validOn, value } of values) if (value > 0 && validOn >= from && validOn <= to) subjects.add(subjectId);
  return subjects.size;
}

/** The first day a window counts from: the contract's for a cumulative figure, 1 January for a yearly one. */
export function windowStart(window: 'cumulative' | 'yearly', contractStartsOn: LocalDate, on: LocalDate): LocalDate {
  return window === 'cumulative' ? contractStartsOn : `${yearOf(on)}-01-01`;
}

export type Freshness = 'fresh' | 'carried' | 'missing';

/** A value stands for its own period, is carried one year more and flagged, then is missing. (`docs/domain.md §5.2`, 4) */
export function freshnessAt(validOn: LocalDate, grain: MetricGrain, on: LocalDate): Freshness {
  if (validOn > on) return 'missing';
  const freshUntil = addMonths(validOn, grain === 'half_year' ? 6 : 12);
  if (on <= freshUntil) return 'fresh';
  return on <= addMonths(freshUntil, 12) ? 'carried' : 'missing';
}

export type LatestValue = DatedValue & { freshness: 'fresh' | 'carried' };

/** The last value of each subject on a day, when it is not too old. (`docs/domain.md §4.1`, LATEST) */
export function latestBySubject(values: readonly DatedValue[], grain: MetricGrain, on: LocalDate): Map<string, LatestValue> {
  const latest = new Map<string, LatestValue>();
  for (const value of values) {
    const freshness = freshnessAt(value.validOn, grain, on);
    const known = latest.get(value.subjectId);
    if (freshness !== 'missing' && (!known || known.validOn <= value.validOn)) latest.set(value.subjectId, { ...value, freshness });
  }
  return latest;
}

/** A stock: the latest values of the subjects in the perimeter, and how many of them are fresh. Null when no subject has one. */
export function stockAt(
  values: readonly DatedValue[],
  grain: MetricGrain,
  on: LocalDate,
  isInPerimeter: (subjectId: string) => boolean = () => true,
): { total: number | null; fresh: number; carried: number } {
  const counted = [...latestBySubject(values, grain, on).values()].filter(({ subjectId }) => isInPerimeter(subjectId));
  const fresh = counted.filter(({ freshness }) => freshness === 'fresh').length;
  return {
    total: counted.length === 0 ? null : counted.reduce((sum, { value }) => sum + value, 0),
    fresh,
    carried: counted.length - fresh,
  };
}

/** A reference value, and the day from which change is counted; without one, whatever the day. */
export type DatedBaseline = { num: number; onDate?: LocalDate };

/**
 * Latest value less the baseline, per subject: without a baseline a subject has no line, and its change is unknown, not zero. A value of
 * before its baseline says nothing of what came after.
 */
export function netChanges(
  values: readonly DatedValue[],
  baselines: ReadonlyMap<string, DatedBaseline>,
  grain: MetricGrain,
  on: LocalDate,
): Map<string, number> {
  const changes = new Map<string, number>();
  for (const [subjectId, { value, validOn }] of latestBySubject(values, grain, on)) {
    const baseline = baselines.get(subjectId);
    if (baseline !== undefined && validOn >= (baseline.onDate ?? validOn)) changes.set(subjectId, value - baseline.num);
  }
  return changes;
}

/** Default of FIN-02; a setting of the contract. (`docs/domain.md §4.2`) */
export const GROWTH_THRESHOLD = 0.1;

/** True when a value grew by at least the threshold over its baseline. From zero or less, growth can't be said. */
export function hasGrown(baseline: number, latest: number, threshold = GROWTH_THRESHOLD): boolean {
  return baseline > 0 && (latest - baseline) / baseline >= threshold - 1e-9;
}
