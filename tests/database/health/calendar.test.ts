import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '~/features/programmes/paris-date';
import { isWorkingDay } from '~/features/programmes/working-days';
import { type FreshDatabase, freshDatabase } from '../../support/database';

let database: FreshDatabase;
let owner: postgres.Sql;
beforeAll(async () => {
  database = await freshDatabase();
  owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

test('every day from 1990 to 2099 counts the working days of the application (docs/domain.md §6.4)', async () => {
  const days = await owner<
    { on: string; no: number }[]
  >`select on_date::text as on, working_days as no from calendar_days order by on_date`;
  expect([days[0]?.on, days.at(-1)?.on, days.length]).toEqual(['1990-01-01', '2099-12-31', 40_177]);
  let [expected, on] = [0, '1990-01-01'];
  const wrong = days.filter((day) => {
    expected += isWorkingDay(on) ? 1 : 0;
    const isRight = day.on === on && day.no === expected;
    on = addDays(on, 1);
    return !isRight;
  });
  expect(wrong).toEqual([]);
});
