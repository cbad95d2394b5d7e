import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '~/access/actor';
import { freshWorld, type World } from '../../support/world';

let world: World;
let ids: string[];
let asActor: typeof import('~/access/acting.server').asActor;
let asReader: typeof import('~/access/acting.server').asReader;
let command: typeof import('~/features/milestones/reschedule-milestone.server');
const AT = new Date('2026-11-24T10:00:00Z');

beforeAll(async () => {
  world = await freshWorld();
  ({ asActor, asReader } = await import('~/access/acting.server'));
  command = await import('~/features/milestones/reschedule-milestone.server');
});
afterAll(() => world.drop());

beforeEach(async () => {
  await world.asOwner(
    world.a.clusterId,
    (sql) => sql`update cases set state = 'closed_early', ended_on = '2026-11-01', end_reason = 'withdrawn' where ended_on is null`,
  );
  ({ milestoneIds: ids } = await world.caseIn(world.a, 'active'));
  // 6 due Mon 30 Nov, then 7, 8, 9, 10 each waiting for the one before.
  const days = ['2026-11-30', '2026-12-14', '2027-01-11', '2027-02-08', '2027-06-07'];
  for (const [index, day] of days.entries())
    await world.asOwner(
      world.a.clusterId,
      (sql) => sql`update milestones set due_on = ${day}, starts_on = null where id = ${ids[5 + index]!}`,
    );
});

const at = (position: number) => ids[position - 1]!;
const dues = async () =>
  (
    await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select due_on::text as due from milestones where id in ${sql(ids.slice(5))} order by position`,
    )
  ).map((row) => row.due);
const preview = (actor: Actor, id: string, dueOn: string | null) =>
  asReader(actor, (tx) => command.readReschedulePage(tx, actor, id, dueOn));
const move = async (actor: Actor, id: string, input: Record<string, unknown>) => {
  const full = { version: 1, dueOn: '2026-12-02', reason: 'Salon reporté', shiftsFollowing: false, seen: '', ...input };
  const outcome = await asActor(actor, (tx) => command.rescheduleMilestone(tx, actor, id, full as never, AT));
  return outcome.ok ? outcome.value.moved : outcome.reason;
};

test('the preview lists what follows with its dates after; the move shifts exactly that, in working days', async () => {
  const { advisor } = world.a.actors;
  const page = await preview(advisor, at(6), '2026-12-02');
  expect(page?.preview?.followers.map((one) => [one.position, one.dueOn, one.newDueOn])).toEqual([
    [7, '2026-12-14', '2026-12-16'],
    [8, '2027-01-11', '2027-01-13'],
    [9, '2027-02-08', '2027-02-10'],
    [10, '2027-06-07', '2027-06-09'],
  ]);
  expect(await move(advisor, at(6), { shiftsFollowing: true, seen: page?.preview?.seen })).toBe(4);
  expect(await dues()).toEqual(['2026-12-02', '2026-12-16', '2027-01-13', '2027-02-10', '2027-06-09']);
  const told = await world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`select facts ->> 'dueOn' as due, (select body from event_texts t where t.event_id = e.id) as reason from events e where kind = 'milestone.rescheduled' and subject_id in ${sql(ids)} order by id`,
  );
  expect(told).toHaveLength(5);
  expect(told[0]).toEqual({ due: '2026-12-02', reason: 'Salon reporté' });
});

test('without the offer only the one moves; what is completed, and what waits behind it, never does', async () => {
  const { advisor } = world.a.actors;
  expect(await move(advisor, at(6), {})).toBe(0);
  expect(await dues()).toEqual(['2026-12-02', '2026-12-14', '2027-01-11', '2027-02-08', '2027-06-07']);
  await world.asOwner(world.a.clusterId, (sql) => sql`update milestones set state = 'done', done_on = '2026-11-20' where id = ${at(8)}`);
  const page = await preview(advisor, at(7), '2026-12-21');
  expect(page?.preview?.followers).toEqual([]);
  expect(await preview(advisor, at(8), '2026-12-21')).toBeNull();
  expect(await move(advisor, at(8), { dueOn: '2026-12-21' })).toBe('not_allowed');
});

test('refusals: not theirs, out of sight, the same day, an older version, followers changed since the preview', async () => {
  const { advisor, manager, trackLead, leader, director } = world.a.actors;
  expect(await move(trackLead, at(6), {})).toBe('not_allowed');
  expect(await move(director, at(6), {})).toBe('not_allowed');
  expect(await move(leader, at(6), {})).toBe('not_allowed');
  expect(await move(world.b.actors.manager, at(6), {})).toBe('not_found');
  expect(await move(advisor, at(6), { dueOn: '2026-11-30' })).toBe('same_date');
  expect(await move(advisor, at(6), { version: 2 })).toBe('changed_meanwhile');
  const seen = (await preview(advisor, at(6), '2026-12-02'))?.preview?.seen;
  await world.asOwner(world.a.clusterId, (sql) => sql`update milestones set version = version + 1 where id = ${at(9)}`);
  expect(await move(advisor, at(6), { shiftsFollowing: true, seen })).toBe('changed_meanwhile');
  expect((await dues())[0]).toBe('2026-11-30');
  expect(await move(manager, at(6), {})).toBe(0);
});

test('a milestone of another case of the journey follows too, and only its own lead moves it', async () => {
  const { advisor, manager, otherAdvisor } = world.a.actors;
  const other = await world.caseIn(world.a, 'active', { track: 'financing', lead: otherAdvisor });
  const far = other.milestoneIds[9]!;
  await world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`insert into milestone_dependencies (cluster_id, milestone_id, blocker_id, journey_id, case_id, company_id) values (${world.a.clusterId}, ${far}, ${at(10)}, ${world.a.journeyId}, ${other.caseId}, ${world.a.companyId})`,
  );
  const seenBy = async (actor: Actor) =>
    (await preview(actor, at(10), '2027-06-14'))?.preview?.followers.map((one) => [one.track, one.isMovable]);
  expect(await seenBy(advisor)).toEqual([['financing', false]]);
  expect(await seenBy(manager)).toEqual([['financing', true]]);
});
