const PARIS = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Paris',
  calendar: 'gregory',
  numberingSystem: 'latn',
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A calendar day in Europe/Paris, `2026-11-23`. */
export type LocalDate = string;

/** A wall-clock moment in Europe/Paris: a day and a time `HH:MM` or `HH:MM:SS`. */
export type LocalMoment = { date: LocalDate; time: string };

/** The day and second of the clock on a wall in Paris at an instant, whatever the machine's own time zone. */
export function parisMoment(instant: Date): LocalMoment {
  const parts: Record<string, string> = {};
  for (const { type, value } of PARIS.formatToParts(instant)) parts[type] = value;
  const year = (parts.year ?? '').padStart(4, '0');
  return { date: `${year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}:${parts.second}` };
}

/** The calendar day in Paris at an instant. */
export function parisDate(instant: Date): LocalDate {
  return parisMoment(instant).date;
}

/** The instant of a wall-clock moment in Paris. The hour skipped in March reads one hour later; the hour repeated in October is its first pass. */
export function parisInstant(date: LocalDate, time = '00:00'): Date {
  const wall = wallClock({ date, time });
  const inSummer = wall - 2 * HOUR_MS;
  const isSummer = wallClock(parisMoment(new Date(inSummer))) === wall;
  return new Date(isSummer ? inSummer : wall - HOUR_MS);
}

/** Milliseconds of a wall clock as if it stood in UTC. */
function wallClock({ date, time }: LocalMoment): number {
  const [hours = '0', minutes = '0', seconds = '0'] = time.split(':');
  return dayNumber(date) * DAY_MS + Number(hours) * HOUR_MS + Number(minutes) * 60_000 + Number(seconds) * 1000;
}

/** The last millisecond of a day in Paris: a delay due that day is broken after it. */
export function endOfParisDay(date: LocalDate): Date {
  return new Date(parisInstant(addDays(date, 1)).getTime() - 1);
}

/** True for a real day written `YYYY-MM-DD`. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Days since 1 January 1970; throws RangeError on anything that is not a day. */
export function dayNumber(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`Not a calendar day: ${date}`);
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

export function dateOfDayNumber(day: number): LocalDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Calendar days from one day to another, negative when `to` comes first. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The same day of the month `months` later, or the last day of that month: 31 January + 1 is 28 or 29 February. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return `${first.toISOString().slice(0, 8)}${String(Math.min(day, last)).padStart(2, '0')}`;
}

/** 1 for Monday to 7 for Sunday. */
export function weekdayOf(date: LocalDate): number {
  return ((((dayNumber(date) + 3) % 7) + 7) % 7) + 1;
}

export function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}

export function endOfYear(year: number): LocalDate {
  return `${String(year).padStart(4, '0')}-12-31`;
}

export function laterOf(...dates: LocalDate[]): LocalDate {
  const latest = [...dates].sort().at(-1);
  if (latest === undefined) throw new RangeError('No date to compare');
  return latest;
}

export function earlierOf(...dates: LocalDate[]): LocalDate {
  const earliest = [...dates].sort()[0];
  if (earliest === undefined) throw new RangeError('No date to compare');
  return earliest;
}
