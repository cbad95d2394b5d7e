import { randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { findInvitation } from '~/access/invitations.server';
import { inviteContact, revokeContactInvitation } from '~/features/invitations/invite-contact.server';
import type { InviteStaffInput } from '~/features/invitations/invite-staff.schema';
import { inviteStaff, resendStaffInvitation, revokeStaffInvitation } from '~/features/invitations/invite-staff.server';
import { listStaffInvitations } from '~/features/invitations/staff-invitations.queries.server';
import { listContacts } from '~/features/people/contacts.queries.server';
import type { Locale } from '~/i18n/locale';
import { openPool } from '~/platform/database.server';
import { openMailTransport } from '~/platform/mail.server';
import { sendDueMail } from '../../../server/send-mail';
import { openPostOffice, type PostOffice } from '../../support/post-office';
import { freshWorld, type World } from '../../support/world';

const ORIGIN = 'https://perspective.example.org';
const DAY = 86_400_000;
let world: World;
let owner: Sql;
let pool: Sql;
let office: PostOffice;
let admin: Actor;
let manager: Actor;

beforeAll(async () => {
  world = await freshWorld();
  owner = openPool(world.ownerUrl, 2);
  pool = openPool(world.workerUrl, 4);
  office = await openPostOffice();
  ({ admin, manager } = world.a.actors);
});
afterAll(async () => {
  await office.close();
  await Promise.all([owner.end(), pool.end()]);
  await world.drop();
});
afterEach(async () => {
  office.answer('take');
  office.take();
  await owner`delete from account_mails`;
});

const run = (transport = office.transport, at = new Date()) => sendDueMail({ pool, transport, origin: ORIGIN, clock: () => at });
const some = () => `${randomBytes(5).toString('hex')}@test.example`;
const tokenIn = (text = '') => /\/invitation\/([\w-]+)/.exec(text)?.[1] ?? '';

async function leader({ email = some() as string | null, role = 'leader' } = {}): Promise<string> {
  const { clusterId, companyId } = world.a;
  return world.asOwner(clusterId, async (sql) => {
    const [person] =
      await sql`insert into people (cluster_id, given_name, family_name, email) values (${clusterId}, 'Zénobie', 'Quarantin', ${email}) returning id`;
    await sql`insert into company_roles (cluster_id, company_id, person_id, role, from_on) values (${clusterId}, ${companyId}, ${person!.id}, ${role}, '2024-01-05')`;
    return person!.id as string;
  });
}
type Invite = { actor?: Actor; locale?: Locale; at?: Date; companyId?: string };
const invite = (personId: string, { actor = manager, locale = 'fr', at = new Date(), companyId = world.a.companyId }: Invite = {}) =>
  asActor(actor, (tx) => inviteContact(tx, actor, { companyId, personId, locale, at }));
const revoke = (personId: string, actor = manager) =>
  asActor(actor, (tx) => revokeContactInvitation(tx, actor, { companyId: world.a.companyId, personId, at: new Date() }));
const lineOf = async (personId: string) =>
  (await asReader(manager, (tx) => listContacts(tx, manager, world.a.companyId, new Date()))).find((one) => one.personId === personId);

const colleague = (given: Partial<InviteStaffInput> = {}): InviteStaffInput => ({
  givenName: 'Zénobie',
  familyName: 'Quarantin',
  email: some(),
  locale: 'fr',
  role: 'advisor',
  programmeId: null,
  track: null,
  fromOn: '2026-01-05',
  untilOn: null,
  ...given,
});
const inviteToStaff = (given: Partial<InviteStaffInput> = {}, { actor = admin, at = new Date() } = {}) =>
  asActor(actor, (tx) => inviteStaff(tx, actor, colleague(given), at));
async function invitedStaff(given: Partial<InviteStaffInput> = {}, at = new Date()): Promise<string> {
  const outcome = await inviteToStaff(given, { at });
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value.invitationId;
}
const waiting = (actor = admin, at = new Date()) => asReader(actor, (tx) => listStaffInvitations(tx, actor, at));

describe('a leader’s invitation', () => {
  it('goes by letter in the language asked for, with a link of 256 bits for seven days of which the digest alone is kept (S13)', async () => {
    const email = some();
    const personId = await leader({ email });
    const at = new Date();
    expect(await invite(personId, { locale: 'en', at })).toMatchObject({ ok: true });
    expect(await lineOf(personId)).toMatchObject({ invitation: 'pending', canInvite: true });
    await run();
    const [letter, ...more] = office.take();
    expect([letter?.envelope.to, more]).toEqual([[email], []]);
    expect(letter?.subject).toBe('Cluster a invites you to Perspective PME');
    expect(letter?.text).toContain('Optalys a');
    const token = tokenIn(letter?.text);
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await findInvitation(token)).toMatchObject({ companyName: 'Optalys a', email, role: null });
    const [link] = await owner`select expires_at from account_tokens where purpose = 'invitation' order by id desc limit 1`;
    expect(new Date(link?.expires_at).getTime()).toBe(at.getTime() + 7 * DAY);
    const tables = await owner<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
    await world.asOwner(world.a.clusterId, async (sql) => {
      for (const { name } of tables) {
        const [found] = await sql.unsafe(`select count(*)::int as rows from ${name} t where strpos(t::text, '${token}') > 0`);
        expect(found?.rows, name).toBe(0);
      }
    });
  });

  it('keeps no name or address in its events', async () => {
    const personId = await leader();
    await invite(personId);
    const events = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select facts::text as facts from events where kind like 'invitation.%'`,
    );
    expect(events.map(({ facts }) => facts).join()).not.toMatch(/Quarantin|Zénobie|@/);
  });

  it('ends with the next one, whose letter brings the only link that works; or when it is withdrawn', async () => {
    const personId = await leader();
    await invite(personId);
    await run();
    await invite(personId);
    await run();
    const [first, second] = office.take().map(({ text }) => tokenIn(text));
    expect([await findInvitation(first ?? ''), (await findInvitation(second ?? ''))?.givenName]).toEqual([null, 'Zénobie']);
    expect(await revoke(personId)).toMatchObject({ ok: true });
    expect(await findInvitation(second ?? '')).toBeNull();
    expect(await lineOf(personId)).toMatchObject({ invitation: 'none' });
    expect(await revoke(personId)).toEqual({ ok: false, reason: 'nothing_waits' });
  });

  it('that is withdrawn before its letter leaves is not sent', async () => {
    const personId = await leader();
    await invite(personId);
    await revoke(personId);
    await run();
    expect(office.take()).toEqual([]);
    expect(await owner`select outcome from account_mails`).toEqual([{ outcome: 'nothing_left' }]);
  });

  it('brings another link when the first try got no answer, both good once', async () => {
    await invite(await leader());
    office.answer('take_and_hang_up');
    await run();
    office.answer('take');
    await run(undefined, new Date(Date.now() + 61_000));
    const tokens = office.take().map(({ text }) => tokenIn(text));
    expect(new Set(tokens).size).toBe(2);
    for (const token of tokens) expect(await findInvitation(token)).not.toBeNull();
  });

  it('is over after seven days', async () => {
    const personId = await leader();
    await invite(personId, { at: new Date(Date.now() - 6 * DAY) });
    await run();
    const token = tokenIn(office.take()[0]?.text);
    expect(await findInvitation(token)).not.toBeNull();
    await invite(personId, { at: new Date(Date.now() - 8 * DAY) });
    await run();
    expect(office.take()).toEqual([]);
    expect(await lineOf(personId)).toMatchObject({ invitation: 'expired', canInvite: true });
  });

  it('is refused for a contact, without an address, to who signs in already, and to who may not', async () => {
    const personId = await leader();
    expect(await invite(await leader({ role: 'contact' }))).toEqual({ ok: false, reason: 'signs_in_nowhere' });
    expect(await invite(await leader({ email: null }))).toEqual({ ok: false, reason: 'email_missing' });
    expect(await invite(world.a.actors.leader.personId)).toEqual({ ok: false, reason: 'has_account' });
    expect(await invite(personId, { actor: world.a.actors.director })).toEqual({ ok: false, reason: 'not_allowed' });
    expect(await revoke(personId, world.a.actors.director)).toEqual({ ok: false, reason: 'not_allowed' });
    expect(await invite(personId, { actor: world.a.actors.collaborator })).toEqual({ ok: false, reason: 'not_found' });
    expect(await invite(personId, { actor: world.a.actors.otherAdvisor })).toEqual({ ok: false, reason: 'not_found' });
    expect(await invite(personId, { companyId: world.a.otherCompanyId })).toEqual({ ok: false, reason: 'not_found' });
    expect(await invite(personId, { actor: world.b.actors.manager })).toEqual({ ok: false, reason: 'not_found' });
  });

  it('sends nothing of made-up people, and nothing where no mail server is set', async () => {
    await invite(await leader());
    await run(openMailTransport({ kind: 'none' }));
    await invite(await leader());
    await owner`update clusters set is_demo = true`;
    await run();
    await owner`update clusters set is_demo = false`;
    expect(office.take()).toEqual([]);
    expect((await owner`select outcome from account_mails`).map(({ outcome }) => outcome)).toEqual(['no_transport', 'no_transport']);
  });
});

describe('an invitation to the staff', () => {
  it('answers and writes the same whether the address has an account or not; only the letter differs (S02)', async () => {
    const known = world.b.actors.advisor.email;
    const answers = [await inviteToStaff({ email: some() }), await inviteToStaff({ email: known })];
    expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
    const rows = await owner`select kind, account_id, outcome from account_mails`;
    expect(rows).toEqual([0, 1].map(() => ({ kind: 'invitation', account_id: null, outcome: null })));
    await run();
    const [fresh, held] = office.take();
    expect(tokenIn(fresh?.text)).not.toBe('');
    expect([held?.envelope.to, tokenIn(held?.text)]).toEqual([[known], '']);
    expect(held?.text).toContain(`${ORIGIN}/account/invitations`);
    // Nobody but the mail's reader can tell which it was.
    expect((await waiting()).map(({ state }) => state)).toEqual(['pending', 'pending']);
  });

  it('is written in the invited one’s language: the account’s own, where there is one', async () => {
    await owner`update accounts set locale = 'en' where email = ${world.b.actors.trackLead.email}`;
    await invitedStaff({ email: world.b.actors.trackLead.email, locale: 'fr' });
    await invitedStaff({ locale: 'fr', role: 'manager' });
    await run();
    const [english, french] = office.take();
    expect([english?.subject, french?.subject]).toEqual([
      'Cluster a invites you to Perspective PME',
      'Cluster a vous invite sur Perspective PME',
    ]);
    expect(french?.text).toMatch(/Rôle.:.Responsable de programme/);
  });

  it('goes out once for an address at a time, also when two ask at the same moment; a late one gives way', async () => {
    const email = some();
    const both = await Promise.all([inviteToStaff({ email }), inviteToStaff({ email })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: 'already_invited' });
    const late = some();
    await invitedStaff({ email: late }, new Date(Date.now() - 8 * DAY));
    expect((await waiting()).find((one) => one.email === late)?.state).toBe('expired');
    expect(await inviteToStaff({ email: late })).toMatchObject({ ok: true });
    expect((await waiting()).filter((one) => one.email === late).map(({ state }) => state)).toEqual(['pending']);
  });

  it('is sent again under another link, and withdrawn; the earlier links are dead', async () => {
    const id = await invitedStaff();
    await run();
    const again = await asActor(admin, (tx) => resendStaffInvitation(tx, admin, id, new Date()));
    await run();
    const [first, second] = office.take().map(({ text }) => tokenIn(text));
    expect([await findInvitation(first ?? ''), (await findInvitation(second ?? ''))?.role]).toEqual([null, 'advisor']);
    expect(await asActor(admin, (tx) => resendStaffInvitation(tx, admin, id, new Date()))).toEqual({ ok: false, reason: 'nothing_waits' });
    const last = again.ok ? again.value.invitationId : '';
    expect(await asActor(admin, (tx) => revokeStaffInvitation(tx, admin, last, new Date()))).toMatchObject({ ok: true });
    expect(await findInvitation(second ?? '')).toBeNull();
    expect((await waiting()).map((one) => one.id)).not.toContain(last);
  });

  it('is refused to a colleague, with a role that cannot be, and to who does not administer', async () => {
    expect(await inviteToStaff({ email: world.a.actors.advisor.email })).toEqual({ ok: false, reason: 'email_of_staff' });
    expect(await inviteToStaff({ role: 'track_lead' })).toEqual({ ok: false, reason: 'track_missing' });
    expect(await inviteToStaff({ untilOn: '2020-01-01' })).toEqual({ ok: false, reason: 'days_order' });
    expect(await inviteToStaff({ role: 'manager', programmeId: world.b.programmeId })).toEqual({ ok: false, reason: 'no_programme' });
    expect(await inviteToStaff({}, { actor: manager })).toEqual({ ok: false, reason: 'not_allowed' });
    const id = await invitedStaff();
    const { admin: stranger } = world.b.actors;
    expect(await asActor(stranger, (tx) => revokeStaffInvitation(tx, stranger, id, new Date()))).toEqual({
      ok: false,
      reason: 'not_found',
    });
    expect([await waiting(manager), await waiting(stranger)]).toEqual([[], []]);
  });
});
