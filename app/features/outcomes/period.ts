import { addDays, addMonths, isLocalDate, type LocalDate, yearOf } from '~/features/programmes/paris-date';
import type { MetricGrain } from './metric';

export type Period = { code: string; grain: Exclude<MetricGrain, 'event'>; from: LocalDate; until: LocalDate };

/** `2025`, or `2025-H1` and `2025-H2`; null when the text is neither. */
export function parsePeriod(code: string): Period | null {
  const match = /^(\d{4})(?:-H([12]))?$/.exec(code);
  if (!match) return null;
  const [, year = '', half] = match;
  if (half === undefined) return { code, grain: 'annual', from: `${year}-01-01`, until: `${year}-12-31` };
  return half === '1'
    ? { code, grain: 'half_year', from: `${year}-01-01`, until: `${year}-06-30` }
    : { code, grain: 'half_year', from: `${year}-07-01`, until: `${year}-12-31` };
}

/** The period of a grain that holds a day. */
export function periodOf(grain: Period['grain'], on: LocalDate): Period {
  const year = on.slice(0, 4);
  const code = grain === 'annual' ? year : `${year}-H${on.slice(5, 7) <= '06' ? 1 : 2}`;
  const period = parsePeriod(code);
  if (!period) throw new RangeError(`No period holds ${on}`);
  return period;
}

/** The last period that has ended on a day: what can be asked of a company. */
export function lastEndedPeriod(grain: Period['grain'], today: LocalDate): Period {
  const current = periodOf(grain, today);
  return periodOf(grain, addMonths(current.from, grain === 'annual' ? -12 : -6));
}

/** Last closed years before a day, latest first: B0 reads the first, B3 the mean of up to three. (`docs/domain.md §4.1`) */
export function closedYearsBefore(acceptedOn: LocalDate, count: number, foundedOn: LocalDate | null = null): Period[] {
  const last = yearOf(acceptedOn) - 1;
  const first = foundedOn === null ? last - count + 1 : Math.max(last - count + 1, yearOf(foundedOn));
  const years = [];
  for (let year = last; year >= first; year -= 1) years.push(periodOf('annual', `${year}-12-31`));
  return years;
}

export const FINANCIAL_YEAR_RULES = ['closing_date', 'majority_of_months'] as const;
export type FinancialYearRule = (typeof FINANCIAL_YEAR_RULES)[number];

/** The calendar year a financial year counts in: the one holding its closing date, or, as an option, most of its months. (`docs/domain.md §4.1`) */
export function yearOfFinancialYear(closedOn: LocalDate, months = 12, rule: FinancialYearRule = 'closing_date'): number {
  const year = yearOf(closedOn);
  if (rule === 'closing_date') return year;
  const monthsInClosingYear = Number(closedOn.slice(5, 7));
  return monthsInClosingYear * 2 >= months ? year : year - 1;
}

export const YEAR_END_REFUSALS = ['not_a_date', 'too_far_from_previous', 'too_long'] as const;
export type YearEndRefusal = (typeof YEAR_END_REFUSALS)[number];

const isMonthEnd = (day: LocalDate) => addDays(day, 1).endsWith('-01');

/** A year closed on the last day of a month is followed by years that do too. */
function closingAfter(previous: LocalDate, months: number): LocalDate {
  const day = addMonths(previous, months);
  return isMonthEnd(previous) ? addDays(addMonths(`${day.slice(0, 7)}-01`, 1), -1) : day;
}

/** A closing date comes 12 months, give or take six, after the one before: a year of 1 to 23 months. (`docs/domain.md §2.1`) */
export function yearEndRefusal(closedOn: string, previous: LocalDate | null): YearEndRefusal | null {
  if (!isLocalDate(closedOn)) return 'not_a_date';
  if (previous === null) return null;
  if (closedOn < closingAfter(previous, 1) || closedOn >= closingAfter(previous, 24)) return 'too_long';
  return closedOn >= closingAfter(previous, 6) && closedOn <= closingAfter(previous, 18) ? null : 'too_far_from_previous';
}
