import fc from 'fast-check';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '~/platform/id.server';
import { seedClusterReference } from '../../../db/seed/reference';
import { freshWorld, type World } from '../../support/world';
import { newCompany } from '../outcomes/figures';
import { ALL_CUTS, CONTRACT_TERMS, compared, plainFigures } from './compared';
import { Facts, type Subjects, someFacts } from './random-facts';

let world: World;
let subjects: Subjects;
let contractId: string;
beforeAll(async () => {
  world = await freshWorld();
  const { clusterId, programmeId, actors } = world.a;
  await world.asOwner(clusterId, (sql) => seedClusterReference(sql, clusterId, programmeId, 2023));
  subjects = { companies: [], projectIds: [await newProject(), await newProject()] };
  for (let n = 0; n < 3; n += 1) {
    const { companyId, journeyId } = await newCompany(world);
    const caseIds = [];
    for (const track of ['strategy', 'financing'] as const)
      caseIds.push(
        (await world.caseIn(world.a, 'active', { track, lead: actors.advisor, companyId, journeyId, milestones: false })).caseId,
      );
    subjects.companies.push({ companyId, caseIds });
  }
  contractId = await world.asOwner(clusterId, async (sql) => {
    await sql`update cases set started_on = null where cluster_id = ${clusterId}`;
    for (const [index, { companyId }] of subjects.companies.entries())
      await sql`update companies set foreign_id = null, country_code = 'FR', siren = ${`00010000${index}`} where cluster_id = ${clusterId} and id = ${companyId}`;
    for (const { companyId, caseIds } of subjects.companies)
      for (const [index, { source }] of CONTRACT_TERMS.entries())
        await sql`insert into expected_figures (cluster_id, company_id, metric, cell, case_id, valid_on) values (${clusterId}, ${companyId}, ${source}, ${`asked ${index}`}, ${caseIds[index % 2]!}, ${`${2023 + (index % 3)}-12-31`})`;
    const [contract] = await sql<{ id: string }[]>`select id from contracts where cluster_id = ${clusterId}`;
    return contract!.id;
  });
});
afterAll(() => world.drop());

async function newProject(): Promise<string> {
  const id = newId();
  await world.asOwner(
    world.a.clusterId,
    (
      sql,
    ) => sql`insert into projects (cluster_id, id, family_id, acronym, title_fr, title_en, summary_fr, summary_en, type, das, funder, lead_cluster, leader_name, partners_count, budget_cents, aid_cents, state)
      values (${world.a.clusterId}, ${id}, ${id}, 'X', 't', 't', 's', 's', 'demonstrator', 'DAS1', 'eu', 'c', 'l', 2, 100, 50, 'idea')`,
  );
  return id;
}

const reading = fc.record({
  on: fc.constantFrom('2022-12-31', '2024-06-30', '2025-12-31', '2026-06-29', '2026-11-23', '2028-03-01'),
  level: fc.constantFrom(1, 2, 3),
});
class Undo extends Error {}
const undone = (error: unknown) => {
  if (!(error instanceof Undo)) throw error;
};
const place = () => ({ clusterId: world.a.clusterId, startsOn: '2023-01-01', growth: 0.1 });

describe('the totals', () => {
  test('equal a recount in plain SQL for every indicator, day, trust and cut, while facts come and when all are folded', async () => {
    let known = 0;
    await fc.assert(
      fc.asyncProperty(someFacts, someFacts, fc.tuple(reading, reading), async (before, after, readings) => {
        await world
          .asOwner(world.a.clusterId, async (sql) => {
            const facts = new Facts(world.a, subjects);
            const holds = async () => {
              for (const at of readings) {
                const plain = await plainFigures(sql, place(), at);
                for (const cut of ALL_CUTS) {
                  const { figures, expected } = await compared(sql, contractId, { ...at, cut }, plain);
                  expect({ at, cut, figures }).toEqual({ at, cut, figures: expected });
                  known += Object.keys(expected).length;
                }
              }
            };
            await facts.write(sql, before);
            const [first] = await sql<{ left: number }[]>`select ledger.fold(2) as left`;
            expect(first!.left).toBeGreaterThan(0);
            await holds();
            await sql`select ledger.fold(99)`;
            await facts.write(sql, { ...after, memberships: [] });
            await sql`update memberships set until_on = '2026-01-15' where cluster_id = ${world.a.clusterId} and from_on = '2023-01-01'`;
            await holds();
            const [left] = await sql<{ left: number }[]>`select ledger.fold(99) as left`;
            expect(left!.left).toBe(0);
            await holds();
            await repeatedFoldChangesNothing(sql);
            throw new Undo();
          })
          .catch(undone);
      }),
      { numRuns: 4 },
    );
    expect(known).toBeGreaterThan(400);
  }, 240_000);
});

async function repeatedFoldChangesNothing(sql: postgres.TransactionSql): Promise<void> {
  const totals = () => sql`select * from impact_totals where lines <> 0 or companies <> 0 or num <> 0 order by 1, 2, 3, 4, 5, 6, 7, 8`;
  const once = await totals();
  await sql`insert into impact_changes (cluster_id, subject_id) select cluster_id, subject_id from impact_parts`;
  await sql`select ledger.fold(99)`;
  expect(await totals()).toEqual(once);
}

describe('under writers at once', () => {
  test('a reader who sees some of the facts sees the figures of those facts, while totals are folded', async () => {
    const pool = postgres(world.ownerUrl, { max: 6, onnotice: () => {} });
    const { clusterId } = world.a;
    const entered = <T>(work: (sql: postgres.TransactionSql) => Promise<T>, mode = 'read write') =>
      pool.begin(`isolation level ${mode === 'read write' ? 'read committed' : 'repeatable read'}`, async (sql) => {
        await sql`select access.enter_system(${clusterId}, 'test')`;
        return work(sql);
      });
    try {
      const samples = fc.sample(someFacts, { numRuns: 3, seed: 7 });
      let isWriting = true;
      let seen = 0;
      const writers = samples.map(async (some, index) => {
        const own = { companies: [subjects.companies[index]!], projectIds: [await newProject()] };
        const facts = new Facts(world.a, own);
        await entered((sql) =>
          facts.write(sql, { memberships: some.memberships, photonics: some.photonics, starts: some.starts, baselines: some.baselines }),
        );
        const mine = some.facts.filter(({ metric }) => !['INT-01', 'INT-02', 'POL-03', 'POL-04'].includes(metric) || index === 0);
        do for (const one of mine) await entered((sql) => facts.write(sql, { facts: [one] }));
        while (seen < 4);
      });
      const folder = (async () => {
        while (isWriting) await entered((sql) => sql`select ledger.fold(2)`);
      })();
      const reader = (async () => {
        while (isWriting) {
          await entered(async (sql) => {
            const at = { on: '2026-06-29', level: 1 };
            const plain = await plainFigures(sql, place(), at);
            const { figures, expected } = await compared(sql, contractId, { ...at, cut: 'das' }, plain);
            expect(figures).toEqual(expected);
            seen += 1;
          }, 'repeatable read');
        }
      })();
      await Promise.all(writers);
      isWriting = false;
      await folder;
      await reader;
      await entered(async (sql) => {
        await sql`select ledger.fold(999)`;
        const at = { on: '2026-11-23', level: 2 };
        const plain = await plainFigures(sql, place(), at);
        for (const cut of ALL_CUTS) {
          const { figures, expected } = await compared(sql, contractId, { ...at, cut }, plain);
          expect(figures).toEqual(expected);
        }
      });
    } finally {
      await pool.end();
    }
  }, 120_000);
});
