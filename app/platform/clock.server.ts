import { env } from './env.server';

const PARIS_DATE = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' });

/** The present instant; rules and queries take it as a parameter, so that only this file reads the machine's clock. */
export function now(): Date {
  return env().fixedNow ?? new Date();
}

/** The calendar day in Paris at `instant`, as `YYYY-MM-DD`. */
export function dayInParis(instant: Date): string {
  return PARIS_DATE.format(instant);
}

/** Today's calendar day in Paris. */
export function today(): string {
  return dayInParis(now());
}
