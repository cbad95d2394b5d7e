import { randomBytes } from 'node:crypto';
import type { Sql } from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { acceptInvitation } from '~/access/invitations.server';
import { findActor } from '~/access/sessions.server';
import { handOverAccount, replaceAccountHolder } from '~/features/people/account-holder.server';
import { colleaguesSchema } from '~/features/people/colleagues.schema';
import { readColleagues } from '~/features/people/contacts.queries.server';
import { endContact } from '~/features/people/end-contact.server';
import { inviteColleague } from '~/features/people/invite-colleague.server';
import { openPool } from '~/platform/database.server';
import { newId } from '~/platform/id.server';
import type { Result } from '~/platform/result';
import { companyRoles, people } from '../../../db/schema/people';
import { sendDueMail } from '../../../server/send-mail';
import { openPostOffice, type PostOffice } from '../../support/post-office';
import { freshWorld, type World } from '../../support/world';

const REASON = 'Parti en octobre, appris par téléphone.';
let world: World;
let pool: Sql;
let office: PostOffice;
/** Holds the account of the company; a fresh one for each test. */
let holder: Actor;
let companyId: string;
let companyName: string;

beforeAll(async () => {
  world = await freshWorld();
  pool = openPool(world.workerUrl, 2);
  office = await openPostOffice();
});
afterAll(async () => {
  await office.close();
  await pool.end();
  await world.drop();
});
beforeEach(async () => {
  holder = world.a.actors.leader;
  await asOwner(async (sql) => {
    const foreignId = randomBytes(6).toString('hex');
    companyName = `Irisel ${foreignId}`;
    const [made] =
      await sql`insert into companies (cluster_id, name, foreign_id, country_code) values (${world.a.clusterId}, ${companyName}, ${foreignId}, 'BE') returning id`;
    companyId = made?.id as string;
    await sql`insert into company_roles (cluster_id, company_id, person_id, role, is_account_owner, from_on) values (${world.a.clusterId}, ${companyId}, ${holder.personId}, 'leader', true, '2026-01-05')`;
  });
});

const asOwner = <T>(work: Parameters<typeof world.asOwner<T>>[1]) => world.asOwner(world.a.clusterId, work);
const colleague = { givenName: 'Jeanne', familyName: 'Corvel', jobTitle: 'Directrice', isSignatory: false };
type Role = 'leader' | 'collaborator';

async function invite(given: { role?: Role; email?: string } = {}, actor: Actor = holder) {
  const email = given.email ?? `${randomBytes(4).toString('hex')}@irisel.example`;
  const input = { ...colleague, role: given.role ?? ('leader' as Role), email };
  return { email, outcome: await asActor(actor, (tx) => inviteColleague(tx, actor, companyId, input, new Date())) };
}
const send = () => sendDueMail({ pool, transport: office.transport, origin: 'https://perspective.example.org', clock: () => new Date() });

async function did<T>(outcome: Promise<Result<T, string>>): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

/** A colleague who has accepted their invitation, signed in. */
async function joined(role: Role = 'leader'): Promise<Actor> {
  const { email, outcome } = await invite({ role });
  if (!outcome.ok) throw new Error(outcome.reason);
  await send();
  const letter = office.take().find(({ envelope }) => envelope.to.includes(email));
  const token = /\/invitation\/([\w-]+)/.exec(letter?.text ?? '')?.[1] ?? '';
  const accepting = { password: 'une phrase bien assez longue', locale: 'fr' as const, givenName: null, familyName: null };
  const caller = { requestId: 'request', address: '192.0.2.1' };
  const cookies = await acceptInvitation(caller, { token: null, deviceHash: null, browser: '', system: '' }, token, accepting);
  if (!Array.isArray(cookies)) throw new Error('not accepted');
  return (await findActor(String(cookies[0]).split(';')[0]?.split('=')[1] ?? '')) as Actor;
}

const again = async (actor: Actor) => {
  const [row] = await asOwner((sql) => sql`select access.enter_session(${actor.sessionId}) as audience`);
  return row?.audience as string;
};
const end = (personId: string, actor: Actor = holder) => asActor(actor, (tx) => endContact(tx, actor, companyId, personId, new Date()));
const handOver = (personId: string, actor: Actor = holder) =>
  asActor(actor, (tx) => handOverAccount(tx, actor, { companyId, personId, at: new Date() }));
const replace = (personId: string, actor: Actor = world.a.actors.manager) =>
  asActor(actor, (tx) => replaceAccountHolder(tx, actor, { companyId, personId, at: new Date() }, { reason: REASON }));
const read = (actor: Actor) => asReader(actor, (tx) => readColleagues(tx, actor, companyId, new Date()));
const holders = async () =>
  (
    await asOwner(
      (sql) => sql`select person_id from company_roles where company_id = ${companyId} and is_account_owner and ended_at is null`,
    )
  ).map((row) => row.person_id);
const events = async () =>
  (await asOwner((sql) => sql`select kind from events where company_id = ${companyId} order by id`)).map((row) => row.kind);

describe('inviting a colleague', () => {
  it('is for whoever holds the account: they see where the invitation stands, the invited one comes in with their role', async () => {
    const guest = await joined('collaborator');
    expect(guest).toMatchObject({ audience: 'company', roles: ['collaborator'], companies: [] });
    const { contacts, isHolder } = await read(holder);
    expect(isHolder).toBe(true);
    expect(contacts.map(({ role, isAccountOwner, invitation }) => [role, isAccountOwner, invitation])).toEqual([
      ['leader', true, 'account'],
      ['collaborator', false, 'account'],
    ]);
  });

  it('is for no colleague, even a leader, in the application or in the database', async () => {
    const other = await joined();
    expect((await invite({}, other)).outcome).toEqual({ ok: false, reason: 'not_allowed' });
    expect((await read(other)).isHolder).toBe(false);
    const byHand = (write: (tx: Parameters<Parameters<typeof asActor>[1]>[0]) => Promise<unknown>) =>
      asActor(other, async (tx) => {
        await write(tx);
        return { ok: true, value: null } as const;
      });
    const { clusterId } = world.a;
    const role = { clusterId, id: newId(), companyId, personId: other.personId, role: 'leader' as const, fromOn: '2026-01-05' };
    await expect(byHand((tx) => tx.insert(companyRoles).values(role))).rejects.toThrow();
    await expect(byHand((tx) => tx.insert(people).values({ clusterId, id: newId(), givenName: 'A', familyName: 'B' }))).rejects.toThrow();
    const [changed] = await asOwner((sql) => sql`select count(*)::int as n from company_roles where company_id = ${companyId}`);
    expect(changed?.n).toBe(2);
  });

  it('lets whoever holds one account write nothing about another company', async () => {
    const { clusterId, otherCompanyId } = world.a;
    await expect(
      asActor(holder, async (tx) => {
        const role = {
          clusterId,
          id: newId(),
          companyId: otherCompanyId,
          personId: holder.personId,
          role: 'leader' as const,
          fromOn: '2026-01-05',
        };
        await tx.insert(companyRoles).values(role);
        return { ok: true, value: null } as const;
      }),
    ).rejects.toThrow();
  });

  it('sends no letter to somebody who already signs in: the company is theirs at once', async () => {
    const back = await joined();
    await did(end(back.personId));
    const { outcome } = await invite({ email: back.email });
    expect(outcome).toEqual({ ok: true, value: { personId: back.personId, isInvited: false } });
    expect(await again(back)).toBe('company');
  });

  it('keeps signing for leaders', () => {
    const sent = { act: 'invite', ...colleague, isSignatory: 'on', email: 'a@b.example' };
    expect(colleaguesSchema.safeParse({ ...sent, role: 'collaborator' }).success).toBe(false);
    expect(colleaguesSchema.safeParse({ ...sent, role: 'leader' }).success).toBe(true);
  });
});

describe('ending an access', () => {
  it('acts on the next request of a sign-in that is open, and on the invitation that waits', async () => {
    const gone = await joined();
    expect(await again(gone)).toBe('company');
    await did(end(gone.personId));
    expect(await again(gone)).toBe('none');
    expect((await world.refreshed(holder)).companies.map(({ id }) => id)).toContain(companyId);
    const { outcome } = await invite();
    if (!outcome.ok) throw new Error(outcome.reason);
    await did(end(outcome.value.personId));
    const [last] = await asOwner((sql) => sql`select revoked_at from invitations where person_id = ${outcome.value.personId}`);
    expect(last?.revoked_at).not.toBeNull();
    expect(await events()).toContain('contact.ended');
  });

  it('leaves a company its holder, and is for nobody beside them and the staff who keep the record', async () => {
    const other = await joined();
    expect(await end(holder.personId)).toEqual({ ok: false, reason: 'holds_account' });
    expect(await end(holder.personId, world.a.actors.manager)).toEqual({ ok: false, reason: 'holds_account' });
    expect(await end(holder.personId, other)).toEqual({ ok: false, reason: 'not_allowed' });
    expect(await end(other.personId, world.a.actors.otherLeader)).toEqual({ ok: false, reason: 'not_found' });
    expect(await end(other.personId, world.b.actors.manager)).toEqual({ ok: false, reason: 'not_found' });
    expect(await end(other.personId, world.a.actors.manager)).toMatchObject({ ok: true });
    expect(await end(other.personId)).toEqual({ ok: false, reason: 'not_found' });
  });
});

describe('the account of a company', () => {
  it('is handed to a colleague who signs in: the former holder stays a leader and keeps nobody any more', async () => {
    const heir = await joined('collaborator');
    const { outcome: waiting } = await invite();
    if (!waiting.ok) throw new Error(waiting.reason);
    expect(await handOver(waiting.value.personId)).toEqual({ ok: false, reason: 'not_signed_in' });
    expect(await handOver(holder.personId)).toEqual({ ok: false, reason: 'holds_already' });
    await did(handOver(heir.personId));
    expect(await holders()).toEqual([heir.personId]);
    expect((await read(holder)).isHolder).toBe(false);
    expect(await end(heir.personId)).toEqual({ ok: false, reason: 'not_allowed' });
    expect(await handOver(holder.personId, heir)).toMatchObject({ ok: true });
    expect(await holders()).toEqual([holder.personId]);
  });

  it('goes to one of two, whoever is named at the same moment', async () => {
    const [one, two] = [await joined(), await joined()];
    const answers = await Promise.all([handOver(one.personId), replace(two.personId), handOver(two.personId)]);
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThan(0);
    expect(await holders()).toHaveLength(1);
  });

  it('is given anew by the staff who keep the record, with a reason that the trail keeps; former and new holder are told', async () => {
    const heir = await joined();
    for (const actor of [world.a.actors.director, world.a.actors.leader, heir])
      expect(await replace(heir.personId, actor)).toEqual({ ok: false, reason: 'not_allowed' });
    expect(await replace(heir.personId, world.a.actors.otherAdvisor)).toEqual({ ok: false, reason: 'not_found' });
    await did(replace(heir.personId));
    expect(await holders()).toEqual([heir.personId]);
    const told = await asOwner(
      (sql) =>
        sql`select e.kind, e.subject_id, e.facts ->> 'isAccountOwner_from' as was, e.facts ->> 'isAccountOwner_to' as is_now, t.body from events e join event_texts t on t.event_id = e.id where e.company_id = ${companyId} and e.kind like 'holder.%' order by e.id`,
    );
    expect(told.map(({ kind, subject_id, was, is_now, body }) => [kind, subject_id, was, is_now, body])).toEqual([
      ['holder.released', holder.personId, 'true', 'false', REASON],
      ['holder.named', heir.personId, 'false', 'true', REASON],
    ]);
    // Also told where they have left the company before the letter does.
    await did(end(holder.personId, heir));
    office.take();
    await send();
    const letters = office.take().filter(({ text }) => text?.includes(companyName));
    expect(letters.flatMap(({ envelope }) => envelope.to).sort()).toEqual([heir.email, holder.email].sort());
    const letter = letters.find(({ envelope }) => envelope.to.includes(holder.email));
    expect(letter?.subject).toBe('Le compte de votre entreprise a changé de mains');
    expect(letter?.text).not.toMatch(new RegExp(`${REASON}|unsubscribe`));
  });

  it('finds a holder where a company has none', async () => {
    const heir = await joined();
    await asOwner((sql) => sql`update company_roles set ended_at = now() where company_id = ${companyId} and is_account_owner`);
    await did(replace(heir.personId));
    expect(await holders()).toEqual([heir.personId]);
  });
});
