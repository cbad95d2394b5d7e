import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '~/access/actor';
import type { JudgeHealthInput } from '~/features/health/judge-health.schema';
import { addDays } from '~/features/programmes/paris-date';
import { dayInParis } from '~/platform/clock.server';
import { freshWorld, type World } from '../../support/world';
import { newCompany } from '../outcomes/figures';

let world: World;
let caseId: string;
let asActor: typeof import('~/access/acting.server').asActor;
let asReader: typeof import('~/access/acting.server').asReader;
let judgeHealth: typeof import('~/features/health/judge-health.server').judgeHealth;
let readHealthPage: typeof import('~/features/health/health.queries.server').readHealthPage;
const NOW = new Date();
const TODAY = dayInParis(NOW);

beforeAll(async () => {
  world = await freshWorld();
  ({ asActor, asReader } = await import('~/access/acting.server'));
  ({ judgeHealth } = await import('~/features/health/judge-health.server'));
  ({ readHealthPage } = await import('~/features/health/health.queries.server'));
});
afterAll(() => world.drop());

const owner = (work: Parameters<World['asOwner']>[1]) => world.asOwner(world.a.clusterId, work);
const caseIn = async (state: 'active' | 'on_hold' | 'submitted' | 'closed') => {
  const company = await newCompany(world);
  ({ caseId } = await world.caseIn(world.a, state, { ...company, milestones: false }));
  await owner(
    (sql) =>
      sql`update cases set started_on = ${addDays(TODAY, -70)} where cluster_id = ${world.a.clusterId} and id = ${caseId} and started_on is not null`,
  );
  await owner((sql) => sql`select health.refresh(${[caseId]}::uuid[], ${TODAY})`);
};
beforeEach(() => caseIn('active'));

const judging = (more: Partial<Extract<JudgeHealthInput, { act: 'judge' }>> = {}): JudgeHealthInput => ({
  ...{ act: 'judge', seen: '', health: 'on_track', reason: 'Le dirigeant a rappelé hier', untilOn: addDays(TODAY, 10) },
  ...more,
});
const judge = async (actor: Actor, input: JudgeHealthInput, id = caseId) => {
  const outcome = await asActor(actor, (tx) => judgeHealth(tx, actor, id, input, NOW));
  return outcome.ok ? 'done' : outcome.reason;
};
const page = (actor: Actor, id = caseId) => asReader(actor, (tx) => readHealthPage(tx, actor, id, TODAY));

test('a manager judges otherwise, the computed value stays beside it, and what was judged is told to the team', async () => {
  const { manager, advisor } = world.a.actors;
  expect(await page(manager)).toMatchObject({
    health: { health: 'watch', computed: 'watch', judgement: null },
    can: { judge: true, end: false },
  });
  expect(await judge(manager, judging())).toBe('done');
  const seen = await page(advisor);
  expect(seen).toMatchObject({
    health: {
      health: 'on_track',
      computed: 'watch',
      judgement: { reason: 'Le dirigeant a rappelé hier', untilOn: addDays(TODAY, 10), byName: 'manager A' },
    },
    can: { judge: false, end: false },
  });
  expect(seen?.score).toBeGreaterThan(0);
  const events = await owner(
    (sql) =>
      sql`select kind, confidentiality, facts->>'health' as health from events where cluster_id = ${world.a.clusterId} and case_id = ${caseId} order by id`,
  );
  expect(events).toEqual([{ kind: 'case.health_judged', confidentiality: 'team', health: 'on_track' }]);
});

test('a later judgement ends the one before; what was not seen is not replaced; two at once are one', async () => {
  const { manager } = world.a.actors;
  await judge(manager, judging());
  const first = (await page(manager))?.health?.judgement?.id ?? '';
  expect(await judge(manager, judging({ health: 'alert' }))).toBe('changed_meanwhile');
  expect(await judge(manager, judging({ seen: first, health: 'alert' }))).toBe('done');
  expect((await page(manager))?.health).toMatchObject({ health: 'alert', computed: 'watch' });
  const running = await owner(
    (sql) => sql`select 1 from health_overrides where cluster_id = ${world.a.clusterId} and case_id = ${caseId} and ended_at is null`,
  );
  expect(running).toHaveLength(1);
});

test('a manager returns to the computed value, once', async () => {
  const { manager } = world.a.actors;
  expect(await judge(manager, { act: 'end', seen: '' })).toBe('nothing_to_end');
  await judge(manager, judging());
  const seen = (await page(manager))?.health?.judgement?.id ?? '';
  expect(await judge(manager, { act: 'end', seen })).toBe('done');
  expect((await page(manager))?.health).toMatchObject({ health: 'watch', judgement: null });
  expect(await judge(manager, { act: 'end', seen })).toBe('changed_meanwhile');
});

test('it lasts thirty days at most, from today on', async () => {
  const { manager } = world.a.actors;
  expect(await judge(manager, judging({ untilOn: addDays(TODAY, -1) }))).toBe('judgement_past');
  expect(await judge(manager, judging({ untilOn: addDays(TODAY, 30) }))).toBe('judgement_too_long');
  expect(await judge(manager, judging({ untilOn: addDays(TODAY, 29) }))).toBe('done');
});

test('nobody else judges, and a case that is not weighed is not judged', async () => {
  const { advisor, otherAdvisor, trackLead, director, leader, manager } = world.a.actors;
  const seeing = await world.refreshed(leader);
  for (const actor of [advisor, trackLead, director, seeing]) expect(await judge(actor, judging())).toBe('not_allowed');
  expect(await judge(otherAdvisor, judging())).toBe('not_found');
  expect(await judge(world.b.actors.manager, judging())).toBe('not_found');
  expect(await judge(manager, judging(), 'nothing')).toBe('not_found');
  for (const state of ['on_hold', 'submitted', 'closed'] as const) {
    await caseIn(state);
    expect([state, await judge(manager, judging())]).toEqual([state, 'not_weighed']);
    expect((await page(manager))?.can.judge).toBe(false);
  }
});

test('a company reads neither the health of its case nor who judged it', async () => {
  const { manager, leader } = world.a.actors;
  await judge(manager, judging());
  const seeing = await world.refreshed(leader);
  expect(await page(seeing)).toMatchObject({ health: null, score: null, parts: null, can: { judge: false } });
  const { sql } = await import('drizzle-orm');
  for (const table of ['case_health', 'health_overrides', 'case_weights', 'capacities', 'absences', 'skills'])
    expect(await asReader(seeing, (tx) => tx.execute(sql`select 1 from ${sql.identifier(table)}`)), table).toHaveLength(0);
});
