import { env } from './env.server';

const PARIS_DATE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' });
const PARIS_MOMENT = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short', timeStyle: 'medium' });

/** The present instant; rules and queries take it as a parameter, so that only this file reads the machine's clock. */
export function now(): Date {
  return env().fixedNow ?? new Date();
}

/** The calendar day in Paris at `instant`, as `YYYY-MM-DD`. */
export function dayInParis(instant: Date): string {
  return PARIS_DATE.format(instant);
}

/** The day and time in Paris at `instant`, as a spreadsheet reads it: `YYYY-MM-DD HH:MM:SS`. */
export function momentInParis(instant: Date): string {
  return PARIS_MOMENT.format(instant);
}

/** Today's calendar day in Paris. */
export function today(): string {
  return dayInParis(now());
}
