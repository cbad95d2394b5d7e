import { randomBytes } from 'node:crypto';
import type postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { hashPassword } from '~/access/password.server';
import { findActor } from '~/access/sessions.server';
import { inviteContact } from '~/features/invitations/invite-contact.server';
import { inviteStaff } from '~/features/invitations/invite-staff.server';
import { listStaffInvitations } from '~/features/invitations/staff-invitations.queries.server';
import { listContacts } from '~/features/people/contacts.queries.server';
import { sendDueMail } from '../../../server/send-mail';
import * as crawl from '../../support/crawl';
import type { PostOffice } from '../../support/post-office';
import { type ServedWorld, serveWorld } from '../../support/served-world';
import type { ClusterWorld, World } from '../../support/world';

const PASSWORD = 'a sentence nobody else has';
const CHOSEN = 'four other unrelated words';
let served: ServedWorld;
let world: World;
let site: crawl.Site;
let owner: postgres.Sql;
let pool: postgres.Sql;
let office: PostOffice;

beforeAll(async () => {
  served = await serveWorld();
  ({ world, site, owner, pool, office } = served);
  await owner`update accounts set password_hash = ${await hashPassword(PASSWORD)}`;
}, 240_000);
afterAll(() => served?.close());
afterEach(async () => {
  office.take();
  for (const table of ['account_mails', 'rate_limits']) await owner.unsafe(`delete from ${table}`);
});

const some = () => `${randomBytes(5).toString('hex')}@test.example`;
const post = (address: string, form: Record<string, string>, cookie?: string) => crawl.ask(site, address, { form, cookie });
type Answer = Awaited<ReturnType<typeof post>>;
const plain = ({ status, location, body, headers }: Answer) => ({ status, location, body, cookies: headers.getSetCookie() });
const cookieIn = (answer: Answer) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const actorIn = (cookie: string) => findActor(/session-\d+=([^;]+)/.exec(cookie)?.[1] ?? '');
const signIn = async (email: string, password = PASSWORD) => cookieIn(await post('/sign-in', { email, password }));

/** The paths that the letters leaving now lead to. */
async function paths(): Promise<string[]> {
  await sendDueMail({ pool, transport: office.transport, origin: site.origin, clock: () => new Date() });
  return office.take().map(({ text = '' }) => new URL(/http:\S+/.exec(text)?.[0] ?? site.origin).pathname);
}
const linkIn = async () => (await paths()).find((path) => path.startsWith('/invitation/')) ?? 'no letter';

async function leaderInvited(email = some()): Promise<string> {
  const { clusterId, companyId, actors } = world.a;
  const personId = await world.asOwner(clusterId, async (sql) => {
    const [person] =
      await sql`insert into people (cluster_id, given_name, family_name, email) values (${clusterId}, 'Zénobie', 'Quarantin', ${email}) returning id`;
    await sql`insert into company_roles (cluster_id, company_id, person_id, role, from_on) values (${clusterId}, ${companyId}, ${person!.id}, 'leader', '2024-01-05')`;
    return person!.id as string;
  });
  const { manager } = actors;
  const outcome = await asActor(manager, (tx) => inviteContact(tx, manager, { companyId, personId, locale: 'fr', at: new Date() }));
  if (!outcome.ok) throw new Error(outcome.reason);
  return personId;
}
async function staffInvited(email = some(), cluster: ClusterWorld = world.a): Promise<void> {
  const { admin } = cluster.actors;
  const named = { givenName: 'Zenobi', familyName: 'Quarentin', email, locale: 'fr' as const };
  const role = { role: 'manager' as const, programmeId: null, track: null, fromOn: '2026-01-05', untilOn: null };
  const outcome = await asActor(admin, (tx) => inviteStaff(tx, admin, { ...named, ...role }, new Date()));
  if (!outcome.ok) throw new Error(outcome.reason);
}
const accept = (path: string, more: Record<string, string> = {}) =>
  post(path, { intent: 'accept', act: 'accept', password: CHOSEN, again: CHOSEN, ...more });
const lineOf = async (personId: string) => {
  const { manager } = world.a.actors;
  return (await asReader(manager, (tx) => listContacts(tx, manager, world.a.companyId, new Date()))).find(
    (one) => one.personId === personId,
  );
};
const eventKinds = (subject: string) =>
  world.asOwner(world.a.clusterId, async (sql) =>
    (await sql`select kind from events where subject_kind = 'invitation' and kind like ${subject}`).map(({ kind }) => kind as string),
  );

describe('a letter’s link', () => {
  it('is looked at as often as one likes, then lets a leader in once, signed in under a new token (S13, S06)', async () => {
    const email = some();
    const personId = await leaderInvited(email);
    const path = await linkIn();
    for (let n = 0; n < 2; n += 1) {
      const seen = await crawl.ask(site, path, {});
      expect([seen.status, seen.headers.get('referrer-policy'), seen.body.includes(email)]).toEqual([200, 'same-origin', true]);
      expect((await fetch(site.origin + path, { method: 'HEAD' })).status).toBe(200);
    }
    const taken = await accept(path);
    expect([taken.status, taken.location]).toEqual([302, '/']);
    expect((await actorIn(cookieIn(taken)))?.roles).toEqual(['leader']);
    expect(await lineOf(personId)).toMatchObject({ invitation: 'account', canInvite: false });
    expect([(await accept(path)).status, (await crawl.ask(site, path, {})).status]).toEqual([404, 404]);
    expect(await signIn(email, CHOSEN)).toContain('session-');
  });

  it('of two at once one is taken', async () => {
    await leaderInvited();
    const path = await linkIn();
    const both = await Promise.all([accept(path), accept(path)]);
    expect(both.map(({ status }) => status).sort()).toEqual([302, 404]);
  });

  it('stays out of the log, and opens nothing else (S13, S18)', async () => {
    await leaderInvited();
    const path = await linkIn();
    const token = path.slice('/invitation/'.length);
    await crawl.ask(site, path, {});
    await accept(path, { password: 'short', again: 'short' });
    expect(site.logged()).not.toContain(token);
    for (const other of [`/email/${token}`, `/reset/${token}`, `/unsubscribe/${token}`])
      expect((await crawl.ask(site, other, {})).status).toBe(404);
    await post('/forgotten', { email: world.a.actors.advisor.email });
    const reset = (await paths()).find((one) => one.startsWith('/reset/')) ?? '';
    expect((await crawl.ask(site, reset.replace('/reset/', '/invitation/'), {})).status).toBe(404);
  });

  it('takes a password by the rules alone, which is sent back by no page', async () => {
    const email = some();
    await staffInvited(email);
    const path = await linkIn();
    for (const bad of ['too short', 'aaaaaaaaaaaaaaaaaa', 'Quarantin Zénobie', `${email} ${email}`]) {
      const refused = await accept(path, { password: bad, again: bad, givenName: 'Zénobie', familyName: 'Quarantin' });
      expect([bad, refused.status]).toEqual([bad, 422]);
      expect(refused.body).not.toContain(`value="${bad}"`);
      expect(refused.body).toContain('value="Zénobie"');
    }
    expect((await accept(path, { again: 'four unrelated other words' })).status).toBe(422);
    expect((await accept(path)).status).toBe(302);
  });

  it('is late after seven days, dead once the invitation or its person is, and for an address that has got an account meanwhile', async () => {
    const late = async (spoil: (email: string) => Promise<unknown>) => {
      const email = some();
      await leaderInvited(email);
      const path = await linkIn();
      await spoil(email);
      return (await accept(path)).status;
    };
    const set = (change: string) => (email: string) =>
      world.asOwner(world.a.clusterId, (sql) => sql.unsafe(`${change} where email = '${email}'`));
    expect(await late(set("update invitations set expires_at = now() - interval '1 second'"))).toBe(404);
    expect(await late(set('update people set disabled_at = now()'))).toBe(404);
    expect(await late((email) => owner`insert into accounts (email) values (${email})`)).toBe(404);
    expect(await late(async () => undefined)).toBe(302);
  });

  it('is declined once, and who invited sees it', async () => {
    const personId = await leaderInvited();
    const path = await linkIn();
    const declined = await post(path, { act: 'decline' });
    expect([declined.status, declined.location]).toEqual([302, `${path}?told=declined`]);
    expect((await crawl.ask(site, declined.location ?? '', {})).status).toBe(200);
    expect([(await post(path, { act: 'decline' })).status, (await accept(path)).status]).toEqual([404, 404]);
    expect(await lineOf(personId)).toMatchObject({ invitation: 'declined', canInvite: true });
    expect(await eventKinds('invitation.declined')).toHaveLength(1);
  });
});

describe('somebody invited to the staff', () => {
  it('becomes a person under the name they write, with the role that was offered', async () => {
    const email = some();
    await staffInvited(email);
    const taken = await accept(await linkIn(), { givenName: 'Zénobie', familyName: 'Quarantin' });
    expect(await actorIn(cookieIn(taken))).toMatchObject({
      givenName: 'Zénobie',
      familyName: 'Quarantin',
      email,
      roles: ['manager'],
      audience: 'staff',
    });
    const { admin } = world.a.actors;
    const left = await asReader(admin, (tx) => listStaffInvitations(tx, admin, new Date()));
    expect(left.map((one) => one.email)).not.toContain(email);
    const [told] = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select confidentiality, facts from events where kind = 'invitation.accepted' order by id desc limit 1`,
    );
    expect(told).toMatchObject({ confidentiality: 'admin', facts: { role: 'manager', fromOn: '2026-01-05' } });
  });

  it('with an account elsewhere signs in to answer; its sign-in goes on there under a new token (S02, S06)', async () => {
    const { advisor } = world.b.actors;
    await staffInvited(advisor.email);
    expect(await paths()).toEqual(['/account/invitations']);
    expect((await crawl.ask(site, '/account/invitations', {})).location).toBe('/sign-in?next=%2Faccount%2Finvitations');
    const cookie = await signIn(advisor.email);
    expect((await crawl.ask(site, '/account/invitations', { cookie })).body).toContain('Cluster a');
    const [waiting] = await world.asOwner(world.a.clusterId, (sql) => sql`select id from invitations where email = ${advisor.email}`);
    const answered = (form: Record<string, string>, as = cookie) =>
      post('/account/invitations', { act: 'accept', invitationId: String(waiting?.id), ...form }, as);
    // It is nobody else's to take.
    const stranger = await signIn(world.b.actors.otherAdvisor.email);
    expect((await answered({}, stranger)).status).toBe(409);
    const taken = await answered({ givenName: 'Anselme', familyName: 'B' });
    expect(taken.location).toBe('/');
    expect(await actorIn(cookie)).toBeNull();
    expect(await actorIn(cookieIn(taken))).toMatchObject({
      clusterId: world.a.clusterId,
      givenName: 'Anselme',
      roles: ['manager'],
      spaces: 2,
    });
    expect((await answered({}, cookieIn(taken))).status).toBe(409);
  });

  it('who was of the staff before gets the role as the same person, whose other sign-ins end', async () => {
    const { director } = world.a.actors;
    const email = some();
    await owner`update accounts set email = ${email} where id = ${director.accountId}`;
    await staffInvited(email);
    const [cookie, elsewhere] = [await signIn(email), await signIn(email)];
    const [waiting] = await world.asOwner(world.a.clusterId, (sql) => sql`select id from invitations where email = ${email}`);
    const taken = await post('/account/invitations', { act: 'accept', invitationId: String(waiting?.id) }, cookie);
    const risen = await actorIn(cookieIn(taken));
    expect([risen?.personId, [...(risen?.roles ?? [])].sort()]).toEqual([director.personId, ['director', 'manager']]);
    expect([await actorIn(cookie), await actorIn(elsewhere)]).toEqual([null, null]);
  });

  it('is never of a company in the same cluster, and was not shut out of it', async () => {
    const { otherLeader, funder } = world.a.actors;
    const answered = async (email: string, meanwhile = async () => {}) => {
      await staffInvitedAs(email);
      const cookie = await signIn(email);
      const [waiting] = await world.asOwner(world.a.clusterId, (sql) => sql`select id from invitations where email = ${email}`);
      await meanwhile();
      const { status, location } = await post('/account/invitations', { act: 'accept', invitationId: String(waiting?.id) }, cookie);
      return [status, location];
    };
    const set = (change: string) => world.asOwner(world.a.clusterId, (sql) => sql.unsafe(change));
    expect(await answered(otherLeader.email)).toEqual([409, null]);
    const shutOut = await answered(funder.email, async () => {
      await set(`update people set disabled_at = now() where id = '${funder.personId}'`);
    });
    expect(shutOut).toEqual([401, null]);
    const [held] = await set(
      `select count(*)::int as n from cluster_roles where person_id in ('${otherLeader.personId}', '${funder.personId}') and role = 'manager'`,
    );
    expect(held?.n).toBe(0);
    await set(`update people set disabled_at = null where id = '${funder.personId}'`);
  });

  it('is asked for fresh proof where they sign in, and says no there too (S12)', async () => {
    const { trackLead } = world.b.actors;
    await staffInvited(trackLead.email);
    const cookie = await signIn(trackLead.email);
    await owner`update sessions set proved_at = now() - interval '31 minutes' where account_id = ${trackLead.accountId}`;
    const [waiting] = await world.asOwner(world.a.clusterId, (sql) => sql`select id from invitations where email = ${trackLead.email}`);
    const decline = () => post('/account/invitations', { act: 'decline', invitationId: String(waiting?.id) }, cookie);
    expect((await decline()).location).toBe('/prove?next=%2Faccount%2Finvitations');
    await owner`update sessions set proved_at = now() where account_id = ${trackLead.accountId}`;
    expect((await decline()).location).toBe('/account/invitations');
    const { admin } = world.a.actors;
    const list = await asReader(admin, (tx) => listStaffInvitations(tx, admin, new Date()));
    expect(list.find((one) => one.email === trackLead.email)).toMatchObject({ state: 'declined', isUnanswered: false });
  });
});

it('an administrator and an advisor get the same answer for a known and an unknown address (S02)', async () => {
  const asAdmin = crawl.cookieOf(world, world.a.actors.admin);
  const form = (email: string) => ({ givenName: 'N', familyName: 'M', email, locale: 'fr', role: 'advisor', fromOn: '01/01/2026' });
  const [free, taken] = [some(), world.b.actors.funder.email];
  const toStaff = [await post('/admin/people/new', form(free), asAdmin), await post('/admin/people/new', form(taken), asAdmin)];
  expect(toStaff[0]?.location).toBe('/admin/people?invited=1');
  expect(plain(toStaff[1] as Answer)).toEqual(plain(toStaff[0] as Answer));

  const asManager = crawl.cookieOf(world, world.a.actors.manager);
  const pages = await Promise.all(
    [some(), world.b.actors.manager.email].map(async (email) => {
      const personId = await leaderInvited(email);
      const address = `/companies/${world.a.companyId}/contacts/${personId}/invitation`;
      const sent = await post(address, { act: 'invite', locale: 'fr' }, asManager);
      const seen = await crawl.ask(site, sent.location ?? '', { cookie: asManager });
      const alike = (text: string) =>
        text
          .replaceAll(email, 'ADDRESS')
          .replaceAll(personId, 'PERSON')
          .replaceAll(/\d\d:\d\d|nonce="[^"]*"|[0-9a-f-]{36}|T[\d:.]+Z?/g, '');
      return [
        sent.status,
        (sent.location ?? '').replaceAll(personId, 'PERSON'),
        seen.status,
        /<main[\s\S]*<\/main>/.exec(alike(seen.body))?.[0],
      ];
    }),
  );
  expect(pages[1]).toEqual(pages[0]);
});

/** As inviteStaff does, for an address that the staff's list would refuse. */
async function staffInvitedAs(email: string): Promise<void> {
  const { clusterId, actors } = world.a;
  await world.asOwner(
    clusterId,
    (sql) => sql`insert into invitations (cluster_id, email, given_name, family_name, role, from_on, expires_at, created_by_id)
      values (${clusterId}, ${email}, 'N', 'M', 'manager', '2026-01-05', now() + interval '1 day', ${(actors.admin as Actor).personId})`,
  );
}
