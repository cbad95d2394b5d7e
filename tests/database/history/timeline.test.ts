import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '~/access/actor';
import type { TimelineFilter } from '~/features/history/timeline';
import { freshWorld, type World } from '../../support/world';

let world: World;
let caseId: string;
let milestoneId: string;
let asReader: typeof import('~/access/acting.server').asReader;
let listTimeline: typeof import('~/features/history/timeline.queries.server').listTimeline;

beforeAll(async () => {
  world = await freshWorld();
  ({ asReader } = await import('~/access/acting.server'));
  ({ listTimeline } = await import('~/features/history/timeline.queries.server'));
  const { asActor } = await import('~/access/acting.server');
  const { recordEvent } = await import('~/features/history/record-event.server');
  const made = await world.caseIn(world.a, 'active');
  [caseId, milestoneId] = [made.caseId, made.milestoneIds[5]!];
  const { advisor, manager } = world.a.actors;
  const about = { companyId: world.a.companyId, caseId };
  const tell = (actor: Actor, ...event: Parameters<typeof recordEvent> extends [unknown, unknown, ...infer Rest] ? Rest : never) =>
    asActor(actor, async (tx) => ({ ok: true as const, value: await recordEvent(tx, actor, ...event) }));
  await tell(manager, 'case.assigned', {
    subject: ['case', caseId],
    ...about,
    confidentiality: 'company',
    facts: { leadId: advisor.personId },
  });
  await tell(advisor, 'note.written', { subject: ['note', milestoneId], ...about, facts: { kind: 'call' } });
  await tell(advisor, 'milestone.blocked', {
    subject: ['milestone', milestoneId],
    ...about,
    confidentiality: 'company',
    texts: { reason: 'Norme à vérifier', before: 'caché' },
  });
  await tell(manager, 'milestone.waived', { subject: ['milestone', milestoneId], ...about, texts: { reason: 'Sans objet ici' } });
});
afterAll(() => world.drop());

const read = async (actor: Actor, filter: TimelineFilter = 'all', limit = 50, before: string | null = null, id = caseId) =>
  asReader(actor, (tx) => listTimeline(tx, actor, id, { filter, limit, before }));
const kinds = async (actor: Actor, filter?: TimelineFilter) => (await read(actor, filter)).events.map((event) => event.kind);

test('newest first, with who, what it was about and what they said', async () => {
  const { events } = await read(world.a.actors.advisor);
  expect(events.map((event) => event.kind)).toEqual(['milestone.waived', 'milestone.blocked', 'note.written', 'case.assigned']);
  expect(events[1]).toMatchObject({
    actor: 'advisor A',
    what: expect.stringContaining('6 · '),
    words: ['Norme à vérifier'],
    isShared: true,
  });
  expect(events[3]).toMatchObject({ actor: 'manager A', what: 'advisor A' });
});

test('each side reads its own: the leader what is shared, strangers nothing', async () => {
  const { leader, otherLeader, otherAdvisor } = world.a.actors;
  expect(await kinds(leader)).toEqual(['milestone.blocked', 'case.assigned']);
  for (const stranger of [otherLeader, otherAdvisor, world.b.actors.manager]) expect(await kinds(stranger)).toEqual([]);
  expect((await read(leader, 'all', 5, null, 'nothing')).events).toEqual([]);
});

test('filters and pages by key', async () => {
  const { advisor } = world.a.actors;
  expect(await kinds(advisor, 'shared')).toEqual(['milestone.blocked', 'case.assigned']);
  expect(await kinds(advisor, 'decisions')).toEqual(['milestone.waived', 'case.assigned']);
  const first = await read(advisor, 'all', 3);
  expect(first.events).toHaveLength(3);
  const second = await read(advisor, 'all', 3, first.next);
  expect(second.events.map((event) => event.kind)).toEqual(['case.assigned']);
  expect(second.next).toBeNull();
});
