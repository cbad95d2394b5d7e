import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '~/access/actor';
import type { WriteNoteInput } from '~/features/notes/note.schema';
import { freshWorld, type World } from '../../support/world';

let world: World;
let caseId: string;
let asActor: typeof import('~/access/acting.server').asActor;
let asReader: typeof import('~/access/acting.server').asReader;
let writeNote: typeof import('~/features/notes/write-note.server').writeNote;
let editNote: typeof import('~/features/notes/edit-note.server').editNote;
let shareItem: typeof import('~/features/confidentiality/share-item.server').shareItem;
let readNotesCard: typeof import('~/features/notes/notes.queries.server').readNotesCard;
const AT = new Date('2026-11-24T10:00:00Z');

beforeAll(async () => {
  world = await freshWorld();
  ({ asActor, asReader } = await import('~/access/acting.server'));
  ({ writeNote } = await import('~/features/notes/write-note.server'));
  ({ editNote } = await import('~/features/notes/edit-note.server'));
  ({ shareItem } = await import('~/features/confidentiality/share-item.server'));
  ({ readNotesCard } = await import('~/features/notes/notes.queries.server'));
});
afterAll(() => world.drop());

beforeEach(async () => {
  await world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`update cases set state = 'closed_early', ended_on = '2026-11-01', end_reason = 'withdrawn', resumes_in = null where ended_on is null`,
  );
  ({ caseId } = await world.caseIn(world.a, 'active'));
});

const note = (changes: Partial<WriteNoteInput> = {}): WriteNoteInput => ({
  kind: 'internal',
  happenedOn: '2026-11-24',
  minutes: null,
  contactId: null,
  isVoicemail: false,
  wasAnswered: false,
  body: 'Un point à retenir',
  keep: 'publish',
  audience: 'team',
  readerIds: [],
  ...changes,
});

const write = async (actor: Actor, changes: Partial<WriteNoteInput> = {}, id = caseId, at = AT) => {
  const outcome = await asActor(actor, (tx) => writeNote(tx, actor, id, note(changes), at));
  return outcome.ok ? outcome.value.noteId : outcome.reason;
};
const bodiesSeenBy = async (actor: Actor) =>
  ((await asReader(actor, (tx) => readNotesCard(tx, actor, caseId, { limit: 50 })))?.notes ?? []).map((line) =>
    line.html.replace(/<\/?p>/g, ''),
  );
const clocks = (rule: string) =>
  world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`select stopped_at::text as stopped, due_on::text as due from clocks where case_id = ${caseId} and rule = ${rule} order by started_at, id`,
  );
const startClock = (rule: string) =>
  world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`insert into clocks (cluster_id, case_id, company_id, rule, started_at, alert_on, due_on) values (${world.a.clusterId}, ${caseId}, ${world.a.companyId}, ${rule}, '2026-11-20T08:00:00Z', '2026-11-25', '2026-11-27')`,
  );

describe('who reads', () => {
  test('internal: staff of the case; shared: its leaders too; a draft: its author', async () => {
    const { advisor, manager, leader, otherLeader, collaborator, otherAdvisor, trackLead } = world.a.actors;
    await write(advisor, { body: 'interne' });
    await write(advisor, { body: 'partagée', audience: 'company' });
    await write(advisor, { body: 'brouillon', keep: 'draft', audience: 'company' });
    expect((await bodiesSeenBy(advisor)).sort()).toEqual(['brouillon', 'interne', 'partagée']);
    expect((await bodiesSeenBy(manager)).sort()).toEqual(['interne', 'partagée']);
    expect((await bodiesSeenBy(trackLead)).sort()).toEqual(['interne', 'partagée']);
    expect(await bodiesSeenBy(leader)).toEqual(['partagée']);
    for (const stranger of [otherLeader, collaborator, otherAdvisor, world.b.actors.manager])
      expect(await bodiesSeenBy(stranger)).toEqual([]);
    const card = await asReader(advisor, (tx) => readNotesCard(tx, advisor, caseId, { limit: 50 }));
    expect(card?.total).toBe(2);
  });

  test('the composer names exactly who can read an internal note, and which leaders read a shared one', async () => {
    const people = world.a.actors;
    for (const isOpen of [false, true]) {
      await openTeams(isOpen);
      const id = await write(people.advisor, { body: `secret ${isOpen}` });
      const card = (await asReader(people.advisor, (tx) => readNotesCard(tx, people.advisor, caseId, { limit: 1 })))!;
      const named = new Set(card.readers.filter((reader) => !reader.parts.includes('leader')).map((reader) => reader.id));
      const { sql } = await import('drizzle-orm');
      for (const person of Object.values(people)) {
        const seen = (await asReader(person, (tx) => tx.execute(sql`select 1 from notes where id = ${id}`))) as unknown as unknown[];
        expect([person.givenName, isOpen, named.has(person.personId)]).toEqual([person.givenName, isOpen, seen.length === 1]);
      }
      expect(card.readers.filter((reader) => reader.parts.includes('leader')).map((reader) => reader.name)).toEqual(['leader A']);
      expect(card.readers[0]).toMatchObject({ id: people.advisor.personId, name: 'advisor A', parts: expect.arrayContaining(['lead']) });
    }
    await openTeams(false);
  });

  test('an advisor of the company’s other case reads this one, and is named', async () => {
    const { otherAdvisor, advisor } = world.a.actors;
    await world.caseIn(world.a, 'active', { track: 'financing', lead: otherAdvisor });
    const card = (await asReader(advisor, (tx) => readNotesCard(tx, advisor, caseId, { limit: 1 })))!;
    expect(card.readers).toContainEqual({ id: otherAdvisor.personId, name: 'otherAdvisor A', parts: ['company_advisor'] });
    await write(advisor, { body: 'vue' });
    expect(await bodiesSeenBy(otherAdvisor)).toEqual(['vue']);
  });
});

const openTeams = async (isOpen: boolean) => {
  const { default: postgres } = await import('postgres');
  const owner = postgres(world.ownerUrl, { max: 1, onnotice: () => {} });
  await owner`update clusters set advisors_read_team = ${isOpen}`;
  await owner.end();
};

describe('writing', () => {
  test('refusals: not theirs, out of sight, tomorrow, a stranger as contact', async () => {
    const { advisor, director, leader, otherLeader } = world.a.actors;
    expect(await write(director)).toBe('not_allowed');
    expect(await write(leader)).toBe('not_allowed');
    expect(await write(world.b.actors.manager)).toBe('not_found');
    expect(await write(advisor, {}, 'no-id')).toBe('not_found');
    expect(await write(advisor, { happenedOn: '2026-11-25' })).toBe('future_date');
    expect(await write(advisor, { happenedOn: '2026-11-25', keep: 'draft' })).toMatch(/^[0-9a-f-]{36}$/);
    expect(await write(advisor, { kind: 'call', contactId: otherLeader.personId })).toBe('unknown_contact');
    expect(await write(advisor, { kind: 'call', contactId: advisor.personId })).toBe('unknown_contact');
  });

  test('a day of one person holds 24 hours over all their cases, even when two notes are sent at once', async () => {
    const { manager } = world.a.actors;
    const on = { happenedOn: '2026-11-20', minutes: 800 };
    const outcomes = await Promise.all([write(manager, on), write(manager, on), write(manager, on)]);
    expect(outcomes.filter((outcome) => outcome === 'too_many_minutes')).toHaveLength(2);
    expect(await write(manager, { ...on, minutes: 640 })).toMatch(/^[0-9a-f-]{36}$/);
    expect(await write(manager, { ...on, minutes: 1 })).toBe('too_many_minutes');
    expect(await write(manager, { ...on, minutes: 1, happenedOn: '2026-11-19' })).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('a two-way note stops C1 and renews the cadence; a voicemail, an unanswered e-mail or a draft don’t', async () => {
    const { advisor, leader } = world.a.actors;
    await startClock('C1');
    await write(advisor, { kind: 'call', contactId: leader.personId, isVoicemail: true });
    await write(advisor, { kind: 'email' });
    await write(advisor, { kind: 'meeting', keep: 'draft' });
    expect(await clocks('C1')).toMatchObject([{ stopped: null }]);
    await write(advisor, { kind: 'call', contactId: leader.personId, happenedOn: '2026-11-23' });
    expect(await clocks('C1')).toMatchObject([{ stopped: expect.stringContaining('2026-11-23') }]);
    expect(await clocks('C6')).toMatchObject([{ stopped: null }]);
    const [seen] = await world.asOwner(world.a.clusterId, (sql) => sql`select last_contact_on::text as at from cases where id = ${caseId}`);
    expect(seen?.at).toBe('2026-11-23');
    // An older contact, told later, doesn't bring the next one forward.
    const before = await clocks('C6');
    await write(advisor, { kind: 'visit', happenedOn: '2026-11-10' });
    expect(await clocks('C6')).toEqual(before);
    await write(advisor, { kind: 'visit' });
    expect(await clocks('C6')).toMatchObject([{ stopped: expect.any(String) }, { stopped: null }]);
  });

  test('the same submit twice writes one note', async () => {
    const { advisor } = world.a.actors;
    const sent = { idempotencyKey: crypto.randomUUID(), values: { body: 'x' } };
    const twice = await Promise.all(
      [1, 2].map(() => asActor(advisor, (tx) => writeNote(tx, advisor, caseId, note({ body: 'une fois' }), AT), sent)),
    );
    expect(twice.map((outcome) => outcome.ok)).toEqual([true, true]);
    expect(await bodiesSeenBy(advisor)).toEqual(['une fois']);
  });
});

describe('correcting and sharing', () => {
  const edit = async (actor: Actor, id: string, changes: Partial<WriteNoteInput> & { version?: number } = {}) => {
    const { audience: _, ...fields } = note(changes);
    const outcome = await asActor(actor, (tx) => editNote(tx, actor, id, { ...fields, version: changes.version ?? 1 }, AT));
    return outcome.ok ? 'done' : outcome.reason;
  };
  const share = async (actor: Actor, id: string, version = 1) => {
    const outcome = await asActor(actor, (tx) => shareItem(tx, actor, ['note', id], { version }, AT));
    return outcome.ok ? 'done' : outcome.reason;
  };
  const kinds = async (id: string) =>
    (
      await world.asOwner(world.a.clusterId, (sql) => sql`select kind, confidentiality from events where subject_id = ${id} order by id`)
    ).map((row) => `${row.kind} ${row.confidentiality}`);

  test('the author edits their own, from the version they read; a draft becomes a note once', async () => {
    const { advisor, manager } = world.a.actors;
    const id = await write(advisor, { body: 'brouillon', keep: 'draft' });
    expect(await kinds(id)).toEqual([]);
    expect(await edit(manager, id)).toBe('not_found');
    expect(await edit(advisor, id, { keep: 'draft', body: 'brouillon 2' })).toBe('done');
    expect(await edit(advisor, id, { body: 'note', version: 1 })).toBe('changed_meanwhile');
    expect(await edit(advisor, id, { body: 'note', version: 2 })).toBe('done');
    expect(await kinds(id)).toEqual(['note.written team']);
    expect(await edit(manager, id, { version: 3 })).toBe('not_allowed');
    // Published is published: the draft button has no effect on it.
    expect(await edit(advisor, id, { body: 'note corrigée', version: 3, keep: 'draft' })).toBe('done');
    expect(await bodiesSeenBy(manager)).toContain('note corrigée');
    expect(await kinds(id)).toEqual(['note.written team', 'note.edited team']);
    expect(await edit(advisor, id, { happenedOn: '2027-01-01', version: 4 })).toBe('future_date');
  });

  test('the author or the lead shares, once, and the leader reads from then on', async () => {
    const { advisor, manager, leader, trackLead } = world.a.actors;
    const id = await write(manager, { body: 'à partager' });
    expect(await bodiesSeenBy(leader)).toEqual([]);
    expect(await share(trackLead, id)).toBe('not_allowed');
    expect(await share(leader, id)).toBe('not_found');
    expect(await share(advisor, id, 9)).toBe('changed_meanwhile');
    expect(await share(advisor, id)).toBe('done');
    expect(await share(advisor, id, 2)).toBe('already_shared');
    expect(await bodiesSeenBy(leader)).toEqual(['à partager']);
    expect(await kinds(id)).toEqual(['note.written team', 'note.shared company']);
    const draft = await write(advisor, { keep: 'draft' });
    expect(await share(advisor, draft)).toBe('draft_not_shared');
  });

  test('pages follow the last note shown, newest first', async () => {
    const { advisor } = world.a.actors;
    for (const day of ['01', '03', '02', '03']) await write(advisor, { happenedOn: `2026-11-${day}`, body: day });
    const first = (await asReader(advisor, (tx) => readNotesCard(tx, advisor, caseId, { limit: 3 })))!;
    expect(first.notes.map((line) => line.happenedOn)).toEqual(['2026-11-03', '2026-11-03', '2026-11-02']);
    const second = (await asReader(advisor, (tx) => readNotesCard(tx, advisor, caseId, { limit: 3, before: first.next })))!;
    expect(second.notes.map((line) => line.happenedOn)).toEqual(['2026-11-01']);
    expect(second.next).toBeNull();
    expect((await asReader(advisor, (tx) => readNotesCard(tx, advisor, caseId, { limit: 3, before: "x'; drop" })))?.notes).toHaveLength(3);
  });
});
