import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { asReader } from '~/access/acting.server';
import { findContract } from '~/features/impact/contract.queries.server';
import { readExplanation } from '~/features/impact/explain.queries.server';
import { readFigures } from '~/features/impact/figures.queries.server';
import type { ProofLevel } from '~/features/impact/reading';
import { readScorecard } from '~/features/impact/scorecard.queries.server';
import { openPool } from '~/platform/database.server';
import { newId } from '~/platform/id.server';
import { seedClusterReference } from '../../../db/seed/reference';
import { foldTotals } from '../../../server/fold-totals';
import type { Owner } from '../../support/case-rows';
import { freshWorld, type World } from '../../support/world';
import { figure, newCompany, nextInstant } from '../outcomes/figures';

let world: World;
const ON = '2026-11-23';
const ids: Record<string, string> = {};

beforeAll(async () => {
  world = await freshWorld();
  await world.asOwner(world.a.clusterId, (sql) => seedClusterReference(sql, world.a.clusterId, world.a.programmeId, 2023));
  await arrange();
});
afterAll(() => world.drop());

/** A supported company with a frozen headcount and turnover, and a case in each of its situations. */
async function supported(name: string, { headcount = 30, turnover = 1_000_000 } = {}) {
  const { companyId, journeyId } = await newCompany(world);
  const { advisor } = world.a.actors;
  const { caseId } = await world.caseIn(world.a, 'active', { lead: advisor, companyId, journeyId, milestones: false });
  ids[name] = companyId;
  for (const [metric, num] of [
    ['EMP-01', headcount],
    ['FIN-01', turnover],
  ] as const) {
    await world.asOwner(
      world.a.clusterId,
      (sql) => sql`insert into baselines (cluster_id, id, metric, company_id, case_id, kind, num, on_date, by_id, recorded_at)
        values (${world.a.clusterId}, ${newId()}, ${metric}, ${companyId}, ${caseId}, 'B0', ${num}, '2024-12-31', ${advisor.personId}, ${nextInstant()})`,
    );
  }
  const ask = (metric: string, cell: string, validOn: string) =>
    world.asOwner(
      world.a.clusterId,
      (sql) =>
        sql`insert into expected_figures (cluster_id, company_id, metric, cell, case_id, valid_on) values (${world.a.clusterId}, ${companyId}, ${metric}, ${cell}, ${caseId}, ${validOn})`,
    );
  const give = async (
    metric: string,
    cell: string,
    validOn: string,
    num: number | null,
    change: { level?: 1 | 2; den?: number; unknown?: string; verified?: boolean } = {},
  ) => {
    const { verified = true, ...rest } = change;
    const entered = await figure(world, { metric, cell, validOn, num, companyId, caseId, author: advisor, ...rest });
    if (verified) await entered.act('verified', 3);
    return entered;
  };
  return { companyId, caseId, ask, give };
}

async function arrange() {
  const grown = await supported('grown');
  await grown.give('EMP-01', '2025', '2025-12-31', 39.5);
  await grown.give('FIN-01', '2025', '2025-12-31', 1_200_000);
  await grown.ask('FIN-04', 'REF-1', '2026-05-04');
  await grown.give('FIN-04', 'PACTE-1', '2026-05-04', 1_500_000);
  await grown.give('FIN-04', 'PACTE-2', '2026-06-04', 250_000, { verified: false });
  await grown.ask('ACC-06', '2026-H2/REF-1', '2026-10-01');
  await grown.give('ACC-06', '2026-H2/REF-1', '2026-10-01', 1, { den: 2 });
  await grown.ask('ACC-01', '2025-H1', '2025-03-01');
  await grown.give('ACC-01', '2025-H1', '2025-03-01', 1);
  await grown.give('ACC-01', '2026-H1', '2026-03-01', 1);
  const confirmed = await supported('confirmed', { headcount: 10 });
  await confirmed.give('EMP-01', '2025', '2025-12-31', 12, { level: 2, verified: false });
  await confirmed.give('FIN-01', '2025', '2025-12-31', 1_050_000);
  await confirmed.ask('ACC-06', '2026-H2/REF-2', '2026-10-01');
  await confirmed.give('ACC-06', '2026-H2/REF-2', '2026-10-01', 90, { den: 100 });
  const carried = await supported('carried', { headcount: 20 });
  await carried.give('EMP-01', '2023', '2023-12-31', 12);
  await carried.give('EMP-01', '2024', '2024-12-31', 21);
  const reopened = await supported('reopened', { headcount: 40 });
  await (await reopened.give('EMP-01', '2025', '2025-12-31', 48)).correct(46);
  const unknown = await supported('unknown', { headcount: 5 });
  await unknown.give('EMP-01', '2025', '2025-12-31', null, { unknown: 'not_available_yet' });
  await supported('silent', { headcount: 6 });
}

const scorecard = (minLevel: ProofLevel = 3, on = ON) =>
  asReader(world.a.actors.manager, (tx) => readScorecard(tx, world.a.actors.manager, { on, minLevel, chosen: null }));
const explain = (code: string, minLevel: ProofLevel = 3, on = ON) =>
  asReader(world.a.actors.manager, (tx) =>
    readExplanation(tx, world.a.actors.manager, {
      code,
      reading: { on, minLevel },
      subject: { kind: 'company', id: ids.grown ?? '' },
      isWhole: false,
      after: null,
    }),
  );
const lineOf = async (code: string, minLevel: ProofLevel = 3, on = ON) =>
  (await scorecard(minLevel, on))?.objectives[0]?.lines.find((line) => line.code === code);

describe('the contract on a day', () => {
  test.each([
    ['ACC-01', 1, 'one company supported twice is one company'],
    ['ACC-06', (91 / 102) * 100, '1 of 2 and 90 of 100 are 91 of 102, never a mean of shares'],
    ['EMP-02', 10.5, 'verified headcounts less their frozen references: 9.5 and a carried 1'],
    ['FIN-02', 1, 'only growth of ten percent counts'],
    ['FIN-04', 1.5, 'verified amounts, in millions'],
  ])('%s is %d: %s', async (code, expected) => {
    expect((await lineOf(code))?.achieved).toBeCloseTo(expected, 9);
  });

  test('satisfaction that nobody was asked for is unknown, not zero', async () => {
    expect(await lineOf('ACC-04')).toMatchObject({ achieved: null, coverage: null, status: 'not_measured' });
  });

  test('coverage counts fresh values over those who were asked; a carried value is in the figure and not in the coverage', async () => {
    expect(await lineOf('EMP-02')).toMatchObject({ answers: { expected: 6, covered: 1, answered: 3 }, carried: 1, status: 'not_measured' });
    expect(await lineOf('EMP-02', 1)).toMatchObject({ answers: { expected: 6, covered: 3 } });
  });

  test('verified, confirmed and declared stand apart, each company once', async () => {
    expect((await lineOf('EMP-02'))?.apart).toEqual({
      verified: { value: 10.5, lines: 2, companies: 2 },
      confirmed: { value: 2, lines: 1, companies: 1 },
      declared: { value: 6, lines: 1, companies: 1 },
      unanswered: 3,
    });
    expect((await lineOf('EMP-02', 2))?.achieved).toBeCloseTo(12.5, 9);
    expect((await lineOf('EMP-02', 1))?.achieved).toBeCloseTo(18.5, 9);
  });

  test('the same contract on an earlier day knows only what was true then', async () => {
    expect((await lineOf('EMP-02', 3, '2025-06-30'))?.achieved).toBeCloseTo(1, 9);
    expect((await lineOf('FIN-04', 3, '2025-06-30'))?.achieved).toBe(0);
    expect((await lineOf('ACC-01', 3, '2025-02-28'))?.achieved).toBe(0);
  });

  test('net jobs count from the baseline on: a headcount of before it is no loss', async () => {
    expect(await lineOf('EMP-02', 3, '2024-06-30')).toMatchObject({ achieved: 0, companies: 0, answers: { expected: 0 } });
    expect((await lineOf('EMP-02', 3, '2024-12-31'))?.achieved).toBe(1);
  });

  test('targets, expected values and trajectory follow the contract', async () => {
    const read = await scorecard();
    const jobs = read?.objectives[0]?.lines.find((line) => line.code === 'EMP-02');
    expect(jobs).toMatchObject({ baseline: 0, target: 380, targetOn: '2026-12-31' });
    expect(jobs?.expected).toBeCloseTo(230 + (327 / 365) * 150, 6);
    expect(read?.trajectory?.code).toBe('EMP-02');
    expect(read?.trajectory?.points.map(({ on }) => on)).toHaveLength(17);
    expect(read?.trajectory?.points.at(-1)).toEqual({ on: '2026-12-31', actual: null, target: 380 });
    expect(read?.trajectory?.points.find(({ on }) => on === '2025-12-31')?.actual).toBeCloseTo(10.5, 9);
  });

  test('a cluster without a contract has no scorecard, and no figure of another', async () => {
    const { manager } = world.b.actors;
    expect(await asReader(manager, (tx) => readScorecard(tx, manager, { on: ON, minLevel: 1, chosen: null }))).toBeNull();
  });

  test('the jobs add it up, what is known since counts at once, and other terms are recounted', async () => {
    const pool = openPool(Object.assign(new URL(inject('template').worker), { pathname: new URL(world.ownerUrl).pathname }).href, 1);
    const read = async () => [await scorecard(3), await scorecard(1), await scorecard(2, '2025-06-30')];
    const owned = <T>(work: (sql: Owner) => Promise<T>) => world.asOwner(world.a.clusterId, work);
    const recounted = await read();
    try {
      await foldTotals(pool);
      const [left] = await owned(
        (sql) => sql`select (select count(*)::int from impact_changes) as changes, (select count(*)::int from impact_terms) as terms`,
      );
      expect(left).toEqual({ changes: 0, terms: 21 });
      expect(await read()).toEqual(recounted);
      // Without its totals a folded figure would be empty: they are what is read.
      await owned(async (sql) => {
        await sql`update impact_totals set num = num + 5 where code = 'EMP-02' and kind = 'total'`;
      });
      expect((await lineOf('EMP-02'))?.achieved).not.toBeCloseTo(10.5, 9);
      await owned((sql) => sql`update indicators set rule = 'latest' where metric = 'EMP-02'`);
      expect((await lineOf('EMP-02'))?.achieved).toBeCloseTo(39.5 + 21, 9);
      await foldTotals(pool);
      expect((await lineOf('EMP-02'))?.achieved).toBeCloseTo(39.5 + 21, 9);
      await owned((sql) => sql`update indicators set rule = 'net' where metric = 'EMP-02'`);
      await foldTotals(pool);
      expect(await read()).toEqual(recounted);
    } finally {
      await pool.end();
    }
  });

  test('two statements read it, whatever the number of companies', async () => {
    const { manager } = world.a.actors;
    const statements = await asReader(manager, async (tx) => {
      const execute = vi.spyOn(tx, 'execute');
      await readScorecard(tx, manager, { on: ON, minLevel: 3, chosen: null });
      return execute.mock.calls.length;
    });
    expect(statements).toBe(2);
  });
});

describe('a figure under a cut', () => {
  const cut = (name: 'size' | 'track' | 'cohort' | 'total', dates: string[]) =>
    asReader(world.a.actors.manager, async (tx) => {
      const contract = await findContract(tx, world.a.actors.manager, ON);
      if (!contract) throw new Error('no contract');
      return readFigures(tx, contract, { indicators: ['EMP-02', 'FIN-04'], dates, level: 3, cut: name });
    });

  test('each day and key has its figure and who was asked; a key without either has no row', async () => {
    const read = await cut('total', ['2025-06-30', ON]);
    expect(read.map(({ code, on, key, sum, answers }) => [code, on, key, sum.num, answers?.expected ?? null])).toEqual([
      ['EMP-02', '2025-06-30', '', 1, 6],
      ['EMP-02', ON, '', 10.5, 6],
      ['FIN-04', ON, '', 1_500_000, 1],
    ]);
  });

  test('a company asked by a case stands under its track once its support has begun', async () => {
    const read = await cut('track', [ON]);
    const jobs = read.filter(({ code }) => code === 'EMP-02');
    expect(jobs.reduce((sum, { sum: { num } }) => sum + num, 0)).toBe(10.5);
    expect(read.filter(({ code }) => code === 'FIN-04').map(({ key, sum }) => [key, sum.num])).toEqual([['strategy', 1_500_000]]);
  });
});

describe('where a figure comes from', () => {
  const CODES = ['ACC-01', 'ACC-06', 'EMP-02', 'FIN-02', 'FIN-04', 'ACC-04'];

  test.each(CODES.flatMap((code) => ([3, 2, 1] as const).map((level) => [code, level] as const)))(
    'the lines of %s at level %d total the figure of the scorecard',
    async (code, level) => {
      const explanation = await explain(code, level);
      const line = await lineOf(code, level);
      if (!explanation || !line) throw new Error('no line');
      const num = explanation.lines.reduce((sum, one) => sum + one.num, 0) + explanation.others.num;
      const den = explanation.lines.reduce((sum, one) => sum + (one.den ?? 0), 0) + explanation.others.den;
      const total = line.rule === 'ratio' ? num / den / line.scale : num / line.scale;
      if (line.achieved === null) expect(explanation.lines).toEqual([]);
      else expect(total).toBeCloseTo(line.achieved, 9);
      expect(explanation.figure === null ? null : Number(explanation.figure.toFixed(9))).toEqual(
        line.achieved === null ? null : Number(line.achieved.toFixed(9)),
      );
    },
  );

  test('what does not count is said once, with its reason', async () => {
    const reasons = (await explain('EMP-02'))?.leftOut.map(({ reason, count, value }) => [reason, count, value]);
    expect(reasons).toEqual([
      ['confirmed', 1, 2],
      ['reopened', 1, 6],
      ['unknown', 1, null],
      ['no_answer', 1, null],
    ]);
    expect((await explain('FIN-02'))?.leftOut.map(({ reason, count }) => [reason, count])).toEqual([
      ['not_grown', 1],
      ['no_answer', 4],
    ]);
    expect((await explain('FIN-04'))?.leftOut.map(({ reason, value }) => [reason, value])).toEqual([['declared', 0.25]]);
  });

  test('a line leads to its observation, its evidence and the history of its company', async () => {
    const explanation = await explain('EMP-02');
    expect(explanation?.lines[0]).toMatchObject({
      subject: { kind: 'company', id: ids.grown },
      base: 30,
      value: 39.5,
      num: 9.5,
      level: 3,
      evidence: 'a document',
    });
    expect(explanation?.chosen?.moments.map(({ kind }) => kind)).toEqual(['verified', 'entered']);
    expect(explanation?.chosen?.baselines).toMatchObject([{ num: 30, isCorrection: false }]);
  });

  test('the catalogue’s words for an evidence are said in the reader’s language, what somebody wrote as they wrote it', async () => {
    const { manager } = world.a.actors;
    await world.asOwner(
      world.a.clusterId,
      (sql) => sql`insert into observation_acts (cluster_id, observation_id, company_id, metric, act, level, by_id, evidence, recorded_at)
        select cluster_id, id, company_id, metric, 'verified', 3, ${manager.personId}, 'DSN, comptes annuels', ${nextInstant()} from observations
        where company_id = ${ids.carried ?? ''} and metric = 'EMP-01' and cell = '2024'`,
    );
    const read = async (locale: 'fr' | 'en') => {
      const actor = { ...manager, locale };
      const explanation = await asReader(actor, (tx) =>
        readExplanation(tx, actor, {
          code: 'EMP-02',
          reading: { on: ON, minLevel: 3 },
          subject: { kind: 'company', id: ids.carried ?? '' },
          isWhole: false,
          after: null,
        }),
      );
      return {
        lines: explanation?.lines.map(({ evidence }) => evidence),
        moment: explanation?.chosen?.moments.find(({ kind, cell }) => kind === 'verified' && cell === '2024')?.evidence,
      };
    };
    expect(await read('en')).toEqual({
      lines: ['a document', 'Payroll declaration, annual accounts'],
      moment: 'Payroll declaration, annual accounts',
    });
    expect(await read('fr')).toEqual({ lines: ['a document', 'DSN, comptes annuels'], moment: 'DSN, comptes annuels' });
  });

  test('an indicator that the contract does not have is not found', async () => {
    expect(await explain('EMP-03')).toBeNull();
  });

  test('six statements at most', async () => {
    const { manager } = world.a.actors;
    const statements = await asReader(manager, async (tx) => {
      const execute = vi.spyOn(tx, 'execute');
      await readExplanation(tx, manager, {
        code: 'EMP-02',
        reading: { on: ON, minLevel: 3 },
        subject: { kind: 'company', id: ids.grown ?? '' },
        isWhole: true,
        after: null,
      });
      return execute.mock.calls.length;
    });
    expect(statements).toBeLessThanOrEqual(6);
  });
});
