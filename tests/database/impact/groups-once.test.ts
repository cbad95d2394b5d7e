import { afterAll, beforeAll, expect, test } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { removeCapitalLink, saveCapitalLink } from '~/features/capital/save-capital-link.server';
import { findContract } from '~/features/impact/contract.queries.server';
import { readExplanation } from '~/features/impact/explain.queries.server';
import { readNarrowed } from '~/features/impact-overview/narrowed-figures.queries.server';
import { seedClusterReference } from '../../../db/seed/reference';
import { metricOfCode } from '../../../db/seed/reference/metrics';
import { freshWorld, type World } from '../../support/world';
import { figure, newCompany } from '../outcomes/figures';

/** The jobs of the members, a group once: the example of the catalogue, then what changes it. (`docs/domain.md §4.2`) */
let world: World;
let manager: Actor;
const ids: Record<string, string> = {};
const values: Record<string, Awaited<ReturnType<typeof figure>>> = {};
const TODAY = '2027-01-15';
const facts = metricOfCode('POL-02').example.facts;

beforeAll(async () => {
  world = await freshWorld();
  manager = world.a.actors.manager;
  const { clusterId, programmeId } = world.a;
  await world.asOwner(clusterId, (sql) => seedClusterReference(sql, clusterId, programmeId, 2023));
  for (const { of, on, value } of facts) {
    const { companyId } = await newCompany(world);
    ids[of] = companyId;
    await world.asOwner(clusterId, async (sql) => {
      await sql`update companies set foreign_id = null, country_code = 'FR', siren = ${sirenOf(of)} where cluster_id = ${clusterId} and id = ${companyId}`;
      await sql`insert into memberships (cluster_id, company_id, status, from_on, until_on) values (${clusterId}, ${companyId}, 'member', '2022-01-01', ${of === 'C' ? '2026-11-30' : null})`;
    });
    values[of] = await figure(world, { metric: 'POL-02', cell: on.slice(0, 4), validOn: on, num: value, author: manager, companyId });
  }
  await save('A2', { siren: sirenOf('A'), name: 'A' });
});
afterAll(() => world.drop());

const sirenOf = (name: string) => ({ A: '000100107', B: '000100206', A2: '000100305', C: '000100404' })[name] ?? null;

const GROUP = { version: 0, year: 2026, side: 'holder', kind: 'linked', share: 100, exception: null } as const;
const UNKNOWN = { headcount: null, turnover: null, balanceTotal: null };
type Line = Parameters<typeof saveCapitalLink>[3];
async function save(of: string, line: Pick<Line, 'siren' | 'name'> & Partial<Line>) {
  const saved = await asActor(manager, (tx) =>
    saveCapitalLink(tx, manager, { companyId: ids[of] ?? '', linkId: null }, { ...GROUP, ...UNKNOWN, ...line }, TODAY),
  );
  expect(saved.ok).toBe(true);
}
async function remove(of: string) {
  const [link] = await world.asOwner(
    world.a.clusterId,
    (sql) => sql`select id, version from capital_links where company_id = ${ids[of] ?? ''} and removed_at is null`,
  );
  const removed = await asActor(manager, (tx) =>
    removeCapitalLink(tx, manager, { companyId: ids[of] ?? '', linkId: link?.id as string }, { version: link?.version as number }),
  );
  expect(removed.ok).toBe(true);
}

/** The figure as the totals give it, as it is counted again where dimensions cross, and as its lines explain it. */
async function jobs(on = '2026-12-31', minLevel: 1 | 3 = 1) {
  return asReader(manager, async (tx) => {
    const contract = await findContract(tx, manager, on);
    if (!contract) throw new Error('no contract');
    const ask = { code: 'POL-02', level: minLevel, on };
    const asks = (['total', 'answers'] as const).map((kind) => ({ kind, ...ask }));
    const total = await readNarrowed(tx, contract, { asks, cut: 'total', within: {} });
    const crossed = await readNarrowed(tx, contract, { asks, cut: 'region', within: { das: '', cohort: '' } });
    const explained = await readExplanation(tx, manager, {
      ...{ code: 'POL-02', reading: { on, minLevel }, subject: null, isWhole: true, after: null },
    });
    const answers = total.answers('POL-02', on, minLevel);
    const again = crossed
      .keysOf('POL-02')
      .map((key) => [crossed.sum('POL-02', on, minLevel, key), crossed.answers('POL-02', on, minLevel, key)]);
    const sum = total.sum('POL-02', on, minLevel).num;
    const recounted = again.reduce((all, [one]) => all + (one as { num: number }).num, 0);
    const lines = explained?.lines.reduce((all, { num }) => all + num, 0);
    const answered = again.reduce((all, [, one]) => all + (one as { answered: number }).answered, 0);
    expect([recounted, lines, answered]).toEqual([sum, sum, answers.answered]);
    const left = explained?.leftOut.map(({ reason, names, value }) => [reason, value, names.length]) ?? [];
    return { sum, asked: answers.expected, answered: answers.answered, left };
  });
}
const fold = async () => {
  await world.asOwner(world.a.clusterId, (sql) => sql`select ledger.fold(100)`);
};

test('the example of the catalogue: A2 is in the headcount of A, C has left', async () => {
  expect(await jobs()).toEqual({
    ...{ sum: metricOfCode('POL-02').example.result, asked: 3, answered: 3 },
    left: [
      ['in_group', 20, 1],
      ['outside', null, 1],
    ],
  });
  await fold();
  expect((await jobs()).sum).toBe(165.5);
});

test('A2 counts by itself while A has no value, and again in A as soon as A has one, whatever its trust', async () => {
  await fold();
  await values.A?.act('withdrawn', 0);
  expect((await jobs()).sum).toBe(65.5);
  await fold();
  expect((await jobs()).sum).toBe(65.5);
  await values.A?.act('reopened', 1);
  await values.A2?.act('verified', 3);
  expect((await jobs()).sum).toBe(165.5);
  // Official figures wait for the value of A: what A2 has verified stands in it.
  expect((await jobs('2026-12-31', 3)).sum).toBe(0);
  await fold();
  expect((await jobs('2026-12-31', 3)).sum).toBe(0);
});

test('A2 counts by itself once A is no member, or the line is taken off', async () => {
  const { clusterId } = world.a;
  const until = (on: string | null) =>
    world.asOwner(clusterId, (sql) => sql`update memberships set until_on = ${on} where company_id = ${ids.A ?? ''}`);
  await fold();
  await until('2026-06-30');
  expect((await jobs()).sum).toBe(65.5);
  await until(null);
  expect((await jobs()).sum).toBe(165.5);
  await fold();
  await remove('A2');
  expect((await jobs()).sum).toBe(185.5);
  await fold();
  expect((await jobs()).sum).toBe(185.5);
});

test('A may say it too; a partner, another year, or two who each hold the other, bind nobody', async () => {
  await save('A', { siren: sirenOf('A2'), name: 'A2', side: 'holding' });
  expect((await jobs()).sum).toBe(165.5);
  await save('A', { siren: sirenOf('A2'), name: 'A2', side: 'holder', share: 51 });
  expect((await jobs()).sum).toBe(185.5);
  await fold();
  await remove('A');
  await remove('A');
  await save('A2', { siren: sirenOf('A'), name: 'A', kind: 'partner', share: 50 });
  await save('A2', { siren: sirenOf('A'), name: 'A', year: 2025 });
  expect((await jobs()).sum).toBe(185.5);
});

test('a number that is corrected finds its company', async () => {
  const { clusterId } = world.a;
  const named = (siren: string | null) =>
    world.asOwner(clusterId, (sql) => sql`update companies set siren = ${siren} where cluster_id = ${clusterId} and id = ${ids.B ?? ''}`);
  await save('C', { siren: '000100503', name: 'Head' });
  await world.asOwner(clusterId, (sql) => sql`update memberships set until_on = null where company_id = ${ids.C ?? ''}`);
  await save('B', { siren: null, name: 'Nobody', year: 2024 });
  await fold();
  const before = (await jobs()).sum;
  await world.asOwner(clusterId, (sql) => sql`update capital_links set year = 2025 where company_id = ${ids.C ?? ''}`);
  await fold();
  await named('000100503');
  expect((await jobs()).sum).toBe(before - 30);
  await fold();
  await named(sirenOf('B'));
  expect((await jobs()).sum).toBe(before);
});
