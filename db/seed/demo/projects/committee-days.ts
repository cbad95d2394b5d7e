import { addDays, type LocalDate, weekdayOf } from '../../../../app/features/programmes/paris-date';
import { workingDayOnOrAfter } from '../../../../app/features/programmes/working-days';

const AUGUST = '08';

/** The labelling committee meets on the first Thursday of each month, never in August. Days from `from` on, before `until`. */
export function committeeDays(from: LocalDate, until: LocalDate): LocalDate[] {
  const days: LocalDate[] = [];
  for (let month = `${from.slice(0, 7)}-01`; month < until; month = `${addDays(month, 31).slice(0, 7)}-01`) {
    if (month.slice(5, 7) === AUGUST) continue;
    const thursday = workingDayOnOrAfter(addDays(month, (11 - weekdayOf(month)) % 7));
    if (thursday >= from && thursday < until) days.push(thursday);
  }
  return days;
}

/** Deals `count` files evenly over the meetings, in order. */
export function spreadOver(count: number, days: readonly LocalDate[]): LocalDate[] {
  return Array.from({ length: count }, (_, index) => days[Math.floor(((index + 0.5) * days.length) / count)] ?? days.at(-1) ?? '');
}
