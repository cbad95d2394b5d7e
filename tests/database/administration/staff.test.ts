import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { findActor, openSession } from '~/access/sessions.server';
import { deactivatePerson, endPersonSignIns, reactivatePerson } from '~/features/administration/deactivate-person.server';
import { endRole, giveRole } from '~/features/administration/give-role.server';
import { readStaff, readStaffPerson } from '~/features/administration/staff.queries.server';
import { readStaffFilter } from '~/features/administration/staff-filter';
import { listAdvisors } from '~/features/load/advisors.queries.server';
import { freshWorld, type World } from '../../support/world';

const at = new Date();
const today = at.toISOString().slice(0, 10);

let world: World;
let admin: Actor;
const ids: Record<string, string> = {};

beforeAll(async () => {
  world = await freshWorld();
  admin = world.a.actors.admin;
}, 60_000);
afterAll(() => world?.drop());

/** Somebody of cluster a with one role, signed in. */
async function staff(name: string, role: string): Promise<{ personId: string; roleId: string; actor: () => Promise<Actor | null> }> {
  const { clusterId } = world.a;
  const email = `${name}.${crypto.randomUUID()}@test.example`;
  const made = await world.asOwner(clusterId, async (sql) => {
    const [account] = await sql`insert into accounts (email) values (${email}) returning id`;
    const [person] =
      await sql`insert into people (cluster_id, account_id, given_name, family_name, email) values (${clusterId}, ${account!.id}, ${name}, 'Staff', ${email}) returning id`;
    const [held] =
      await sql`insert into cluster_roles (cluster_id, person_id, role, from_on) values (${clusterId}, ${person!.id}, ${role}, '2023-01-01') returning id`;
    return { accountId: account!.id as string, personId: person!.id as string, roleId: held!.id as string };
  });
  const cookie = await openSession(made.accountId, { clusterId, personId: made.personId });
  const token = cookie.split(';')[0]?.split('=')[1] ?? '';
  return { ...made, actor: () => findActor(token) };
}

const give = (actor: Actor, personId: string, role: 'director' | 'admin' | 'advisor' | 'track_lead' | 'manager', more = {}) =>
  asActor(actor, (tx) =>
    giveRole(tx, actor, personId, { role, programmeId: null, track: null, fromOn: today, untilOn: null, ...more }, at),
  );
const versionOf = (personId: string) =>
  world.asOwner(world.a.clusterId, async (sql) => (await sql`select version from people where id = ${personId}`)[0]!.version as number);
const shutOut = async (actor: Actor, personId: string) => {
  const version = await versionOf(personId);
  return asActor(actor, (tx) => deactivatePerson(tx, actor, personId, { version, reason: 'Left the cluster' }, at));
};

describe('roles', () => {
  it('are given to others and never to oneself', async () => {
    const person = await staff('gained', 'advisor');
    expect(await give(admin, person.personId, 'director')).toMatchObject({ ok: true });
    expect(await give(admin, person.personId, 'director')).toMatchObject({ ok: false, reason: 'role_held' });
    expect(await give(admin, admin.personId, 'director')).toMatchObject({ ok: false, reason: 'own_rights' });
    expect(await give(world.a.actors.manager, person.personId, 'admin')).toMatchObject({ ok: false, reason: 'not_allowed' });
    expect(await give(admin, person.personId, 'track_lead')).toMatchObject({ ok: false, reason: 'track_missing' });
    expect(await give(admin, person.personId, 'manager', { programmeId: world.b.programmeId })).toMatchObject({ reason: 'no_programme' });
    expect(await give(admin, person.personId, 'admin', { untilOn: '2020-01-01' })).toMatchObject({ reason: 'days_order' });
  });

  it('stay out of reach in the database itself, for oneself and for whoever does not administer', async () => {
    const insert = (actor: Actor, personId: string) =>
      asActor(actor, async (tx) => {
        const { clusterRoles } = await import('../../../db/schema/people');
        await tx.insert(clusterRoles).values({ clusterId: actor.clusterId, personId, role: 'manager', fromOn: today });
        return { ok: true as const, value: null };
      });
    await expect(insert(admin, admin.personId)).rejects.toThrow();
    await expect(insert(world.a.actors.manager, world.a.actors.advisor.personId)).rejects.toThrow();
    await expect(insert(world.b.actors.admin, admin.personId)).rejects.toThrow();
  });

  it('end the sign-in of whoever gains one, and what they gave at the next request', async () => {
    const person = await staff('signed', 'advisor');
    expect((await person.actor())?.roles).toEqual(['advisor']);
    const ended = await asActor(admin, (tx) => endRole(tx, admin, person.personId, { roleId: person.roleId }, at));
    expect(ended).toMatchObject({ ok: true });
    expect((await person.actor())?.roles).toEqual([]);
    const again = await asActor(admin, (tx) => endRole(tx, admin, person.personId, { roleId: person.roleId }, at));
    expect(again).toMatchObject({ ok: false, reason: 'role_over' });
    expect(await give(admin, person.personId, 'director')).toMatchObject({ ok: true });
    expect(await person.actor()).toBeNull();
  });

  it('keep one administrator, also when two take each other away at the same moment', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one, two] = [await staff('one', 'admin'), await staff('two', 'admin')];
      // The two of them alone: the cast's own administrator stands aside.
      await world.asOwner(
        world.a.clusterId,
        (sql) => sql`update cluster_roles set until_on = '2023-01-02' where role = 'admin' and id not in (${one.roleId}, ${two.roleId})`,
      );
      const [first, second] = [(await one.actor()) as Actor, (await two.actor()) as Actor];
      const version = await versionOf(one.personId);
      // Both are in before either acts.
      let [entered, open] = [0, () => {}];
      const both = new Promise<void>((resolve) => {
        open = resolve;
      });
      const enter = () => {
        entered += 1;
        if (entered === 2) open();
        return both;
      };
      const outcomes = await Promise.all([
        asActor(first, async (tx) => {
          await enter();
          return endRole(tx, first, two.personId, { roleId: two.roleId }, at);
        }),
        asActor(second, async (tx) => {
          await enter();
          return deactivatePerson(tx, second, one.personId, { version, reason: 'Left the cluster' }, at);
        }),
      ]);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      // Whoever comes after the other has ended sees nobody any more.
      expect(['last_admin', 'not_found']).toContain((outcomes.find(({ ok }) => !ok) as { reason?: string }).reason);
    }
    await world.asOwner(
      world.a.clusterId,
      (sql) => sql`update cluster_roles set until_on = null where role = 'admin' and person_id = ${admin.personId}`,
    );
    admin = await world.refreshed(admin);
  });
});

describe('deactivation', () => {
  beforeEach(async () => {
    ids.person = (await staff('leaving', 'advisor')).personId;
  });

  it('ends sign-ins at once and can be taken back', async () => {
    const person = await staff('leaver', 'advisor');
    expect(await person.actor()).not.toBeNull();
    expect(await shutOut(admin, person.personId)).toMatchObject({ ok: true });
    expect(await person.actor()).toBeNull();
    const version = await versionOf(person.personId);
    const stale = await asActor(admin, (tx) => reactivatePerson(tx, admin, person.personId, { version: version - 1 }, at));
    expect(stale).toMatchObject({ ok: false, reason: 'changed_meanwhile' });
    expect(await asActor(admin, (tx) => reactivatePerson(tx, admin, person.personId, { version }, at))).toMatchObject({ ok: true });
  });

  it('is refused while the person leads open cases, and tells an administrator the number alone', async () => {
    const { advisor } = world.a.actors;
    await world.caseIn(world.a, 'active');
    const refused = await shutOut(admin, advisor.personId);
    expect(refused).toMatchObject({ ok: false, reason: 'leads_cases' });
    const page = await asReader(admin, (tx) => readStaffPerson(tx, admin, advisor.personId, at));
    expect(page?.person.ledCases).toBeGreaterThan(0);
    // Nobody else learns even that from the database.
    const { sql } = await import('drizzle-orm');
    const asked = await asReader(world.a.actors.leader, (tx) => tx.execute(sql`select access.led_cases(${advisor.personId}::uuid) as n`));
    expect((asked as unknown as { n: number }[])[0]?.n).toBe(0);
  });

  it('takes the person out of every picker', async () => {
    const { manager } = world.a.actors;
    const names = async () => (await asReader(manager, (tx) => listAdvisors(tx, manager, today))).map(({ id }) => id);
    expect(await names()).toContain(ids.person);
    await shutOut(admin, ids.person as string);
    expect(await names()).not.toContain(ids.person);
  });

  it('is nobody’s own to give', async () => {
    expect(await shutOut(admin, admin.personId)).toMatchObject({ ok: false, reason: 'own_rights' });
    expect(await shutOut(world.a.actors.manager, ids.person as string)).toMatchObject({ ok: false, reason: 'not_allowed' });
    expect(await shutOut(admin, world.a.actors.leader.personId)).toMatchObject({ ok: false, reason: 'not_found' });
  });
});

it('ends all the sign-ins of a person here, and of nobody else', async () => {
  const [one, two] = [await staff('lost', 'advisor'), await staff('kept', 'advisor')];
  await asActor(admin, (tx) => endPersonSignIns(tx, admin, one.personId));
  expect(await one.actor()).toBeNull();
  expect(await two.actor()).not.toBeNull();
});

it('lists the staff by name, narrowed and page by page, without a company’s people', async () => {
  const list = (query: string) => asReader(admin, (tx) => readStaff(tx, admin, readStaffFilter(new URLSearchParams(query)), at));
  const all = await list('');
  expect(all.rows.map(({ id }) => id)).not.toContain(world.a.actors.leader.personId);
  expect((await list('role=manager')).rows.map(({ id }) => id)).toEqual([world.a.actors.manager.personId]);
  expect((await list('state=deactivated')).rows.every(({ state }) => state === 'deactivated')).toBe(true);
  for (let made = 0; made < 60; made += 1) await staff(`many ${made}`, 'advisor');
  const first = await list('');
  expect(first.rows).toHaveLength(50);
  const second = await list(`after=${first.rows.at(-1)?.id}`);
  expect(second.rows.map(({ id }) => id)).not.toContain(first.rows[0]?.id);
  const back = await list(`before=${second.rows[0]?.id}`);
  expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
});
