import { yearEndRefusal } from '../outcomes/period';
import { addMonths, yearOf } from '../programmes/paris-date';

/** A closing date and how many months it closes. */
export type Closing = { closedOn: string; months: number };

export const YEAR_FAULTS = ['future', 'months', 'too_far', 'overlap'] as const;
export type YearFault = (typeof YEAR_FAULTS)[number];

const LEAST_MONTHS = 1;
const MOST_MONTHS = 23;

/** What is wrong with a financial year beside the one closed before it and the one closed after it, or null. (`docs/domain.md §2.1`) */
export function yearFault(year: Closing, around: { before: Closing | null; after: Closing | null }, today: string): YearFault | null {
  if (year.closedOn > today) return 'future';
  if (!Number.isInteger(year.months) || year.months < LEAST_MONTHS || year.months > MOST_MONTHS) return 'months';
  return (around.before && gapFault(around.before, year)) ?? (around.after && gapFault(year, around.after)) ?? null;
}

/** Closings of neighbouring calendar years stand twelve months apart, give or take six, and no year starts before the last has ended. */
function gapFault(before: Closing, after: Closing): YearFault | null {
  if (yearOf(after.closedOn) - yearOf(before.closedOn) > 1) return null;
  if (yearEndRefusal(after.closedOn, before.closedOn) !== null) return 'too_far';
  return addMonths(before.closedOn, after.months) > after.closedOn ? 'overlap' : null;
}

/** An amount of a year of any length as if it had twelve months. */
export function annualised(amount: number, months: number): number {
  return months === 12 ? amount : (amount * 12) / months;
}
