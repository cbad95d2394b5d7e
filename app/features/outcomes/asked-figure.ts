import type { LocalDate } from '~/features/programmes/paris-date';
import type { Metric, MetricGrain } from './metric';
import { closedYearsBefore, lastEndedPeriod, parsePeriod, periodOf } from './period';

/** What a question about a figure needs to know of its metric. */
export type AskedMetric = Pick<Metric, 'code' | 'grain' | 'subject' | 'baselineKind' | 'derivedFrom'>;

/** A cell asked of a company, and the day its value is true. */
export type AskedCell = { metric: string; cell: string; validOn: LocalDate };

/** What a milestone asks for at its closing. */
export type FigureMove = { metric: string; isBaseline: boolean; isRequested?: boolean };

/** Figures computed from others are never typed: their sources are asked. (`docs/domain.md §4.2`) */
export function sourcesOf(metric: Pick<Metric, 'code' | 'derivedFrom'>): readonly string[] {
  if (!metric.derivedFrom) return [metric.code];
  return 'baseline' in metric.derivedFrom
    ? metric.derivedFrom.numerator
    : [...metric.derivedFrom.numerator, ...metric.derivedFrom.denominator];
}

/** Baselines that are a value to give; zero and contract baselines are not asked. (`docs/domain.md §4.1`) */
export function isBaselineAsked(metric: Pick<Metric, 'baselineKind'>): boolean {
  return metric.baselineKind === 'B0' || metric.baselineKind === 'B1' || metric.baselineKind === 'B3';
}

/** Figures about the support itself are given by the advisor; satisfaction has its own question. */
export function isAskedOfCompany(metric: string): boolean {
  return !metric.startsWith('ACC-');
}

/**
 * The cell a milestone asks for on a day: the last closed year, the running half-year up to that day, or for an event the case itself.
 * What is said of one case carries its reference, so that two cases of a company never share it.
 */
export function askedCell(metric: AskedMetric, { on, reference }: { on: LocalDate; reference: string }): AskedCell {
  if (metric.grain === 'event') return { metric: metric.code, cell: reference, validOn: on };
  const period = metric.grain === 'annual' ? lastEndedPeriod('annual', on) : periodOf('half_year', on);
  const cell = metric.subject === 'case' ? `${period.code}/${reference}` : period.code;
  return { metric: metric.code, cell, validOn: earlier(period.until, on) };
}

/** The cells of a reference value: last closed year (B0), the acceptance (B1), up to three closed years (B3). (`docs/domain.md §4.1`) */
export function baselineCells(
  metric: AskedMetric,
  { on, reference, foundedOn }: { on: LocalDate; reference: string; foundedOn: LocalDate | null },
): AskedCell[] {
  if (!isBaselineAsked(metric)) return [];
  if (metric.grain === 'event') return [{ metric: metric.code, cell: `${reference}/B1`, validOn: on }];
  const years = closedYearsBefore(on, metric.baselineKind === 'B3' ? 3 : 1, foundedOn);
  return years.map((year) => ({ metric: metric.code, cell: year.code, validOn: year.until }));
}

/** The day a value of a cell is true: the end of its period, or today while the half-year still runs; an event has its own day. */
export function validOnOf(grain: MetricGrain, cell: string, today: LocalDate): LocalDate | null {
  if (grain === 'event') return null;
  const period = parsePeriod(cell.split('/')[0] ?? '');
  if (!period) return null;
  return grain === 'half_year' ? earlier(period.until, today) : period.until;
}

function earlier(a: LocalDate, b: LocalDate): LocalDate {
  return a < b ? a : b;
}
