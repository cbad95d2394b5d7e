import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { chooseLetters } from '~/features/mail/choose-letters.server';
import { listLetterChoices } from '~/features/mail/letter-choices.queries.server';
import { readMailCounts } from '~/features/mail/mail-counts.queries.server';
import { freshWorld, type World } from '../../support/world';

const AT = new Date('2026-11-24T10:00:00Z');
let world: World;
let leader: Actor;
beforeAll(async () => {
  world = await freshWorld();
  leader = world.a.actors.leader;
});
afterAll(() => world.drop());

const choices = (actor: Actor) => asReader(actor, (tx) => listLetterChoices(tx, actor));
const choose = (actor: Actor, milestone_turn: boolean, milestone_returned = true, note_shared = true) =>
  asActor(actor, (tx) => chooseLetters(tx, actor, { milestone_turn, milestone_returned, note_shared, handed_over: true }, AT));

describe('choosing one’s letters', () => {
  it('is for those to whom letters come, of the kinds that come to them', async () => {
    expect((await choices(leader)).map(({ kind, isOn }) => [kind, isOn])).toEqual([
      ['milestone_turn', true],
      ['milestone_returned', true],
      ['note_shared', true],
      ['handed_over', true],
    ]);
    expect((await choices(world.a.actors.advisor)).map(({ kind }) => kind)).toEqual(['milestone_turn']);
    for (const name of ['director', 'funder', 'admin', 'collaborator'] as const) {
      expect(await choices(world.a.actors[name])).toEqual([]);
      expect(await choose(world.a.actors[name], false)).toEqual({ ok: false, reason: 'not_allowed' });
    }
  });

  it('holds until chosen again, for oneself alone, and leaves its trace', async () => {
    expect(await choose(leader, false)).toMatchObject({ ok: true });
    expect(await choose(leader, false)).toMatchObject({ ok: true });
    expect((await choices(leader)).map(({ isOn }) => isOn)).toEqual([false, true, true, true]);
    expect((await choices(world.a.actors.otherLeader)).map(({ isOn }) => isOn)).toEqual([true, true, true, true]);
    expect(await choose(leader, true, true, false)).toMatchObject({ ok: true });
    expect((await choices(leader)).map(({ isOn }) => isOn)).toEqual([true, true, false, true]);
    const events = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select facts, confidentiality from events where kind = 'letters.chosen' and subject_id = ${leader.personId} order by id`,
    );
    expect(events.map(({ facts, confidentiality }) => [facts, confidentiality])).toEqual([
      [{ letter: 'milestone_turn', isOn_from: true, isOn_to: false }, 'admin'],
      [{ letter: 'milestone_turn', isOn_from: false, isOn_to: true }, 'admin'],
      [{ letter: 'note_shared', isOn_from: true, isOn_to: false }, 'admin'],
    ]);
  });
});

describe('how letters are doing', () => {
  it('is numbers, of one’s own cluster, for an administrator', async () => {
    const { clusterId, actors } = world.a;
    const row = (outcome: string | null, minutes: number) =>
      world.asOwner(clusterId, async (sql) => {
        const [event] =
          await sql`insert into events (cluster_id, kind, subject_kind, subject_id) values (${clusterId}, 'note.shared', 'note', uuidv7()) returning id, subject_id`;
        await sql`insert into outbox (cluster_id, event_id, kind, recipient_id, subject_id, created_at, due_at, attempts, settled_at, outcome)
          values (${clusterId}, ${event?.id}, 'note_shared', ${leader.personId}, ${event?.subject_id}, ${AT.toISOString()}, ${AT.toISOString()}, ${minutes},
            ${outcome ? new Date(AT.getTime() + minutes * 60_000).toISOString() : null}, ${outcome})`;
      });
    for (const [index, outcome] of ['sent', 'sent', 'opted_out', 'bounced', 'parked', null, null].entries()) await row(outcome, index - 5);
    const ofAccount = (kind: string, accountId: string | null, invites: string | null = null) =>
      world.asOwner(
        clusterId,
        (sql) => sql`insert into account_mails (kind, email, account_id, cluster_id, created_at, due_at, settled_at, outcome)
          values (${kind}, 'x@test.example', ${accountId}, ${invites}, ${AT.toISOString()}, ${AT.toISOString()}, ${AT.toISOString()}, 'sent')`,
      );
    await ofAccount('new_device', actors.advisor.accountId);
    await ofAccount('invitation', null, clusterId);
    // Of nobody here: somebody of the other cluster, an address that nobody has, an invitation to the other cluster.
    await ofAccount('new_device', world.b.actors.advisor.accountId);
    await ofAccount('reset', null);
    await ofAccount('invitation', null, world.b.clusterId);
    const read = (actor: Actor) => asReader(actor, (tx) => readMailCounts(tx, AT));
    expect(await read(actors.admin)).toMatchObject([
      { kind: 'invitation', sent: 1 },
      { kind: 'new_device', sent: 1 },
      { kind: 'note_shared', waiting: 2, late: 1, sent: 2, heldBack: 1, parked: 2 },
    ]);
    expect(new Date((await read(actors.admin))[2]?.lastSentAt ?? '').getTime()).toBe(AT.getTime() - 4 * 60_000);
    for (const name of ['manager', 'director', 'advisor', 'leader', 'funder'] as const) expect(await read(actors[name])).toEqual([]);
    expect(await read(world.b.actors.admin)).toMatchObject([
      { kind: 'invitation', sent: 1, waiting: 0 },
      { kind: 'new_device', sent: 1, waiting: 0 },
    ]);
  });
});
