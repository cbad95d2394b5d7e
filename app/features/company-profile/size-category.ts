import type { Size } from '../companies/company';
import { SIZES } from '../companies/company';
import type { Autonomy } from '../companies/profile-list';

/** What decides a size in one closed year: annual work units, and euros over twelve months. Null is unknown, never zero. */
export type YearMeasures = { headcount: number | null; turnover: number | null; balanceTotal: number | null };

const M = 1_000_000;

/** Strict ceiling on people, then turnover or balance sheet: one of the two is enough. (`docs/domain.md §2.3`) */
const CEILINGS: readonly { size: Size; below: number; turnover: number; balanceTotal: number }[] = [
  { size: 'micro', below: 10, turnover: 2 * M, balanceTotal: 2 * M },
  { size: 'small', below: 50, turnover: 10 * M, balanceTotal: 10 * M },
  { size: 'medium', below: 250, turnover: 50 * M, balanceTotal: 43 * M },
  { size: 'mid_cap', below: 5000, turnover: 1500 * M, balanceTotal: 2000 * M },
];

/** The size one closed year alone gives, or null where what is known doesn't decide. (`docs/domain.md §2.3`) */
export function sizeOfYear({ headcount, turnover, balanceTotal }: YearMeasures): Size | null {
  if (headcount === null) return null;
  for (const ceiling of CEILINGS) {
    if (headcount >= ceiling.below) continue;
    const within = [
      turnover === null ? null : turnover <= ceiling.turnover,
      balanceTotal === null ? null : balanceTotal <= ceiling.balanceTotal,
    ];
    if (within.includes(true)) return ceiling.size;
    if (within.includes(null)) return null;
  }
  return 'large';
}

export type SizedYear<Y> = { year: Y; ofYear: Size | null; status: Size | null };

const rank = (size: Size) => SIZES.indexOf(size);

/**
 * The size status after each closed year, oldest first: it changes only when two years in a row cross a ceiling, and moves no further than the
 * nearer of the two. A year that decides nothing changes nothing, and breaks a row. (`docs/domain.md §2.3`)
 */
export function sizeOverYears<Y>(years: readonly Y[], measures: (year: Y) => YearMeasures): SizedYear<Y>[] {
  let status: Size | null = null;
  let before: Size | null = null;
  return years.map((year) => {
    const ofYear = sizeOfYear(measures(year));
    status = nextStatus(status, before, ofYear);
    before = ofYear;
    return { year, ofYear, status };
  });
}

function nextStatus(status: Size | null, before: Size | null, now: Size | null): Size | null {
  if (status === null) return now;
  if (before === null || now === null) return status;
  const [was, first, second] = [rank(status), rank(before), rank(now)];
  if (first > was && second > was) return SIZES[Math.min(first, second)] ?? status;
  if (first < was && second < was) return SIZES[Math.max(first, second)] ?? status;
  return status;
}

/**
 * What a computed size stands on. `added`: with the linked and partner enterprises of its last year. `alone`: linked enterprises should be
 * added whole and partners by their share, but nothing is known of theirs. `presumed`: nobody has said whether the company stands alone.
 * (`docs/domain.md §2.3`)
 */
export type SizeBasis = 'whole' | 'added' | 'alone' | 'presumed';

/** `hasAdded` is whether the last closed year holds enterprises whose figures are added. */
export function sizeBasis(autonomy: Autonomy, hasAdded: boolean): SizeBasis {
  if (hasAdded) return 'added';
  if (autonomy === 'unknown') return 'presumed';
  return autonomy === 'autonomous' ? 'whole' : 'alone';
}

/** Whether a size is that of an SME in European law. */
export function isSme(size: Size): boolean {
  return rank(size) <= rank('medium');
}

/** The closed year from which the last status holds, or null where none is known. */
export function statusSince<Y>(sized: readonly SizedYear<Y>[]): SizedYear<Y> | null {
  const last = sized.at(-1);
  if (!last?.status) return null;
  let since = last;
  for (const one of [...sized].reverse()) {
    if (one.status !== last.status) break;
    since = one;
  }
  return since;
}
