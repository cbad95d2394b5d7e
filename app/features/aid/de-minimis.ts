/** Aid counted against a ceiling: by the day the right to receive it was granted, whenever it is paid. */
export type DatedAid = { grantedOn: string; grossGrantCents: number };

const SINCE_2024_CENTS = 30_000_000;
const BEFORE_CENTS = 20_000_000;
const YEARS = 3;

/** The ceiling of a single undertaking in one Member State on a day, in cents. (`docs/domain.md §3.4`) */
export function ceilingOn(day: string): number {
  return day < '2024-01-01' ? BEFORE_CENTS : SINCE_2024_CENTS;
}

const isLeap = (year: number) => new Date(Date.UTC(year, 2, 0)).getUTCDate() === 29;
const inYear = (year: number, rest: string) => `${String(year).padStart(4, '0')}${rest}`;

/** The day before the three years that end on `day`: aid of that day no longer counts. */
function windowOpens(day: string): string {
  const year = Number(day.slice(0, 4)) - YEARS;
  return day.endsWith('-02-29') && !isLeap(year) ? inYear(year, '-02-28') : inYear(year, day.slice(4));
}

/** The first day on which aid granted on `day` no longer counts. */
function leavesOn(day: string): string {
  const year = Number(day.slice(0, 4)) + YEARS;
  return day.endsWith('-02-29') && !isLeap(year) ? inYear(year, '-03-01') : inYear(year, day.slice(4));
}

export type DeMinimisRoom = {
  ceilingCents: number;
  /** Granted in the three years that end on the day, the first day left out. */
  usedCents: number;
  /** Below zero where the ceiling is passed. */
  roomCents: number;
  /** The next day on which aid leaves the sum, how much, and the room it then leaves if nothing else is granted. */
  next: { on: string; freedCents: number; roomCents: number } | null;
};

/** What may still be granted to a single undertaking on a day: a warning to check with the funder, never a legal conclusion. (`docs/domain.md §3.4`) */
export function roomOn(aids: readonly DatedAid[], day: string): DeMinimisRoom {
  const counted = aids.filter(({ grantedOn }) => grantedOn > windowOpens(day) && grantedOn <= day);
  const usedCents = counted.reduce((sum, { grossGrantCents }) => sum + grossGrantCents, 0);
  const first = counted.map(({ grantedOn }) => grantedOn).sort()[0];
  const next = first === undefined ? null : leavesOn(first);
  const freedCents = counted.filter(({ grantedOn }) => grantedOn === first).reduce((sum, aid) => sum + aid.grossGrantCents, 0);
  const ceilingCents = ceilingOn(day);
  return {
    ceilingCents,
    usedCents,
    roomCents: ceilingCents - usedCents,
    next: next === null ? null : { on: next, freedCents, roomCents: ceilingOn(next) - usedCents + freedCents },
  };
}

/** Little room left: less than a fifth of the ceiling. */
export function isNearCeiling({ roomCents, ceilingCents }: DeMinimisRoom): boolean {
  return roomCents < ceilingCents / 5;
}
