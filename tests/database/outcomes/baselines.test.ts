import { afterAll, beforeAll, expect, test } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import { askBaselines, askFigures } from '~/features/outcomes/ask-figures.server';
import { freezeBaselines } from '~/features/outcomes/freeze-baselines.server';
import { missingBaselines, readGateFigures } from '~/features/outcomes/gate-figures.server';
import { done } from '~/platform/result';
import { freshWorld, type World } from '../../support/world';
import { figure, newCompany } from './figures';

let world: World;
beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world.drop());

async function assessedCase(track: 'strategy' | 'innovation' | 'eu_projects' = 'strategy') {
  const { advisor } = world.a.actors;
  const { companyId, journeyId, leader } = await newCompany(world);
  const { caseId } = await world.caseIn(world.a, 'assessing', { track, lead: advisor, companyId, journeyId });
  const asked = await asActor(advisor, async (tx) => done(await askBaselines(tx, advisor, { caseId, companyId, on: '2026-09-10' })));
  return { caseId, companyId, leader, asked: asked.ok ? asked.value : 0 };
}

const cellsOf = (caseId: string) =>
  world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`select metric, cell, is_baseline, valid_on::text, milestone_id from expected_figures where case_id = ${caseId} order by metric, cell`,
  );

test('assignment asks for the required reference values, by the kind of each', async () => {
  const { caseId, asked } = await assessedCase('eu_projects');
  expect(asked).toBe(4);
  expect((await cellsOf(caseId)).map((row) => `${row.metric} ${row.cell} ${row.is_baseline}`)).toEqual([
    'EMP-03 2025 true',
    'INN-01 2023 true',
    'INN-01 2024 true',
    'INN-01 2025 true',
  ]);
});

test('a starting TRL has its own cell beside the results of the case', async () => {
  const { caseId, companyId } = await assessedCase('innovation');
  const { advisor } = world.a.actors;
  await asActor(advisor, async (tx) =>
    done(
      await askFigures(tx, advisor, {
        caseId,
        companyId,
        milestoneId: caseId,
        moves: [{ metric: 'INN-07', isBaseline: false }],
        on: '2026-11-23',
      }),
    ),
  );
  const trl = (await cellsOf(caseId))
    .filter((row) => row.metric === 'INN-07')
    .map((row) => [row.cell.replace(/^TST-2026-\w+/, 'REF'), row.is_baseline]);
  expect(trl).toEqual([
    ['REF', false],
    ['REF/B1', true],
  ]);
});

test('a done milestone asks for the sources of a computed figure, once, and for no requested amount', async () => {
  const { caseId, companyId } = await assessedCase();
  const { advisor } = world.a.actors;
  const ask = () =>
    asActor(advisor, async (tx) =>
      done(
        await askFigures(tx, advisor, {
          caseId,
          companyId,
          milestoneId: caseId,
          moves: [
            { metric: 'EMP-02', isBaseline: false },
            { metric: 'EXP-02', isBaseline: false },
            { metric: 'ACC-06', isBaseline: false },
            { metric: 'FIN-05', isBaseline: false, isRequested: true },
            { metric: 'ACC-06', isBaseline: true },
          ],
          on: '2027-02-01',
        }),
      ),
    );
  expect(await ask()).toEqual(done(4));
  expect(await ask()).toEqual(done(0));
  const asked = (await cellsOf(caseId))
    .filter((row) => !row.is_baseline)
    .map((row) => `${row.metric} ${row.cell.replace(/TST.*/, 'REF')} ${row.valid_on}`);
  expect(asked).toEqual(['ACC-06 2027-H1/REF 2027-02-01', 'EMP-01 2026 2026-12-31', 'EXP-01 2026 2026-12-31', 'FIN-01 2026 2026-12-31']);
});

test('the plan waits for every reference value to be verified, and signing freezes them once', async () => {
  const { caseId, companyId, leader } = await assessedCase();
  const { advisor } = world.a.actors;
  const missing = () => asReader(advisor, (tx) => missingBaselines(tx, caseId));
  expect(await missing()).toEqual([
    { metric: 'EMP-01', state: 'missing', observationId: null },
    { metric: 'FIN-01', state: 'missing', observationId: null },
  ]);
  const headcount = await figure(world, {
    metric: 'EMP-01',
    cell: '2025',
    validOn: '2025-12-31',
    num: 37,
    companyId,
    author: leader,
    level: 2,
  });
  const turnover = await figure(world, {
    metric: 'FIN-01',
    cell: '2025',
    validOn: '2025-12-31',
    num: 3_100_000,
    companyId,
    author: advisor,
  });
  expect((await missing()).map((row) => row.state)).toEqual(['confirmed', 'declared']);
  await headcount.act('verified', 3);
  await turnover.act('verified', 3);
  expect(await missing()).toEqual([]);
  const freeze = () => asActor(leader, async (tx) => done(await freezeBaselines(tx, leader, caseId, new Date('2026-10-05T08:00:00Z'))));
  expect(await freeze()).toEqual(done(2));
  expect(await freeze()).toEqual(done(0));
  const rows = await world.asOwner(
    world.a.clusterId,
    (sql) => sql`select metric, kind, num::float8 as num, on_date::text from baselines where case_id = ${caseId} order by metric`,
  );
  expect([...rows]).toEqual([
    { metric: 'EMP-01', kind: 'B0', num: 37, on_date: '2025-12-31' },
    { metric: 'FIN-01', kind: 'B0', num: 3_100_000, on_date: '2025-12-31' },
  ]);
});

test('"not known", once verified, no longer holds the plan back and freezes nothing', async () => {
  const { caseId, companyId } = await assessedCase('innovation');
  const { advisor } = world.a.actors;
  const unknown = await figure(world, {
    metric: 'EMP-03',
    cell: '2025',
    validOn: '2025-12-31',
    num: null,
    unknown: 'not_measured',
    companyId,
    author: advisor,
  });
  const stateOf = async () =>
    (await asReader(advisor, (tx) => readGateFigures(tx, caseId))).baselines.find((row) => row.metric === 'EMP-03')?.state;
  expect(await stateOf()).toBe('missing');
  await unknown.act('verified', 3);
  expect(await stateOf()).toBe('verified');
});

test('a leader of another company learns nothing of the case and cannot ask in its name', async () => {
  const { caseId, companyId } = await assessedCase();
  const { otherLeader } = world.a.actors;
  expect(await asReader(otherLeader, (tx) => missingBaselines(tx, caseId))).toEqual([]);
  const asked = await asActor(otherLeader, async (tx) =>
    done(await askBaselines(tx, otherLeader, { caseId, companyId, on: '2026-09-10' })),
  );
  expect(asked).toEqual(done(0));
});
