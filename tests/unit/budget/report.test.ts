import { expect, test } from 'vitest';
import { rowsOf, tableOf } from '../../budget/report';
import type { Visit } from '../../budget/visits';

const visit = (more: Partial<Omit<Visit, 'cost'>> & { statements?: number; roundTrips?: number; repeated?: [string, number][] }): Visit => {
  const { statements = 3, roundTrips = statements, repeated = [], ...rest } = more;
  const cost = { statements, roundTrips, repeated: new Map(repeated) };
  return {
    address: '/cases',
    role: 'manager',
    state: 'all',
    isMain: true,
    status: 200,
    htmlBytes: 20_000,
    sentBytes: 5_000,
    cost,
    ...rest,
  };
};
const small = { isMain: false };
const excesses = (...visits: Visit[]) => rowsOf(visits, []).flatMap((row) => row.excesses);

test('a row is the heaviest of a page’s states as one role', () => {
  const rows = rowsOf([visit({ statements: 8 }), visit({ state: 'closed', htmlBytes: 90_000 }), visit({ role: 'director' })], []);
  expect(rows.map(({ role, main }) => [role, main.statements, main.htmlBytes])).toEqual([
    ['manager', 8, 90_000],
    ['director', 3, 20_000],
  ]);
  expect(rows.flatMap((row) => row.excesses)).toEqual([]);
});

test('more than eight statements, more than eight round trips, one in a loop and a fault are over the limit', () => {
  expect(excesses(visit({ statements: 9, roundTrips: 8 }))).toEqual(['all: 9 statements, 8 allowed']);
  expect(excesses(visit({ roundTrips: 9 }))).toEqual(['all: 9 round trips, 8 allowed']);
  expect(excesses(visit({ repeated: [['select 1', 2]] }))).toEqual(['all: one statement 2 times, 1 allowed: select 1']);
  expect(excesses(visit({ status: 500 }))).toEqual(['all: answers 500']);
  expect(tableOf(rowsOf([visit({ status: 500 })], []))).toMatch(/ over$/);
});

test('a list may not ask more where it is longer; a thing of its own may, in another state', () => {
  expect(excesses(visit({ statements: 4 }), visit({ ...small }))).toEqual(['all: 4 statements in the larger cluster, 3 in the smaller']);
  expect(excesses(visit({ statements: 4 }), visit({ ...small, state: 'closed' }))).toEqual([]);
  const thing = { address: '/cases/:caseId' };
  expect(excesses(visit({ ...thing, statements: 4 }), visit({ ...thing, ...small }))).toEqual([]);
});
