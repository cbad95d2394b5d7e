import { sql as query } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { findActor, openSession } from '~/access/sessions.server';
import { addTeam } from '~/features/teams/add-team.server';
import { closeTeam, moveTeam, renameTeam } from '~/features/teams/shape-team.server';
import { putInTeam, takeOutOfTeam } from '~/features/teams/team-places.server';
import { readTeam, readTeams } from '~/features/teams/teams.queries.server';
import { freshWorld, type World } from '../../support/world';

const at = new Date();
const today = at.toLocaleDateString('sv-SE', { timeZone: 'Europe/Paris' });
const dayFrom = (days: number) => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);

let world: World;
let admin: Actor;

beforeAll(async () => {
  world = await freshWorld();
  admin = world.a.actors.admin;
}, 60_000);
afterAll(() => world?.drop());

const owner = <T>(work: Parameters<World['asOwner']>[1]) => world.asOwner(world.a.clusterId, work) as Promise<T>;
let made = 0;
/** A new team of cluster a. */
async function team(parentId: string | null = null): Promise<string> {
  made += 1;
  const added = await asActor(admin, (tx) => addTeam(tx, admin, { name: `Équipe ${made}`, parentId }));
  if (!added.ok) throw new Error(added.reason);
  return added.value.teamId;
}
/** Somebody of the staff of cluster a, signed in. */
async function colleague(role = 'advisor') {
  const { clusterId } = world.a;
  const email = `team.${crypto.randomUUID()}@test.example`;
  const ids = await owner<{ accountId: string; personId: string }>(async (sql) => {
    const [account] = await sql`insert into accounts (email) values (${email}) returning id`;
    const [person] =
      await sql`insert into people (cluster_id, account_id, given_name, family_name, email) values (${clusterId}, ${account!.id}, 'Some', 'Body', ${email}) returning id`;
    await sql`insert into cluster_roles (cluster_id, person_id, role, from_on) values (${clusterId}, ${person!.id}, ${role}, '2023-01-01')`;
    return { accountId: account!.id as string, personId: person!.id as string };
  });
  const enter = async () => {
    const cookie = await openSession(ids.accountId, { clusterId, personId: ids.personId });
    return cookie.split(';')[0]?.split('=')[1] ?? '';
  };
  return { ...ids, enter };
}
const versionOf = (id: string) =>
  owner<number>(async (sql) => (await sql`select version from teams where id = ${id}`)[0]!.version as number);
const move = async (id: string, parentId: string | null, actor = admin) => {
  const version = await versionOf(id);
  return asActor(actor, (tx) => moveTeam(tx, actor, id, { version, parentId }));
};
const close = async (id: string, actor = admin) => {
  const version = await versionOf(id);
  return asActor(actor, (tx) => closeTeam(tx, actor, id, { version }, at));
};
const putIn = (
  teamId: string,
  personId: string,
  more: { leadsTeam?: boolean; fromOn?: string; untilOn?: string | null } = {},
  actor = admin,
) => asActor(actor, (tx) => putInTeam(tx, actor, teamId, { personId, leadsTeam: false, fromOn: today, untilOn: null, ...more }));
const pageOf = (id: string, actor = admin) => asReader(actor, (tx) => readTeam(tx, actor, id, at));
const takeOut = async (teamId: string, personId: string, lastOn: string | null, actor = admin) => {
  const placeId = (await pageOf(teamId))?.places.find((place) => place.personId === personId)?.id ?? crypto.randomUUID();
  return asActor(actor, (tx) => takeOutOfTeam(tx, actor, teamId, { placeId, lastOn }, at));
};

describe('the tree', () => {
  it('grows, is renamed and moved by administrators alone, with what it was told', async () => {
    const [one, two] = [await team(), await team()];
    expect(await move(two, one)).toMatchObject({ ok: true });
    const rename = (name: string, version: number, actor = admin) => asActor(actor, (tx) => renameTeam(tx, actor, one, { name, version }));
    expect(await rename('Marchés', 1)).toMatchObject({ ok: true });
    expect(await rename('Autre', 1)).toMatchObject({ reason: 'changed_meanwhile' });
    const three = await team();
    expect(await asActor(admin, (tx) => renameTeam(tx, admin, three, { name: 'MARCHÉS', version: 1 }))).toMatchObject({
      reason: 'name_taken',
    });
    expect(await asActor(admin, (tx) => addTeam(tx, admin, { name: 'marchés', parentId: null }))).toMatchObject({ reason: 'name_taken' });
    for (const other of [world.a.actors.manager, world.a.actors.director, world.a.actors.advisor])
      expect(await rename('X', 2, other)).toMatchObject({ reason: 'not_allowed' });
    const stranger = world.b.actors.admin;
    expect(await rename('X', 2, stranger)).toMatchObject({ reason: 'not_found' });
    expect(await pageOf(one, stranger)).toBeNull();
    const page = await pageOf(two);
    expect(page?.above.map(({ name }) => name)).toEqual(['Marchés']);
    expect(page?.events.map(({ kind, what }) => [kind, what])).toEqual([
      ['team.moved', 'Marchés'],
      ['team.added', null],
    ]);
    const [told] = await owner<{ facts: Record<string, unknown>; body: string }[]>(
      (sql) =>
        sql`select e.facts, x.body from events e join event_texts x on x.event_id = e.id and x.field = 'name_to' where e.kind = 'team.renamed' and e.subject_id = ${one}`,
    );
    expect(told?.body).toBe('Marchés');
  });

  it('never puts a team under itself or under one below it, whatever the way', async () => {
    const top = await team();
    const middle = await team(top);
    const low = await team(middle);
    for (const under of [top, middle, low]) expect(await move(top, under)).toMatchObject({ reason: 'under_itself' });
    expect((await pageOf(top))?.parents.map(({ id }) => id)).not.toEqual(expect.arrayContaining([middle]));
    const write = (id: string, parentId: string) =>
      asActor(admin, async (tx) => {
        await tx.execute(query`update teams set parent_id = ${parentId} where id = ${id}`);
        return { ok: true as const, value: null };
      });
    await expect(write(top, low)).rejects.toMatchObject({ cause: { code: '23514' } });
    await expect(write(top, top)).rejects.toMatchObject({ cause: { code: '23514' } });
    expect(await move(low, null)).toMatchObject({ ok: true });
    expect(await move(top, low)).toMatchObject({ ok: true });
  });

  it('has no circle when two are moved under each other at once', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await team(), await team()];
      const outcomes = await Promise.all([move(one, two), move(two, one)]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ reason: 'under_itself' });
    }
  });

  it('takes nothing under a team that is closed', async () => {
    const [closed, other] = [await team(), await team()];
    expect(await close(closed)).toMatchObject({ ok: true });
    expect(await move(other, closed)).toMatchObject({ reason: 'parent_gone' });
    expect(await asActor(admin, (tx) => addTeam(tx, admin, { name: 'Sous une équipe fermée', parentId: closed }))).toMatchObject({
      reason: 'parent_gone',
    });
    expect(await putIn(closed, (await colleague()).personId)).toMatchObject({ reason: 'team_closed' });
    expect(await close(closed)).toMatchObject({ reason: 'team_closed' });
  });
});

describe('closing', () => {
  it('is refused while somebody is in it, will be, or a team is below', async () => {
    const [top, person] = [await team(), await colleague()];
    const below = await team(top);
    expect(await close(top)).toMatchObject({ reason: 'has_teams', detail: { teams: 1 } });
    await close(below);
    await putIn(top, person.personId, { fromOn: dayFrom(10) });
    expect(await close(top)).toMatchObject({ reason: 'has_members', detail: { members: 1 } });
    await takeOut(top, person.personId, null);
    expect(await close(top)).toMatchObject({ ok: true });
  });

  it('is refused while it has open cases, of which an administrator learns the number alone', async () => {
    const { caseId } = await world.caseIn(world.a, 'active');
    const id = await team();
    await owner((sql) => sql`update cases set team_id = ${id} where id = ${caseId}`);
    expect(await close(id)).toMatchObject({ reason: 'has_cases', detail: { cases: 1 } });
    expect((await asReader(admin, (tx) => readTeams(tx, admin, at))).find((line) => line.id === id)).toMatchObject({ cases: 1 });
    for (const other of [world.a.actors.leader, world.a.actors.funder, world.a.actors.director]) {
      const [row] = (await asReader(other, (tx) => tx.execute(query`select access.team_cases(${id}::uuid) as n`))) as unknown as {
        n: number;
      }[];
      expect(row?.n).toBe(0);
    }
  });

  it('lets nobody in at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [id, person] = [await team(), await colleague()];
      const [closed, joined] = await Promise.all([close(id), putIn(id, person.personId)]);
      expect([closed.ok, joined.ok].filter(Boolean)).toHaveLength(1);
    }
  });
});

describe('people', () => {
  let teamId: string;
  beforeEach(async () => {
    teamId = await team();
  });

  it('come and go with their days; past stays are told apart', async () => {
    const { personId } = await colleague();
    expect(await putIn(teamId, personId, { fromOn: '2026-01-10', untilOn: '2026-01-01' })).toMatchObject({ reason: 'days_order' });
    expect(await putIn(teamId, personId)).toMatchObject({ ok: true });
    expect(await putIn(teamId, personId, { fromOn: dayFrom(30) })).toMatchObject({ reason: 'already_member' });
    expect(await takeOut(teamId, personId, dayFrom(-3))).toMatchObject({ reason: 'days_order' });
    expect(await takeOut(teamId, personId, dayFrom(5))).toMatchObject({ ok: true });
    expect((await pageOf(teamId))?.places).toMatchObject([{ personId, untilOn: dayFrom(5), endedAt: null }]);
    expect(await putIn(teamId, personId, { fromOn: dayFrom(6) })).toMatchObject({ ok: true });
    const other = await colleague();
    await putIn(teamId, other.personId, { fromOn: dayFrom(-9) });
    expect(await takeOut(teamId, other.personId, dayFrom(-3))).toMatchObject({ reason: 'day_past' });
    expect(await takeOut(teamId, other.personId, null)).toMatchObject({ ok: true });
    const page = await pageOf(teamId);
    expect(page?.places).toHaveLength(2);
    expect(page?.pastPlaces).toMatchObject([{ personId: other.personId, endedAt: expect.any(String) }]);
    const [past] = page?.pastPlaces ?? [];
    const again = await asActor(admin, (tx) => takeOutOfTeam(tx, admin, teamId, { placeId: past!.id, lastOn: null }, at));
    expect(again).toMatchObject({ reason: 'place_over' });
    expect(page?.events[0]).toMatchObject({ kind: 'team.left', what: 'Some Body' });
  });

  it('are of the staff and at work, and put in by another', async () => {
    expect(await putIn(teamId, world.a.actors.leader.personId)).toMatchObject({ reason: 'not_found' });
    expect(await putIn(teamId, world.b.actors.advisor.personId)).toMatchObject({ reason: 'not_found' });
    expect(await putIn(teamId, admin.personId)).toMatchObject({ reason: 'own_rights' });
    expect(await putIn(teamId, world.a.actors.advisor.personId, {}, world.a.actors.manager)).toMatchObject({ reason: 'not_allowed' });
    const gone = await colleague();
    await owner((sql) => sql`update people set disabled_at = now() where id = ${gone.personId}`);
    expect(await putIn(teamId, gone.personId)).toMatchObject({ reason: 'is_deactivated' });
    const insert = (actor: Actor, personId: string) =>
      asActor(actor, async (tx) => {
        await tx.execute(
          query`insert into team_members (cluster_id, team_id, person_id, from_on) values (${actor.clusterId}, ${teamId}, ${personId}, ${today})`,
        );
        return { ok: true as const, value: null };
      });
    await expect(insert(admin, admin.personId)).rejects.toMatchObject({ cause: { code: '42501' } });
    await expect(insert(world.a.actors.manager, gone.personId)).rejects.toMatchObject({ cause: { code: '42501' } });
  });

  it('who come to lead one sign in again, and read its cases and those below from then on', async () => {
    const below = await team(teamId);
    const { caseId } = await world.caseIn(world.a, 'active', { track: 'innovation' });
    await owner((sql) => sql`update cases set team_id = ${below} where id = ${caseId}`);
    const person = await colleague();
    const before = await person.enter();
    const sees = async (token: string) => {
      const actor = await findActor(token);
      return actor && (await asReader(actor, (tx) => tx.execute(query`select 1 from cases where id = ${caseId}`))).length === 1;
    };
    expect(await sees(before)).toBe(false);
    await putIn(teamId, person.personId, { leadsTeam: true });
    expect(await findActor(before)).toBeNull();
    const after = await person.enter();
    expect(await sees(after)).toBe(true);
    await takeOut(teamId, person.personId, null);
    expect(await sees(after)).toBe(false);
  });

  it('keep an administrator who reads a team’s cases from shaping that team, or putting another under it', async () => {
    const person = await colleague();
    await owner(
      (sql) =>
        sql`insert into cluster_roles (cluster_id, person_id, role, from_on) values (${world.a.clusterId}, ${person.personId}, 'admin', '2023-01-01')`,
    );
    const below = await team(teamId);
    const other = await team();
    await putIn(teamId, person.personId, { leadsTeam: true });
    const lead = (await findActor(await person.enter())) as Actor;
    for (const own of [teamId, below]) {
      expect(await move(own, null, lead)).toMatchObject({ reason: 'own_rights' });
      expect(await close(own, lead)).toMatchObject({ reason: 'own_rights' });
      expect(await putIn(own, world.a.actors.advisor.personId, {}, lead)).toMatchObject({ reason: 'own_rights' });
      expect(await asActor(lead, (tx) => addTeam(tx, lead, { name: 'Sous la mienne', parentId: own }))).toMatchObject({
        reason: 'own_rights',
      });
      expect(await move(other, own, lead)).toMatchObject({ reason: 'own_rights' });
    }
    expect((await pageOf(teamId, lead))?.can.change).toBe(false);
    const write = asActor(lead, async (tx) => {
      await tx.execute(query`update teams set parent_id = ${teamId} where id = ${other}`);
      return { ok: true as const, value: null };
    });
    await expect(write).rejects.toMatchObject({ cause: { code: '42501' } });
    expect(await move(other, null, lead)).toMatchObject({ ok: true });
  });
});
