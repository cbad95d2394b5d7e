import { addDays, addMonths, dayNumber, type LocalDate, parisInstant } from '../../../app/features/programmes/paris-date';
import { isWorkingDay } from '../../../app/features/programmes/working-days';

/** Working days as numbers, so that a long history is laid out by additions. Day 0 is the first of the span. */
export class WorkingDays {
  readonly #days: LocalDate[] = [];
  readonly #firstDay: number;
  /** By calendar day since the first: the index of that day, or of the next worked one. */
  readonly #indexes: number[] = [];

  constructor(from: LocalDate, until: LocalDate) {
    this.#firstDay = dayNumber(from);
    for (let day = from; day <= until; day = addDays(day, 1)) {
      this.#indexes.push(this.#days.length);
      if (isWorkingDay(day)) this.#days.push(day);
    }
  }

  /** The n-th working day. */
  day(index: number): LocalDate {
    const day = this.#days[index];
    if (day === undefined) throw new RangeError(`Working day ${index} is outside the calendar of the demo`);
    return day;
  }

  /** The index of a day, or of the next worked one. */
  index(day: LocalDate): number {
    const index = this.#indexes[dayNumber(day) - this.#firstDay];
    if (index === undefined) throw new RangeError(`${day} is outside the calendar of the demo`);
    return index;
  }
}

const offsets = new Map<LocalDate, number>();

/** The instant of a Paris wall clock, as stored. Time `HH:MM`, or minutes since midnight. */
export function instantOf(day: LocalDate, time: string | number): string {
  let midnight = offsets.get(day);
  if (midnight === undefined) {
    midnight = parisInstant(day).getTime();
    offsets.set(day, midnight);
  }
  const minutes = typeof time === 'number' ? time : Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
  return new Date(midnight + Math.round(minutes * 60_000)).toISOString();
}

/** The dates everything in the demo hangs on. */
export type Clock = {
  asOf: LocalDate;
  /** Index of the last working day before `asOf`: nothing is recorded later. */
  today: number;
  contractStartYear: number;
  days: WorkingDays;
};

export function clockAt(asOf: LocalDate, contractStartYear: number): Clock {
  const days = new WorkingDays(`${contractStartYear - 2}-01-01`, addMonths(asOf, 60));
  return { asOf, today: days.index(asOf) - 1, contractStartYear, days };
}
