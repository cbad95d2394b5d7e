import { addDays, dayNumber, type LocalDate, type LocalMoment, parisMoment, weekdayOf, yearOf } from './paris-date';

export const HOLIDAYS = [
  'new_year',
  'easter_monday',
  'labour_day',
  'victory_1945',
  'ascension',
  'whit_monday',
  'bastille_day',
  'assumption',
  'all_saints',
  'armistice_1918',
  'christmas',
] as const;
export type Holiday = (typeof HOLIDAYS)[number];

/** What a cluster may change in the calendar: its closure days, and whether it works on Whit Monday (journée de solidarité). */
export type WorkingCalendar = { closures?: ReadonlySet<LocalDate>; worksOnWhitMonday?: boolean };

/** From this second of the day on, an event is received the next working day. Exactly 18:00:00 still counts. */
const RECEIVED_UNTIL = '18:00:00';

const FIXED_DAYS: readonly (readonly [string, Holiday])[] = [
  ['01-01', 'new_year'],
  ['05-01', 'labour_day'],
  ['05-08', 'victory_1945'],
  ['07-14', 'bastille_day'],
  ['08-15', 'assumption'],
  ['11-01', 'all_saints'],
  ['11-11', 'armistice_1918'],
  ['12-25', 'christmas'],
];

const EASTER_DAYS: readonly (readonly [number, Holiday])[] = [
  [1, 'easter_monday'],
  [39, 'ascension'],
  [50, 'whit_monday'],
];

/** Easter Sunday of a Gregorian year (the anonymous algorithm of 1876, checked against the published table for 2006–2031). */
export function easterSunday(year: number): LocalDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const yearOfCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const march = epact + weekday - 7 * late + 114;
  return `${String(year).padStart(4, '0')}-${pad(Math.floor(march / 31))}-${pad((march % 31) + 1)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

const byYear = new Map<number, ReadonlyMap<LocalDate, readonly Holiday[]>>();

/** The public holidays of metropolitan France in a year, by day. One day may bear two names: 1 May 2008 was also Ascension. (`docs/domain.md §6.4`) */
export function publicHolidays(year: number): ReadonlyMap<LocalDate, readonly Holiday[]> {
  const known = byYear.get(year);
  if (known) return known;
  const days = new Map<LocalDate, Holiday[]>();
  const add = (date: LocalDate, name: Holiday) => days.set(date, [...(days.get(date) ?? []), name]);
  const easter = easterSunday(year);
  for (const [monthDay, name] of FIXED_DAYS) add(`${easter.slice(0, 4)}-${monthDay}`, name);
  for (const [after, name] of EASTER_DAYS) add(addDays(easter, after), name);
  byYear.set(year, days);
  return days;
}

/** True for a *jour ouvré*: Monday to Friday, no public holiday, no closure of the cluster. (`docs/domain.md §6.4`) */
export function isWorkingDay(date: LocalDate, calendar: WorkingCalendar = {}): boolean {
  if (weekdayOf(date) > 5) return false;
  if (calendar.closures?.has(date)) return false;
  const names = publicHolidays(yearOf(date)).get(date);
  if (!names) return true;
  return calendar.worksOnWhitMonday === true && names.every((name) => name === 'whit_monday');
}

/** The n-th working day strictly after a day (strictly before it when n is negative); the day itself when n is 0. */
export function addWorkingDays(date: LocalDate, n: number, calendar: WorkingCalendar = {}): LocalDate {
  if (!Number.isInteger(n)) throw new RangeError(`Not a whole number of days: ${n}`);
  const step = n < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, step);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/** The day itself when it is worked, else the next one that is. */
export function workingDayOnOrAfter(date: LocalDate, calendar: WorkingCalendar = {}): LocalDate {
  return isWorkingDay(date, calendar) ? date : addWorkingDays(date, 1, calendar);
}

/** Working days after `from` up to and including `to`; negative when `to` comes first. Undoes `addWorkingDays`. */
export function workingDaysBetween(from: LocalDate, to: LocalDate, calendar: WorkingCalendar = {}): number {
  if (to < from) {
    let count = 0;
    for (let day = addDays(from, -1); day >= to; day = addDays(day, -1)) if (isWorkingDay(day, calendar)) count += 1;
    return count === 0 ? 0 : -count;
  }
  let count = 0;
  for (let day = addDays(from, 1); dayNumber(day) <= dayNumber(to); day = addDays(day, 1)) if (isWorkingDay(day, calendar)) count += 1;
  return count;
}

/** The working day on which an event counts as received: the next one after 18:00 or on a day not worked. (`docs/domain.md §6.4`) */
export function receivedOn(event: Date | LocalMoment, calendar: WorkingCalendar = {}): LocalDate {
  const { date, time } = event instanceof Date ? parisMoment(event) : event;
  const fullTime = time.length === 5 ? `${time}:00` : time;
  if (!isWorkingDay(date, calendar) || fullTime > RECEIVED_UNTIL) return addWorkingDays(date, 1, calendar);
  return date;
}

/** The day at whose end (23:59 in Paris) a delay of n working days is over; day 1 is the working day after the one of receipt. */
export function dueOn(event: Date | LocalMoment, n: number, calendar: WorkingCalendar = {}): LocalDate {
  return addWorkingDays(receivedOn(event, calendar), n, calendar);
}
