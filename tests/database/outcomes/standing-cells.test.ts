import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshWorld, type World } from '../../support/world';
import { figure, newCompany, nextInstant } from './figures';

let world: World;
beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world.drop());

type Line = { num: number | null; level: number; reason: string | null };

/** What counts at each minimum trust, as `ledger.standing_cells` says it: null is unknown. */
async function standingAt(companyId: string, k = 'infinity'): Promise<{ values: (number | null)[]; line: Line | undefined }> {
  const rows = await world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql<
        Line[]
      >`select num::float8 as num, level, unknown_reason as reason from ledger.standing_cells(array['EMP-01'], ${k}::text::timestamptz, array[${companyId}::uuid])`,
  );
  expect(rows.length).toBeLessThanOrEqual(1);
  const line = rows[0];
  return { values: [1, 2, 3].map((t) => (line && line.level >= t ? line.num : null)), line };
}

async function cell() {
  const { companyId, leader } = await newCompany(world);
  const { advisor } = world.a.actors;
  const enter = (num: number | null, change: { level?: 1 | 2; unknown?: string } = {}) =>
    figure(world, {
      metric: 'EMP-01',
      cell: '2025',
      validOn: '2025-12-31',
      num,
      companyId,
      author: change.level === 2 ? leader : advisor,
      ...change,
    });
  return { companyId, enter };
}

// The table of docs/ledger.md §3, one history of one cell after the other.
test('a figure confirmed, corrected, verified, then withdrawn in error', async () => {
  const { companyId, enter } = await cell();
  const first = await enter(48, { level: 2 });
  expect((await standingAt(companyId)).values).toEqual([48, 48, null]);
  const asConfirmed = nextInstant();
  const second = await first.correct(46);
  expect((await standingAt(companyId)).values).toEqual([46, null, null]);
  await second.act('verified', 3);
  expect((await standingAt(companyId)).values).toEqual([46, 46, 46]);
  await second.act('withdrawn', 0);
  expect((await standingAt(companyId)).values).toEqual([48, 48, null]);
  expect((await standingAt(companyId, asConfirmed)).values).toEqual([48, 48, null]);
});

test('a verified value stands against a rival that is only declared; among equals the last recorded counts, never their sum', async () => {
  const { companyId, enter } = await cell();
  await (await enter(48)).act('verified', 3);
  const rival = await enter(51);
  expect((await standingAt(companyId)).values).toEqual([48, 48, 48]);
  await rival.act('verified', 3);
  expect((await standingAt(companyId)).values).toEqual([51, 51, 51]);
});

test('"not available" is an answer without a number', async () => {
  const { companyId, enter } = await cell();
  await enter(null, { unknown: 'not_available_yet' });
  const { values, line } = await standingAt(companyId);
  expect(values).toEqual([null, null, null]);
  expect(line).toEqual({ num: null, level: 1, reason: 'not_available_yet' });
});

test('a refuted figure leaves nothing, not zero', async () => {
  const { companyId, enter } = await cell();
  await (await enter(60, { level: 2 })).act('refuted', 0);
  expect((await standingAt(companyId)).line).toBeUndefined();
});

test('a figure corrected after its verification leaves the official column until verified again', async () => {
  const { companyId, enter } = await cell();
  const first = await enter(48, { level: 2 });
  await first.act('verified', 3);
  await first.correct(44);
  expect((await standingAt(companyId)).values).toEqual([44, null, null]);
});

test('a company never counts for another, nor a cluster for another', async () => {
  const { companyId, enter } = await cell();
  await enter(48);
  const other = await cell();
  expect((await standingAt(other.companyId)).line).toBeUndefined();
  const foreign = await world.asOwner(
    world.b.clusterId,
    (sql) => sql`select from ledger.standing_cells(array['EMP-01'], 'infinity', array[${companyId}::uuid])`,
  );
  expect(foreign).toHaveLength(0);
});
