import type { FigureSum } from '~/features/impact/figure';
import type { IndicatorRule } from '~/features/impact/indicator-rule';
import type { IndicatorWindow } from '~/features/impact/scorecard';
import { addDays, addMonths, daysBetween, type LocalDate, yearOf } from '~/features/programmes/paris-date';
import type { Comparison, Period } from './overview-filter';

type Measured = { rule: IndicatorRule; line: { window: IndicatorWindow } };

/** The first day of a period on a day of reading; never before the contract. */
export function periodStart(period: Period, on: LocalDate, contractStartsOn: LocalDate): LocalDate {
  if (period === 'contract') return contractStartsOn;
  const start: LocalDate = `${yearOf(on)}-${period === 'half' && on.slice(5) >= '07-01' ? '07' : '01'}-01`;
  return start < contractStartsOn ? contractStartsOn : start;
}

const LEVEL_RULES: readonly IndicatorRule[] = ['latest', 'ratio', 'paired_ratio', 'industry_share'];

/** True when a figure is a level on a day, which no period changes: stocks, and shares of values in force. */
export function isLevel({ rule }: Pick<Measured, 'rule'>): boolean {
  return LEVEL_RULES.includes(rule);
}

function isYearly({ rule, line }: Measured): boolean {
  return line.window === 'yearly' || rule === 'yearly_ratio';
}

/** The day whose figure is taken off to leave that of the period; null when nothing is. */
export function eveOf(measured: Measured, period: Period, on: LocalDate, contractStartsOn: LocalDate): LocalDate | null {
  if (isLevel(measured)) return null;
  const start = periodStart(period, on, contractStartsOn);
  const since = isYearly(measured) ? `${yearOf(on)}-01-01` : contractStartsOn;
  return start > since ? addDays(start, -1) : null;
}

/** What counts from the day after one figure to the day of another. */
export function lessBefore(now: FigureSum, before: FigureSum | undefined): FigureSum {
  if (!before) return now;
  return {
    lines: now.lines - before.lines,
    companies: now.companies - before.companies,
    num: now.num - before.num,
    den: now.den - before.den,
    base: now.base - before.base,
    value: now.value - before.value,
    fresh: now.fresh - before.fresh,
  };
}

/**
 * The day a change is measured from: the same day a year earlier, or the period before. What adds up since the contract began is compared with
 * the end of the last quarter; a half-year with the same days of the half-year before. Null before the contract.
 */
export function comparedDay(
  compare: Comparison,
  measured: Measured,
  period: Period,
  on: LocalDate,
  contractStartsOn: LocalDate,
): LocalDate | null {
  const day =
    compare === 'year' || period === 'year' || (isYearly(measured) && period === 'contract')
      ? addMonths(on, -12)
      : period === 'half'
        ? addMonths(on, -6)
        : lastQuarterEnd(on);
  return day < addDays(contractStartsOn, -1) ? null : day;
}

/** The last end of a quarter before a day. */
export function lastQuarterEnd(on: LocalDate): LocalDate {
  const year = yearOf(on);
  return [`${year}-09-30`, `${year}-06-30`, `${year}-03-31`].find((end) => end < on) ?? `${year - 1}-12-31`;
}

/** The last ends of quarters up to a day, oldest first, then the day itself; none before the eve of the contract. */
export function readingDays(on: LocalDate, contractStartsOn: LocalDate, most: number): LocalDate[] {
  const days = [on];
  const eve = addDays(contractStartsOn, -1);
  for (let day = lastQuarterEnd(on); day >= eve && days.length < most; day = lastQuarterEnd(day)) {
    if (daysBetween(day, on) > 0) days.unshift(day);
  }
  return days;
}
