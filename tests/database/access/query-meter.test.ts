import { sql } from 'drizzle-orm';
import type postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { inTransaction, openPool, type Tx } from '~/platform/database.server';
import { costOf, meterQueries, type QueryMeter, roundTripExcesses, statementExcesses } from '../../support/query-meter';
import { freshWorld, type World } from '../../support/world';

let world: World;
let meter: QueryMeter;
let pool: postgres.Sql;

beforeAll(async () => {
  world = await freshWorld();
  meter = await meterQueries(process.env.APP_DATABASE_URL ?? '', 20);
  pool = openPool(meter.url, 1);
});
afterAll(async () => {
  await pool.end();
  await meter.close();
  await world.drop();
});

const one = sql`select 1`;
const two = sql`select ${2}::int`;

/** The cost of a transaction whose statements are prepared already. */
async function cost(mode: 'read' | 'write', work: (tx: Tx) => Promise<unknown>) {
  const { sessionId } = world.a.actors.manager;
  const enter = (connection: postgres.ReservedSql) =>
    connection.unsafe('select access.enter_session($1)', [sessionId], { prepare: true }).execute();
  await inTransaction(pool, mode, enter, work);
  meter.take();
  await inTransaction(pool, mode, enter, work);
  return costOf(meter.take(sessionId));
}

it('counts a statement after another as a round trip each, the frame of a reading transaction as none', async () => {
  expect(await cost('read', (tx) => tx.execute(one))).toMatchObject({ statements: 1, roundTrips: 1 });
  const both = async (tx: Tx) => {
    await tx.execute(one);
    await tx.execute(two);
  };
  expect(await cost('read', both)).toMatchObject({ statements: 2, roundTrips: 2 });
});

it('counts what is sent together as one round trip', async () => {
  const together = (tx: Tx) => Promise.all([tx.execute(one), tx.execute(two)]);
  expect(await cost('read', together)).toMatchObject({ statements: 2, roundTrips: 1 });
});

it('counts the end of a writing transaction, which is waited for, and a transaction that asks nothing', async () => {
  expect(await cost('write', (tx) => tx.execute(one))).toMatchObject({ statements: 1, roundTrips: 2 });
  expect(await cost('read', async () => {})).toMatchObject({ statements: 0, roundTrips: 1 });
});

it('allows eight statements and eight round trips', () => {
  const costing = (count: number) => ({ statements: count, roundTrips: count, repeated: new Map<string, number>() });
  expect([...statementExcesses('/cases', costing(8)), ...roundTripExcesses(costing(8))]).toEqual([]);
  expect([...statementExcesses('/cases', costing(9)), ...roundTripExcesses(costing(9))]).toHaveLength(2);
});

it('names a statement in a loop, and gives nobody what was run for another', async () => {
  const loop = async (tx: Tx) => {
    for (const number of [1, 2, 3]) await tx.execute(sql`select ${number}::int`);
  };
  const found = await cost('read', loop);
  expect([...found.repeated]).toEqual([['select $1::int', 3]]);
  expect(statementExcesses('/cases', found)).toEqual(['one statement 3 times, 1 allowed: select $1::int']);
  expect(statementExcesses('/impact', found)).toEqual([]);
  await pool`select 1`;
  expect(meter.take(world.a.actors.leader.sessionId)).toEqual([]);
  expect(costOf(meter.take())).toMatchObject({ statements: 1, roundTrips: 1 });
});
