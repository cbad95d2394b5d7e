import { sql } from 'drizzle-orm';
import { date, integer, pgTable } from 'drizzle-orm/pg-core';
import { condition } from './columns';

/** Every day from 1990 to 2099 with the number of working days up to it: the difference of two is a delay. Filled by its migration, never written. */
export const calendarDays = pgTable(
  'calendar_days',
  { onDate: date('on_date', { mode: 'string' }).primaryKey(), workingDays: integer('working_days').notNull() },
  () => [condition('calendar_days_counted', sql`working_days >= 0`)],
);
