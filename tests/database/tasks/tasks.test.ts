import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '~/access/actor';
import type { TaskMove, TaskSide } from '~/features/tasks/task';
import { freshWorld, type World } from '../../support/world';

let world: World;
let caseId: string;
let asActor: typeof import('~/access/acting.server').asActor;
let asReader: typeof import('~/access/acting.server').asReader;
let addTask: typeof import('~/features/tasks/add-task.server').addTask;
let moveTask: typeof import('~/features/tasks/move-task.server').moveTask;
let listTasks: typeof import('~/features/tasks/tasks.queries.server').listTasks;
const AT = new Date('2026-11-24T10:00:00Z');

beforeAll(async () => {
  world = await freshWorld();
  ({ asActor, asReader } = await import('~/access/acting.server'));
  ({ addTask } = await import('~/features/tasks/add-task.server'));
  ({ moveTask } = await import('~/features/tasks/move-task.server'));
  ({ listTasks } = await import('~/features/tasks/tasks.queries.server'));
  ({ caseId } = await world.caseIn(world.a, 'active'));
});
afterAll(() => world.drop());

const add = async (
  actor: Actor,
  side: TaskSide = 'advisor',
  title = 'Relire le budget',
  dueOn: string | null = '2026-12-01',
  id = caseId,
) => {
  const outcome = await asActor(actor, (tx) => addTask(tx, actor, id, { title, side, itemClass: 'team', readerIds: [], dueOn }, AT));
  return outcome.ok ? outcome.value.taskId : outcome.reason;
};
const move = async (actor: Actor, id: string, to: TaskMove, reason: string | null = null, version = 1) => {
  const outcome = await asActor(actor, (tx) => moveTask(tx, actor, id, { move: to, reason, version }, AT));
  return outcome.ok ? 'done' : outcome.reason;
};
const seenBy = (actor: Actor) => asReader(actor, (tx) => listTasks(tx, actor, caseId));

test('staff add tasks for either side; others are refused or see nothing', async () => {
  const { advisor, manager, director, leader, otherLeader } = world.a.actors;
  const mine = await add(advisor);
  const theirs = await add(manager, 'company', 'Envoyer la liasse', null);
  expect(await add(director)).toBe('not_allowed');
  expect(await add(leader)).toBe('not_allowed');
  expect(await add(otherLeader)).toBe('not_found');
  expect(await add(advisor, 'advisor', 'x y z', null, 'nothing')).toBe('not_found');
  const ended = await world.caseIn(world.a, 'closed', { track: 'innovation' });
  expect(await add(advisor, 'advisor', 'x y z', null, ended.caseId)).toBe('case_ended');
  expect((await seenBy(advisor)).map((task) => task.id)).toEqual([mine, theirs]);
  expect(await seenBy(leader)).toMatchObject([{ id: theirs, dueOn: null, offered: ['complete', 'block'] }]);
  expect(await seenBy(world.b.actors.manager)).toEqual([]);
});

test('a task is done once; a block and a drop say why; the leader settles the company’s own', async () => {
  const { advisor, leader, director } = world.a.actors;
  const mine = await add(advisor);
  expect(await move(director, mine, 'complete')).toBe('not_allowed');
  expect(await move(leader, mine, 'complete')).toBe('not_found');
  expect(await move(advisor, mine, 'block')).toBe('reason_missing');
  expect(await move(advisor, mine, 'block', 'Attend la banque')).toBe('done');
  expect(await move(advisor, mine, 'block', 'Encore', 2)).toBe('already_blocked');
  expect((await seenBy(advisor))[0]).toMatchObject({ id: mine, state: 'blocked', reason: 'Attend la banque', blockedSince: '2026-11-24' });
  expect(await move(advisor, mine, 'complete', null, 1)).toBe('changed_meanwhile');
  expect(await move(advisor, mine, 'unblock', null, 2)).toBe('done');
  expect(await move(advisor, mine, 'unblock', null, 3)).toBe('not_blocked');
  expect(await move(advisor, mine, 'reopen', null, 3)).toBe('task_open');
  expect(await move(advisor, mine, 'complete', null, 3)).toBe('done');
  expect(await move(advisor, mine, 'drop', 'Trop tard', 4)).toBe('task_settled');
  expect(await move(advisor, mine, 'reopen', null, 4)).toBe('done');
  expect(await move(advisor, mine, 'drop', null, 5)).toBe('reason_missing');
  expect(await move(advisor, mine, 'drop', 'Sans objet', 5)).toBe('done');
  const theirs = await add(advisor, 'company');
  expect(await move(leader, theirs, 'drop', 'Non')).toBe('not_allowed');
  expect(await move(leader, theirs, 'complete')).toBe('done');
  const kinds = await world.asOwner(
    world.a.clusterId,
    (sql) => sql`select kind, confidentiality from events where subject_id in (${mine}, ${theirs}) order by id`,
  );
  expect(kinds.map((row) => `${row.kind} ${row.confidentiality}`)).toEqual([
    'task.added team',
    'task.blocked team',
    'task.unblocked team',
    'task.completed team',
    'task.reopened team',
    'task.dropped team',
    'task.added company',
    'task.completed company',
  ]);
});

test('two people at once: one settles it', async () => {
  const { advisor, manager } = world.a.actors;
  const id = await add(advisor);
  const outcomes = await Promise.all([move(advisor, id, 'complete'), move(manager, id, 'complete')]);
  expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1);
  expect(outcomes.find((outcome) => outcome !== 'done')).toMatch(/changed_meanwhile|task_settled/);
});
