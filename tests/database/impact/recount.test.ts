import fc from 'fast-check';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '~/platform/id.server';
import { freshWorld, type World } from '../../support/world';
import { newCompany } from '../outcomes/figures';
import { type History, type RawAct, type Rule, recount } from './recount';

let world: World;
let companies: { companyId: string; caseIds: string[] }[];
beforeAll(async () => {
  world = await freshWorld();
  const { advisor } = world.a.actors;
  companies = [];
  for (let n = 0; n < 3; n += 1) {
    const { companyId, journeyId } = await newCompany(world);
    const caseIds = [];
    for (const track of ['strategy', 'financing'] as const)
      caseIds.push((await world.caseIn(world.a, 'active', { track, lead: advisor, companyId, journeyId, milestones: false })).caseId);
    companies.push({ companyId, caseIds });
  }
});
afterAll(() => world.drop());

const INDICATORS: { rule: Rule; metric: string }[] = [
  { rule: 'distinct', metric: 'ACC-01' },
  { rule: 'ratio', metric: 'ACC-06' },
  { rule: 'net', metric: 'EMP-01' },
  { rule: 'growth', metric: 'FIN-01' },
  { rule: 'sum', metric: 'FIN-04' },
  { rule: 'mean', metric: 'ACC-04' },
];
const FROM = '2023-01-01';
const START = Date.parse('2026-01-01T00:00:00Z');
const LEVEL = { confirmed: 2, verified: 3, refuted: 0, withdrawn: 0, reopened: 1 } as const;
type Act = keyof typeof LEVEL;

const step = fc.record({
  company: fc.nat(2),
  indicator: fc.nat(INDICATORS.length - 1),
  place: fc.nat(4),
  isLeaders: fc.boolean(),
  num: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 6 }),
  /** Continue the cell's chain, or start a rival. */
  isCorrection: fc.boolean(),
  acts: fc.array(fc.constantFrom<Act>('confirmed', 'verified', 'verified', 'refuted', 'withdrawn', 'reopened'), { maxLength: 3 }),
});
const freeze = fc.record({
  company: fc.nat(1),
  isFirstCase: fc.boolean(),
  metric: fc.constantFrom('EMP-01', 'FIN-01'),
  num: fc.integer({ min: 0, max: 12 }),
  year: fc.integer({ min: 2022, max: 2024 }),
});
const reading = fc.record({
  on: fc.constantFrom('2024-06-30', '2025-12-31', '2026-06-29', '2026-11-23', '2026-12-31', '2028-03-01'),
  after: fc.nat(60),
  minLevel: fc.constantFrom(1, 2, 3),
});

/** Where a value stands: five cells a metric, each with its own day. */
function placeOf(metric: string, place: number, caseId: string, companyNo: number): { cell: string; validOn: string } {
  const year = 2021 + place;
  if (metric === 'EMP-01' || metric === 'FIN-01') return { cell: String(year), validOn: `${year}-12-31` };
  const half = `${2024 + Math.floor(place / 2)}-H${(place % 2) + 1}`;
  const validOn = half.endsWith('1') ? `${half.slice(0, 4)}-06-30` : `${half.slice(0, 4)}-12-31`;
  if (metric === 'ACC-06') return { cell: `${half}/${caseId}`, validOn };
  return metric === 'ACC-01' ? { cell: half, validOn } : { cell: `K${companyNo}-${place}`, validOn: `${2022 + place}-05-1${place}` };
}

function build(
  steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
  freezes: readonly (typeof freeze extends fc.Arbitrary<infer F> ? F : never)[],
): History {
  let clock = 0;
  const instant = () => {
    clock += 1;
    return new Date(START + clock * 60_000).toISOString();
  };
  const history: History = { observations: [], acts: [], baselines: [] };
  for (const { company, isFirstCase, metric, num, year } of freezes) {
    const { companyId, caseIds } = companies[company]!;
    history.baselines.push({
      companyId,
      caseId: caseIds[isFirstCase ? 0 : 1]!,
      metric,
      num,
      onDate: `${year}-12-31`,
      recordedAt: instant(),
    });
  }
  for (const { company, indicator, place, isLeaders, num, isCorrection, acts } of steps) {
    const { companyId, caseIds } = companies[company]!;
    const { metric, rule } = INDICATORS[indicator]!;
    const caseId = caseIds[place % 2]!;
    const at = placeOf(metric, place, caseId, company);
    const chain = history.observations.filter((row) => row.companyId === companyId && row.metric === metric && row.cell === at.cell).at(-1);
    const id = newId();
    const [chainId, chainNo] = isCorrection && chain ? [chain.chainId, chain.chainNo + 1] : [id, 1];
    history.observations.push({
      ...at,
      id,
      companyId,
      metric,
      chainId,
      chainNo,
      num,
      den: rule === 'ratio' && num !== null ? num + 3 : null,
      unknownReason: num === null ? 'not_measured' : null,
      entryLevel: isLeaders ? 2 : 1,
      caseId,
      recordedAt: instant(),
    });
    let level: RawAct['level'] = isLeaders ? 2 : 1;
    for (const act of acts) {
      level = (act === 'confirmed' || act === 'verified' ? Math.max(level, LEVEL[act]) : LEVEL[act]) as RawAct['level'];
      history.acts.push({ observationId: id, act, level, recordedAt: instant() });
    }
  }
  return history;
}

async function insert(sql: postgres.TransactionSql, { observations, acts, baselines }: History): Promise<void> {
  const { clusterId, actors } = world.a;
  const by = actors.advisor.personId;
  for (const o of observations)
    await sql`insert into observations (cluster_id, id, metric, metric_version, company_id, cell, chain_id, chain_no, valid_on, num, den, unknown_reason, entry_level, author_id, case_id, recorded_at)
      values (${clusterId}, ${o.id}, ${o.metric}, 1, ${o.companyId}, ${o.cell}, ${o.chainId}, ${o.chainNo}, ${o.validOn}, ${o.num}, ${o.den}, ${o.unknownReason}, ${o.entryLevel}, ${by}, ${o.caseId}, ${o.recordedAt})`;
  for (const a of acts) {
    const of = observations.find((row) => row.id === a.observationId)!;
    await sql`insert into observation_acts (cluster_id, observation_id, company_id, metric, act, level, by_id, reason, evidence, recorded_at) values (${clusterId}, ${a.observationId}, ${of.companyId}, ${of.metric}, ${a.act}, ${a.level}, ${by}, 'r', 'e', ${a.recordedAt})`;
  }
  for (const b of baselines)
    await sql`insert into baselines (cluster_id, metric, company_id, case_id, kind, num, on_date, by_id, recorded_at) values (${clusterId}, ${b.metric}, ${b.companyId}, ${b.caseId}, 'B0', ${b.num}, ${b.onDate}, ${by}, ${b.recordedAt})`;
}

/** The same figure from the spans of the database. */
async function counted(
  sql: postgres.TransactionSql,
  rule: Rule,
  metric: string,
  at: { on: string; knownAt: string; minLevel: number },
): Promise<number | null> {
  const grain = metric === 'ACC-06' ? 'half_year' : 'annual';
  const [row] = await sql<{ num: number | null; den: number | null; n: number }[]>`
    select sum(num)::float8 as num, sum(den)::float8 as den, count(*)::int as n
    from ledger.spans(array[('X', ${rule}, ${metric}, null, 'all', 'company', false, ${grain}, ${FROM}::date, 0.1)::ledger_term], ${at.knownAt}::text::timestamptz) s
    where s.kind = 'total' and s.min_level = ${at.minLevel} and s.from_on <= ${at.on}::date and ${at.on}::date < s.until_on`;
  if (rule === 'ratio') return row?.den ? (row.num ?? 0) / row.den : null;
  if (rule === 'mean') return row?.n ? (row.num ?? 0) / row.n : null;
  return row?.num ?? 0;
}

class Undo extends Error {}

describe('the figures of the database', () => {
  test('equal a recount over the facts, whatever was declared, corrected, judged and frozen, at two dates and any trust', async () => {
    let known = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 20, maxLength: 40 }),
        fc.array(freeze, { minLength: 6, maxLength: 10 }),
        fc.tuple(reading, reading),
        async (steps, freezes, readings) => {
          const history = build(steps, freezes);
          await world
            .asOwner(world.a.clusterId, async (sql) => {
              await insert(sql, history);
              for (const { rule, metric } of INDICATORS) {
                for (const { on, after, minLevel } of readings) {
                  const knownAt = new Date(START + after * 3 * 60_000 + 30_000).toISOString();
                  const at = { from: FROM, on, knownAt, minLevel };
                  const expected = recount(history, rule, metric, at);
                  const actual = await counted(sql, rule, metric, at);
                  if (expected) known += 1;
                  expect({ rule, at, figure: actual === null ? null : Math.round(actual * 1e9) / 1e9 }).toEqual({
                    rule,
                    at,
                    figure: expected === null ? null : Math.round(expected * 1e9) / 1e9,
                  });
                }
              }
              throw new Undo();
            })
            .catch((error: unknown) => {
              if (!(error instanceof Undo)) throw error;
            });
        },
      ),
      { numRuns: 20 },
    );
    expect(known).toBeGreaterThan(30);
  }, 120_000);
});
