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

/** Figures of one year, as far as they are known. */
export type YearFigures = {
  headcount: number | null;
  territoryHeadcount: number | null;
  rdHeadcount: number | null;
  turnover: number | null;
  exportTurnover: number | null;
  rdSpending: number | null;
};

export const YEAR_FINDINGS = [
  'export_over_turnover',
  'rd_over_headcount',
  'territory_over_headcount',
  'rd_spending_over_turnover',
] as const;
export type YearFinding = (typeof YEAR_FINDINGS)[number];

/** Figures that contradict each other. A research budget above the turnover only asks for a second look: a young company may have one. (`docs/domain.md §2.1`) */
export function yearFindings(figures: YearFigures): YearFinding[] {
  const over = (part: number | null, whole: number | null) => part !== null && whole !== null && part > whole;
  const found: [YearFinding, boolean][] = [
    ['export_over_turnover', over(figures.exportTurnover, figures.turnover)],
    ['rd_over_headcount', over(figures.rdHeadcount, figures.headcount)],
    ['territory_over_headcount', over(figures.territoryHeadcount, figures.headcount)],
    ['rd_spending_over_turnover', over(figures.rdSpending, figures.turnover)],
  ];
  return found.flatMap(([finding, isFound]) => (isFound ? [finding] : []));
}
