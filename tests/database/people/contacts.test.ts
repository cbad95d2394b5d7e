import { randomBytes } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { inviteContact } from '~/features/invitations/invite-contact.server';
import { type AddContactInput, addContactSchema } from '~/features/people/add-contact.schema';
import { addContact } from '~/features/people/add-contact.server';
import { listContacts } from '~/features/people/contacts.queries.server';
import { newId } from '~/platform/id.server';
import { companyRoles, people } from '../../../db/schema/people';
import { freshWorld, type World } from '../../support/world';

const TODAY = '2026-11-23';
let world: World;
let advisor: Actor;
beforeAll(async () => {
  world = await freshWorld();
  await world.caseIn(world.a, 'active');
  advisor = await world.refreshed(world.a.actors.advisor);
});
afterAll(() => world.drop());

const person = (given: Partial<AddContactInput>): AddContactInput => ({
  givenName: 'Marc',
  familyName: 'Delorval',
  email: `${randomBytes(4).toString('hex')}@optalys.example`,
  jobTitle: 'Président',
  phone: null,
  role: 'leader',
  isSignatory: false,
  ...given,
});
const add = (given: Partial<AddContactInput>, { companyId = world.a.companyId, actor = world.a.actors.manager as Actor } = {}) =>
  asActor(actor, (tx) => addContact(tx, actor, companyId, person(given), TODAY));

async function added(given: Partial<AddContactInput>, where = {}): Promise<string> {
  const outcome = await add(given, where);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value.personId;
}

const invite = (personId: string, { companyId = world.a.companyId, actor = world.a.actors.manager as Actor } = {}) =>
  asActor(actor, (tx) => inviteContact(tx, actor, { companyId, personId, locale: 'fr', at: new Date() }));

const contacts = (actor: Actor, companyId = world.a.companyId) => asReader(actor, (tx) => listContacts(tx, actor, companyId, new Date()));

async function freshCompany(name: string): Promise<string> {
  const [row] = await world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`insert into companies (cluster_id, name, foreign_id, country_code) values (${world.a.clusterId}, ${name}, ${name}, 'BE') returning id`,
  );
  return row?.id as string;
}

describe('adding a contact', () => {
  it('makes the first leader the holder of the account, and nobody after, even at the same moment', async () => {
    const companyId = await freshCompany('First leader');
    const answers = await Promise.all([add({ familyName: 'Un' }, { companyId }), add({ familyName: 'Deux' }, { companyId })]);
    expect(answers.every((answer) => answer.ok)).toBe(true);
    await added({ familyName: 'Trois', role: 'contact' }, { companyId });
    const people = await contacts(world.a.actors.manager, companyId);
    expect(people.map((one) => one.isAccountOwner)).toEqual([true, false, false]);
    expect(people.map((one) => one.role)).toEqual(['leader', 'leader', 'contact']);
  });

  it('is for staff who follow the company', async () => {
    expect(await add({}, { actor: advisor })).toMatchObject({ ok: true });
    expect(await add({}, { actor: world.a.actors.director })).toEqual({ ok: false, reason: 'not_allowed' });
    expect(await add({}, { actor: world.a.actors.collaborator })).toEqual({ ok: false, reason: 'not_found' });
    expect(await add({}, { actor: world.a.actors.otherAdvisor })).toEqual({ ok: false, reason: 'not_found' });
    expect(await add({}, { actor: world.b.actors.manager })).toEqual({ ok: false, reason: 'not_found' });
  });

  it('is not for an advisor who merely examines the company’s request, in the application or in the database', async () => {
    const companyId = await freshCompany('Asks for the first time');
    const { clusterId, programmeId, actors } = world.a;
    const outsider = actors.otherAdvisor;
    const [journey] = await world.asOwner(
      clusterId,
      (sql) =>
        sql`insert into journeys (cluster_id, company_id, programme_id, started_on) values (${clusterId}, ${companyId}, ${programmeId}, '2026-01-05') returning id`,
    );
    const { caseId } = await world.caseIn(world.a, 'submitted', { companyId, journeyId: journey?.id });
    const personId = await added({ isSignatory: true }, { companyId });
    expect((await contacts(outsider, companyId)).map((one) => [one.personId, one.canInvite])).toEqual([[personId, false]]);
    expect(await add({}, { companyId, actor: outsider })).toEqual({ ok: false, reason: 'not_allowed' });
    expect(await invite(personId, { companyId, actor: outsider })).toEqual({ ok: false, reason: 'not_allowed' });
    const byHand = (statement: (tx: Parameters<Parameters<typeof asActor>[1]>[0]) => Promise<unknown>) =>
      asActor(outsider, async (tx) => {
        await statement(tx);
        return { ok: true, value: null } as const;
      });
    await expect(
      byHand((tx) =>
        tx.insert(companyRoles).values({ clusterId, id: newId(), companyId, personId: outsider.personId, role: 'leader', fromOn: TODAY }),
      ),
    ).rejects.toThrow();
    // Whoever takes the request in charge has to write down its leader.
    await world.asOwner(
      clusterId,
      (sql) => sql`update cases set state = 'qualifying', triage_owner_id = ${outsider.personId} where id = ${caseId}`,
    );
    expect(await add({}, { companyId, actor: outsider })).toMatchObject({ ok: true });
    expect(await invite(personId, { companyId, actor: outsider })).toMatchObject({ ok: true });
  });

  it('links nobody’s account by hand, and makes nobody of the team', async () => {
    const personId = await added({});
    for (const set of [{ accountId: advisor.accountId }, { isStaff: true }])
      await expect(
        asActor(world.a.actors.manager, async (tx) => {
          await tx.update(people).set(set).where(eq(people.id, personId));
          return { ok: true, value: null } as const;
        }),
      ).rejects.toThrow();
    await expect(
      asActor(world.a.actors.leader, async (tx) => {
        await tx.update(people).set({ isStaff: true }).where(eq(people.id, world.a.actors.leader.personId));
        return { ok: true, value: null } as const;
      }),
    ).rejects.toThrow();
  });

  it('refuses an address of the team, or already here; one met elsewhere is the same person', async () => {
    const companyId = await freshCompany('Sister company');
    const personId = await added({ email: 'double@optalys.example' });
    expect(await add({ email: 'double@optalys.example' })).toEqual({ ok: false, reason: 'email_known' });
    expect(await add({ email: advisor.email })).toEqual({ ok: false, reason: 'email_of_staff' });
    expect(await added({ email: 'double@optalys.example' }, { companyId })).toBe(personId);
    expect((await contacts(world.a.actors.manager, companyId)).map((one) => one.personId)).toEqual([personId]);
  });

  it('keeps no name or address in its event', async () => {
    const personId = await added({ givenName: 'Zénobie', familyName: 'Quarantin', email: 'zenobie@optalys.example' });
    const events = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select facts::text as facts from events where subject_id = ${personId}`,
    );
    expect(events.map((event) => event.facts).join()).not.toMatch(/Quarantin|Zénobie|zenobie/);
    expect(events).toHaveLength(1);
  });

  it('takes a signature from leaders alone', () => {
    const fields = { givenName: 'A', familyName: 'B', email: 'A@B.example ', jobTitle: 'C', role: 'contact', isSignatory: 'on' };
    expect(addContactSchema.safeParse(fields).error?.issues.map((issue) => issue.message)).toEqual(['people:errors.signatory_leads']);
    expect(addContactSchema.parse({ ...fields, role: 'leader' })).toMatchObject({ isSignatory: true, email: 'a@b.example', phone: null });
    expect(addContactSchema.safeParse({ ...fields, role: 'leader', phone: 'abc' }).success).toBe(false);
  });
});

describe('the people of a company', () => {
  it('are absent for who may not see the company', async () => {
    expect((await contacts(advisor)).length).toBeGreaterThan(0);
    expect(await contacts(world.a.actors.otherAdvisor)).toEqual([]);
    expect(await contacts(world.b.actors.manager)).toEqual([]);
  });
});
