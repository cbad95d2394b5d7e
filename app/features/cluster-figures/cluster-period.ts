import type { LocalDate } from '~/features/programmes/paris-date';
import { lastEndedPeriod, type Period, parsePeriod } from '../outcomes/period';
import { isOfficial } from '../outcomes/trust';

/** Periods proposed for a new value. */
const PERIODS = { annual: 5, half_year: 8 } as const;

/** The last ended periods of a grain that hold no value yet, latest first. */
export function openPeriods(grain: Period['grain'], today: LocalDate, taken: readonly { validOn: LocalDate }[]): Period[] {
  const periods: Period[] = [];
  let period: Period | null = lastEndedPeriod(grain, today);
  while (period && periods.length < PERIODS[grain]) {
    periods.push(period);
    period = lastEndedPeriod(grain, period.from);
  }
  return periods.filter(({ from, until }) => !taken.some(({ validOn }) => validOn >= from && validOn <= until));
}

/** The period of a code that a metric of this grain is told for, or null. */
export function toldPeriod(code: string, grain: string): Period | null {
  const period = parsePeriod(code);
  return period?.grain === grain ? period : null;
}

type Told = { of: { grain: string }; cells: readonly { observationId: string; validOn: LocalDate; level: number; authorId: string }[] };

/** The periods a manager may tell now, and the values that wait for this manager to verify them; nothing for anybody else (null). */
export function recordableOf({ of, cells }: Told, managerId: string | null, today: LocalDate) {
  if (managerId === null || of.grain === 'event') return { openPeriods: [], toVerify: [] };
  return {
    openPeriods: openPeriods(of.grain as Period['grain'], today, cells).map(({ code }) => code),
    toVerify: cells.filter(({ level, authorId }) => !isOfficial(level) && authorId !== managerId).map(({ observationId }) => observationId),
  };
}
