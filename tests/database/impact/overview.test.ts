import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asReader } from '~/access/acting.server';
import { findContract } from '~/features/impact/contract.queries.server';
import { readFigureLines } from '~/features/impact-overview/figure-lines.queries.server';
import { type Ask, type Figures, readNarrowed } from '~/features/impact-overview/narrowed-figures.queries.server';
import { readOverview } from '~/features/impact-overview/overview.queries.server';
import { DIMENSIONS, readOverviewFilter } from '~/features/impact-overview/overview-filter';
import type { Track } from '~/features/programmes/track';
import { newId } from '~/platform/id.server';
import { seedClusterReference } from '../../../db/seed/reference';
import { freshWorld, type World } from '../../support/world';
import { newCompany, nextInstant } from '../outcomes/figures';
import { Facts, someFacts } from './random-facts';

let world: World;
const ON = '2026-11-23';
const manager = () => world.a.actors.manager;
const read = (query = '', on = ON) =>
  asReader(manager(), (tx) => readOverview(tx, manager(), readOverviewFilter(new URLSearchParams(query), on)));
const lines = (code: string, query = '', on = ON) =>
  asReader(manager(), (tx) =>
    readFigureLines(tx, manager(), { code, filter: readOverviewFilter(new URLSearchParams(query), on), isWhole: false }),
  );

type Company = { companyId: string; cases: Partial<Record<Track, string>>; das: string; size: string; region: string; department: string };
const made: Record<string, Company> = {};

/** A company supported on some tracks since some days, with its keys as at each of its facts. */
async function company(
  name: string,
  keys: Pick<Company, 'das' | 'size' | 'region' | 'department'>,
  tracks: Partial<Record<Track, string>>,
) {
  const { companyId, journeyId } = await newCompany(world);
  const cases: Company['cases'] = {};
  for (const [track, startedOn] of Object.entries(tracks) as [Track, string][]) {
    const { caseId } = await world.caseIn(world.a, 'active', {
      track,
      lead: world.a.actors.advisor,
      companyId,
      journeyId,
      milestones: false,
    });
    cases[track] = caseId;
    await world.asOwner(world.a.clusterId, (sql) => sql`update cases set started_on = ${startedOn} where id = ${caseId}`);
  }
  await world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`update companies set name = ${name}, main_das = ${keys.das}, size_category = ${keys.size}, region_code = ${keys.region}, department_code = ${keys.department} where id = ${companyId}`,
  );
  made[name] = { companyId, cases, ...keys };
  return made[name] as Company;
}

type Given = { metric: string; cell: string; on: string; num: number; den?: number; level?: 0 | 1 | 2 | 3; track?: Track };

async function give(of: Company, { metric, cell, on, num, den, level = 3, track }: Given) {
  const id = newId();
  const { clusterId, actors } = world.a;
  const caseId = track ? (of.cases[track] ?? null) : null;
  await world.asOwner(clusterId, async (sql) => {
    await sql`insert into observations (cluster_id, id, metric, metric_version, company_id, cell, chain_id, chain_no, valid_on, num, den, entry_level, author_id, case_id, recorded_at, das, size, region, department)
      values (${clusterId}, ${id}, ${metric}, 1, ${of.companyId}, ${cell}, ${id}, 1, ${on}, ${num}, ${den ?? null}, 1, ${actors.advisor.personId}, ${caseId}, ${nextInstant()}, ${of.das}, ${of.size}, ${of.region}, ${of.department})`;
    const act = { 0: 'refuted', 1: null, 2: 'confirmed', 3: 'verified' }[level];
    if (act)
      await sql`insert into observation_acts (cluster_id, observation_id, company_id, metric, act, level, by_id, reason, evidence, recorded_at)
        values (${clusterId}, ${id}, ${of.companyId}, ${metric}, ${act}, ${level}, ${actors.manager.personId}, 'Lu', 'Pièce', ${nextInstant()})`;
  });
}

async function base(of: Company, metric: string, num: number) {
  const { clusterId, actors } = world.a;
  const caseId = Object.values(of.cases)[0] as string;
  await world.asOwner(
    clusterId,
    (sql) => sql`insert into baselines (cluster_id, id, metric, company_id, case_id, kind, num, on_date, by_id, recorded_at)
      values (${clusterId}, ${newId()}, ${metric}, ${of.companyId}, ${caseId}, 'B0', ${num}, '2024-12-31', ${actors.advisor.personId}, ${nextInstant()})`,
  );
}

beforeAll(async () => {
  world = await freshWorld();
  await world.asOwner(world.a.clusterId, (sql) => seedClusterReference(sql, world.a.clusterId, world.a.programmeId, 2023));
  const south = { region: '93', department: '13' };
  const both = await company('Both tracks', { das: 'DAS1', size: 'small', ...south }, { strategy: '2024-03-01', financing: '2025-02-01' });
  const lone = await company('One track', { das: 'DAS2', size: 'small', region: '76', department: '34' }, { strategy: '2025-06-01' });
  const late = await company('Latecomer', { das: 'DAS1', size: 'micro', ...south }, { financing: '2026-01-15' });
  for (const [of, on] of [
    [both, '2024-03-01'],
    [lone, '2025-06-01'],
    [late, '2026-01-15'],
  ] as const)
    await give(of, { metric: 'ACC-01', cell: `${on.slice(0, 4)}-H1`, on, num: 1 });
  await give(both, { metric: 'FIN-04', cell: 'P-1', on: '2025-05-04', num: 1_500_000, track: 'financing' });
  await give(both, { metric: 'FIN-04', cell: 'P-2', on: '2026-02-04', num: 500_000, track: 'financing' });
  await give(late, { metric: 'FIN-04', cell: 'P-3', on: '2026-08-04', num: 250_000, track: 'financing', level: 2 });
  await give(lone, { metric: 'FIN-04', cell: 'P-4', on: '2026-09-04', num: 100_000, track: 'strategy' });
  await give(lone, { metric: 'FIN-04', cell: 'P-5', on: '2026-09-05', num: 900_000, track: 'strategy', level: 0 });
  for (const [of, before, now] of [
    [both, 30, 42],
    [lone, 12, 10],
  ] as const) {
    await base(of, 'EMP-01', before);
    await give(of, { metric: 'EMP-01', cell: '2025', on: '2025-12-31', num: now });
  }
  await give(both, { metric: 'ACC-04', cell: 'S-1', on: '2025-11-01', num: 9, track: 'strategy' });
  await give(late, { metric: 'ACC-04', cell: 'S-2', on: '2026-10-01', num: 6, track: 'financing' });
});
afterAll(() => world.drop());

const tileOf = async (code: string, query = '', on = ON) => (await read(query, on))?.tiles.find((tile) => tile.code === code);

describe('the overview', () => {
  test('shows the contract’s headline figures: value, parts by trust, change since the last quarter and over a year', async () => {
    expect((await read())?.tiles.map(({ code }) => code)).toEqual([
      'ACC-01',
      'EMP-02',
      'FIN-02',
      'FIN-04',
      'ACC-04',
      'EXP-02',
      'EUR-03',
      'PRJ-01',
    ]);
    const funds = await tileOf('FIN-04');
    expect(funds).toMatchObject({
      value: 2.1,
      companies: 2,
      parts: { verified: { value: 2.1 }, confirmed: { value: 0.25 }, declared: { value: null } },
    });
    expect(funds?.changes).toEqual([
      { compare: 'previous', day: '2026-09-30', change: 0 },
      { compare: 'year', day: '2025-11-23', change: expect.closeTo(0.6, 9) },
    ]);
    expect(await tileOf('EMP-02')).toMatchObject({ value: 10, companies: 2, answers: { expected: 2, covered: 2 } });
    expect((await tileOf('EXP-02'))?.value).toBeNull();
  });

  test('a lower trust, an earlier day and a shorter period each give their own figure', async () => {
    expect((await tileOf('FIN-04', 'level=2'))?.value).toBeCloseTo(2.35, 9);
    expect((await tileOf('FIN-04', 'on=2025-12-31'))?.value).toBeCloseTo(1.5, 9);
    expect((await tileOf('FIN-04', 'period=year'))?.value).toBeCloseTo(0.6, 9);
    expect((await tileOf('FIN-04', 'period=half'))?.value).toBeCloseTo(0.1, 9);
    expect((await tileOf('ACC-01', 'period=year'))?.value).toBe(1);
    expect((await tileOf('ACC-04'))?.value).toBe(7.5);
    expect((await tileOf('ACC-04', 'period=year'))?.value).toBe(6);
  });

  test('narrowed to one dimension or to several, figures are those of what is left, and targets are not for a part', async () => {
    expect((await tileOf('FIN-04', 'das=DAS1'))?.value).toBeCloseTo(2, 9);
    expect((await tileOf('FIN-04', 'track=strategy'))?.value).toBeCloseTo(0.1, 9);
    expect((await tileOf('FIN-04', 'das=DAS1&size=small&region=93&department=13&cohort=2024'))?.value).toBeCloseTo(2, 9);
    expect((await tileOf('FIN-04', 'das=DAS2&track=financing'))?.value).toBe(0);
    const narrowed = await read('das=DAS1&size=small&indicator=EMP-02');
    expect(narrowed?.chosen).toMatchObject({ value: 12, expected: null, due: null, parts: null, answers: { expected: 1, covered: 1 } });
    expect(narrowed?.chosen.points.every(({ target }) => target === null)).toBe(true);
  });

  test('by track a company supported on two is in both, and once in all', async () => {
    const read1 = await read('indicator=ACC-01');
    const last = (values: readonly (number | null)[]) => values.at(-1);
    const byTrack = Object.fromEntries((read1?.tracks?.rows ?? []).map(({ track, values }) => [track, last(values)]));
    expect(byTrack).toMatchObject({ strategy: 2, financing: 2 });
    expect(last(read1?.tracks?.totals ?? [])).toBe(3);
    expect((await read('indicator=ACC-04'))?.tracks).toBeNull();
  });

  test('small multiples are cut by one dimension, highest first, with their number, coverage and change', async () => {
    const funds = await read('indicator=FIN-04&by=das&compare=year');
    expect(funds?.multiples.map(({ key, value, companies }) => [key, value, companies])).toEqual([
      ['DAS1', 2, 1],
      ['DAS2', 0.1, 1],
    ]);
    expect(funds?.multiples[0]?.change).toBeCloseTo(0.5, 9);
    const jobs = await read('indicator=EMP-02&by=department');
    expect(jobs?.multiples.map(({ key, value, coverage }) => [key, value, coverage])).toEqual([
      ['13', 12, 1],
      ['34', -2, 1],
    ]);
    const cohorts = await read('indicator=ACC-01&by=cohort&das=DAS1');
    expect(cohorts?.multiples.map(({ key, value }) => [key, value])).toEqual([
      ['2024', 1],
      ['2026', 1],
    ]);
  });

  test('refuted values are counted apart, until another value stands in their place', async () => {
    expect((await read('indicator=FIN-04'))?.chosen.refuted).toEqual({ values: 1, subjects: 1 });
    expect((await read('indicator=FIN-04&on=2026-09-04'))?.chosen.refuted).toEqual({ values: 0, subjects: 0 });
    expect((await read('indicator=ACC-01'))?.chosen.refuted.values).toBe(0);
    await give(made['One track'] as Company, { metric: 'FIN-04', cell: 'P-5', on: '2026-09-05', num: 1, level: 1 });
    expect((await read('indicator=FIN-04'))?.chosen.refuted.values).toBe(0);
  });

  test('another cluster has none of it', async () => {
    const other = world.b.actors.manager;
    expect(await asReader(other, (tx) => readOverview(tx, other, readOverviewFilter(new URLSearchParams(), ON)))).toBeNull();
    expect(
      await asReader(other, (tx) =>
        readFigureLines(tx, other, { code: 'FIN-04', filter: readOverviewFilter(new URLSearchParams(), ON), isWhole: true }),
      ),
    ).toBeNull();
  });
});

describe('the lines behind a figure', () => {
  test.each(['', 'das=DAS1', 'track=strategy', 'period=year', 'period=year&das=DAS1', 'level=1&size=small&region=76', 'on=2025-12-31'])(
    'total it, by effect: %s',
    async (query) => {
      for (const code of ['FIN-04', 'EMP-02', 'ACC-01', 'ACC-04']) {
        const [tile, behind] = [await tileOf(code, query), await lines(code, query)];
        expect({ code, figure: behind?.figure ?? 0 }).toEqual({ code, figure: tile?.value ?? 0 });
        const effects = behind?.lines.map(({ num }) => Math.abs(num)) ?? [];
        expect(effects).toEqual([...effects].sort((a, b) => b - a));
        expect(behind?.lines.reduce((sum, { num }) => sum + num, 0)).toBeCloseTo(behind?.sum.num ?? Number.NaN, 6);
      }
    },
  );

  test('say whose they are, of which case and how far they are trusted; what is refuted or below the trust is not among them', async () => {
    const behind = await lines('FIN-04', 'period=year');
    expect(behind?.lines.map(({ name, num, level, unitKey }) => [name, num, level, unitKey])).toEqual([
      ['Both tracks', 500_000, 3, 'P-2'],
      ['One track', 100_000, 3, 'P-4'],
    ]);
    expect(behind?.lines[0]).toMatchObject({
      subject: { kind: 'company', id: made['Both tracks']?.companyId },
      caseId: made['Both tracks']?.cases.financing,
    });
    expect(await lines('NO-01')).toBeNull();
  });
});

describe('figures narrowed to several dimensions', () => {
  const additive = ['lines', 'num', 'den', 'base', 'value', 'fresh'] as const;

  test('those of two add up to one, and those of three, counted again from the facts, to two, after histories of any kind', async () => {
    const { clusterId } = world.a;
    const companies = await Promise.all([0, 1, 2].map(() => newCompany(world)));
    const subjects = { companies: [] as { companyId: string; caseIds: string[] }[] };
    for (const { companyId, journeyId } of companies) {
      const caseIds = [];
      for (const track of ['strategy', 'financing'] as const)
        caseIds.push(
          (await world.caseIn(world.a, 'active', { track, lead: world.a.actors.advisor, companyId, journeyId, milestones: false })).caseId,
        );
      subjects.companies.push({ companyId, caseIds });
    }
    const known = fc.sample(someFacts, { numRuns: 2, seed: 7 });
    const projectIds = [newId(), newId()];
    await world.asOwner(clusterId, async (sql) => {
      for (const id of projectIds)
        await sql`insert into projects (cluster_id, id, family_id, acronym, title_fr, title_en, summary_fr, summary_en, type, das, funder, lead_cluster, leader_name, partners_count, budget_cents, aid_cents, state)
          values (${clusterId}, ${id}, ${id}, ${id.slice(-6)}, 'Titre', 'Title', 'Texte', 'Text', 'collaborative_rd', 'DAS1', 'region', 'Pôle', 'Meneur', 1, 0, 0, 'submitted')`;
    });
    const facts = new Facts(world.a, { ...subjects, projectIds });
    for (const some of known) await world.asOwner(clusterId, (sql) => facts.write(sql, some as never));
    await asReader(manager(), async (tx) => {
      const contract = await findContract(tx, manager(), ON);
      if (!contract) throw new Error('no contract');
      const codes = contract.objectives.flatMap((objective) => objective.lines.map(({ code }) => code));
      const asks = codes.flatMap((code) =>
        ['2024-06-30', ON].flatMap((on): Ask[] => (['total', 'answers'] as const).map((kind) => ({ kind, code, level: 1, on }))),
      );
      let compared = 0;
      for (const outer of DIMENSIONS) {
        const whole = await readNarrowed(tx, contract, { asks, cut: outer, within: {} });
        for (const key of new Set(codes.flatMap((code) => whole.keysOf(code)))) {
          const inner = outer === 'size' ? 'das' : 'size';
          const parts = await readNarrowed(tx, contract, { asks, cut: inner, within: { [outer]: key } });
          for (const { kind, code, on, level } of asks) {
            const place = { outer, key, code, on, kind };
            expect({ ...place, ...sumOf(parts, kind, code, on, level) }).toEqual({ ...place, ...sumAt(whole, kind, code, on, level, key) });
            compared += 1;
          }
          // Three dimensions are counted again from the facts: they add up to the pair that the totals hold.
          const [pairKey] = codes.flatMap((code) => parts.keysOf(code)).filter((one) => one !== '');
          const third = DIMENSIONS.find((one) => one !== outer && one !== inner && one !== 'track');
          if (pairKey === undefined || third === undefined) continue;
          const counted = await readNarrowed(tx, contract, { asks, cut: third, within: { [outer]: key, [inner]: pairKey } });
          for (const { kind, code, on, level } of asks) {
            const place = { outer, key, inner, pairKey, third, code, on, kind };
            expect({ ...place, ...sumOf(counted, kind, code, on, level) }).toEqual({
              ...place,
              ...sumAt(parts, kind, code, on, level, pairKey),
            });
          }
        }
      }
      expect(compared).toBeGreaterThan(500);
    });
  });

  function sumAt(figures: Figures, kind: Ask['kind'], code: string, on: string, level: number, key: string) {
    if (kind === 'answers') {
      const { expected, covered, answered } = figures.answers(code, on, level, key);
      return { expected, covered, answered };
    }
    const sum = figures.sum(code, on, level, key);
    return Object.fromEntries(additive.map((name) => [name, Math.round(sum[name] * 1e6) / 1e6]));
  }

  function sumOf(figures: Figures, kind: Ask['kind'], code: string, on: string, level: number) {
    const parts = figures.keysOf(code).map((key) => sumAt(figures, kind, code, on, level, key) as Record<string, number>);
    const zero = sumAt(figures, kind, code, on, level, 'no such key') as Record<string, number>;
    return Object.fromEntries(
      Object.keys(zero).map((name) => [name, Math.round(parts.reduce((sum, part) => sum + (part[name] ?? 0), 0) * 1e6) / 1e6]),
    );
  }
});
