import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { addDays } from '~/features/programmes/paris-date';
import { dayInParis } from '~/platform/clock.server';
import { freshWorld, type World } from '../../support/world';
import { newCompany } from '../outcomes/figures';

let world: World;
let worker: postgres.Sql;
let caseId: string;
let companyId: string;
let acting: typeof import('~/access/acting.server');
let tasks: typeof import('~/features/tasks/add-task.server') & typeof import('~/features/tasks/move-task.server');
let refreshHealth: typeof import('../../../server/refresh-health').refreshHealth;
const NOW = new Date();
const TODAY = dayInParis(NOW);

beforeAll(async () => {
  world = await freshWorld();
  acting = await import('~/access/acting.server');
  tasks = { ...(await import('~/features/tasks/add-task.server')), ...(await import('~/features/tasks/move-task.server')) };
  ({ refreshHealth } = await import('../../../server/refresh-health'));
  const { openPool } = await import('~/platform/database.server');
  const url = Object.assign(new URL(inject('template').worker), { pathname: new URL(world.ownerUrl).pathname });
  worker = openPool(url.href, 2);
});
afterAll(async () => {
  await worker.end();
  await world.drop();
});
beforeEach(async () => {
  const company = await newCompany(world);
  companyId = company.companyId;
  ({ caseId } = await world.caseIn(world.a, 'active', { ...company, milestones: false }));
  await asOwner(
    (sql) => sql`update cases set started_on = ${addDays(TODAY, -70)} where cluster_id = ${world.a.clusterId} and id = ${caseId}`,
  );
});

const asOwner = <T>(work: (sql: postgres.TransactionSql) => Promise<T>) => world.asOwner(world.a.clusterId, work);
type Stored = { health: string | null; computed: string | null; on: string | null; reasons: { code: string }[]; version: number };
const stored = () =>
  asOwner(async (sql) => {
    const [row] = await sql<Stored[]>`select h.health, h.computed, h.on_date::text as on, h.reasons, c.version from cases c
      left join case_health h on h.cluster_id = c.cluster_id and h.case_id = c.id where c.cluster_id = ${world.a.clusterId} and c.id = ${caseId}`;
    return row!;
  });
const addTask = (dueOn: string | null, side: 'advisor' | 'company' = 'advisor') =>
  acting.asActor(world.a.actors.advisor, (tx) =>
    tasks.addTask(tx, world.a.actors.advisor, caseId, { title: 'Relire le budget', side, itemClass: 'team', readerIds: [], dueOn }, NOW),
  );
const judge = (health: string, fromOn: string, untilOn: string) =>
  asOwner(
    (sql) => sql`insert into health_overrides (cluster_id, case_id, company_id, health, reason, from_on, until_on, by_id)
      values (${world.a.clusterId}, ${caseId}, ${companyId}, ${health}, 'un motif écrit', ${fromOn}, ${untilOn}, ${world.a.actors.manager.personId})`,
  );

test('a command leaves the health of its case behind, as of today, and the version alone', async () => {
  expect((await stored()).health).toBeNull();
  const { version } = await stored();
  await addTask(addDays(TODAY, -3));
  expect(await stored()).toMatchObject({ computed: 'watch', on: TODAY, version });
  expect((await stored()).reasons.map(({ code }) => code)).toContain('actions_late');
});

test('what a leader does is followed too, and the leader reads none of it', async () => {
  const leader = await world.refreshed(world.a.actors.leader);
  const task = await addTask(addDays(TODAY, -3), 'company');
  const taskId = task.ok ? task.value.taskId : '';
  expect((await stored()).reasons.map(({ code }) => code)).toContain('actions_late');
  const outcome = await acting.asActor(leader, (tx) =>
    tasks.moveTask(tx, leader, taskId, { move: 'complete', reason: null, version: 1 }, NOW),
  );
  expect(outcome.ok).toBe(true);
  expect((await stored()).reasons.map(({ code }) => code)).not.toContain('actions_late');
  const { sql } = await import('drizzle-orm');
  const seen = await acting.asReader(leader, (tx) => tx.execute(sql`select 1 from case_health`));
  expect(seen.length).toBe(0);
});

test('a refused command leaves nothing', async () => {
  const { refuse } = await import('~/platform/result');
  await acting.asActor(world.a.actors.advisor, async (tx) => {
    await tasks.addTask(
      tx,
      world.a.actors.advisor,
      caseId,
      { title: 'Relire le budget', side: 'advisor', itemClass: 'team', readerIds: [], dueOn: null },
      NOW,
    );
    return refuse('no');
  });
  expect((await stored()).health).toBeNull();
});

test('two commands at once leave what both have done', async () => {
  await addTask(addDays(TODAY, 9));
  await Promise.all(Array.from({ length: 6 }, () => addTask(addDays(TODAY, -3))));
  expect((await stored()).reasons).toContainEqual({ code: 'actions_late', count: 6, of: 7, dueOn: addDays(TODAY, -3) });
});

test('collective proceedings weigh on every open case of the company, and end with it', async () => {
  await addTask(addDays(TODAY, 9));
  const by = world.a.actors.manager.personId;
  await asOwner(
    (sql) => sql`insert into company_difficulties (cluster_id, company_id, level, reason, from_on, recorded_by_id)
      values (${world.a.clusterId}, ${companyId}, 'collective_proceedings', 'x', ${addDays(TODAY, -9)}, ${by})`,
  );
  expect(await stored()).toMatchObject({ health: 'alert', reasons: [{ code: 'proceedings', sinceOn: addDays(TODAY, -9) }, {}] });
  await asOwner(
    (sql) =>
      sql`update company_difficulties set until_on = ${addDays(TODAY, -1)} where cluster_id = ${world.a.clusterId} and company_id = ${companyId}`,
  );
  expect((await stored()).health).not.toBe('alert');
});

test('the night finds cases nobody touched, catches up what was missed, and has nothing to do twice', async () => {
  expect(await refreshHealth(worker, TODAY, 2)).toBeGreaterThan(0);
  expect(await stored()).toMatchObject({ on: TODAY });
  expect(await refreshHealth(worker, TODAY)).toBe(0);
  const { version } = await stored();
  const later = addDays(TODAY, 120);
  const open = await asOwner((sql) => sql`select 1 from case_health where cluster_id = ${world.a.clusterId}`);
  expect(await refreshHealth(worker, later, 2)).toBe(open.length);
  expect(await stored()).toMatchObject({ on: later, computed: 'watch', version });
  expect((await stored()).reasons.map(({ code }) => code)).toContain('no_contact');
});

test('a case that ends, or is only followed up, has none any more', async () => {
  await addTask(null);
  await asOwner((sql) => sql`update cases set state = 'follow_up' where cluster_id = ${world.a.clusterId} and id = ${caseId}`);
  await refreshHealth(worker, addDays(TODAY, 200));
  expect((await stored()).health).toBeNull();
});

test('a manager’s judgement is shown while it lasts, what is computed beside it; it ends by itself', async () => {
  await judge('alert', TODAY, addDays(TODAY, 29));
  await addTask(addDays(TODAY, 5));
  expect(await stored()).toMatchObject({ health: 'alert', computed: 'on_track' });
  const last = addDays(TODAY, 29);
  await asOwner((sql) => sql`select health.refresh(${[caseId]}::uuid[], ${last})`);
  expect((await stored()).health).toBe('alert');
  await asOwner((sql) => sql`select health.refresh(${[caseId]}::uuid[], ${addDays(last, 1)})`);
  expect(await stored()).toMatchObject({ health: (await stored()).computed });
  await expect(judge('watch', TODAY, addDays(TODAY, 30))).rejects.toMatchObject({ constraint_name: 'health_overrides_days' });
});
