import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { findActor, openSession } from '~/access/sessions.server';
import { anonymisePerson } from '~/features/administration/anonymise-person.server';
import { deactivatePerson, reactivatePerson } from '~/features/administration/deactivate-person.server';
import { giveRole } from '~/features/administration/give-role.server';
import { readStaff, readStaffPerson } from '~/features/administration/staff.queries.server';
import { readStaffFilter } from '~/features/administration/staff-filter';
import { editOwnProfile } from '~/features/people/edit-own-profile.server';
import { openPool } from '~/platform/database.server';
import { sealAudit, verifyAudit } from '../../../server/seal-audit';
import { tracesOf } from '../../support/traces';
import { freshWorld, type World } from '../../support/world';

const at = new Date();
let world: World;
let above: postgres.Sql;
let worker: postgres.Sql;
let admin: Actor;

beforeAll(async () => {
  world = await freshWorld();
  admin = world.a.actors.admin;
  above = postgres(world.adminUrl, { max: 1, onnotice: () => {} });
  worker = openPool(world.workerUrl, 2);
}, 60_000);
afterAll(async () => {
  await Promise.all([above?.end(), worker?.end()]);
  await world?.drop();
});

type Leaver = { personId: string; accountId: string; words: string[]; given: string; actor: () => Promise<Actor | null> };

/** An advisor nobody else is called like, signed in, with all that is kept of somebody's address and name. */
async function leaver(clusters = [world.a]): Promise<Leaver> {
  const tail = crypto.randomUUID().slice(0, 8);
  const [given, family, email, phone] = [`Zephyrine${tail}`, `Quastenberg${tail}`, `zq.${tail}@test.example`, `+3360${tail}`];
  const [account] = await above`insert into accounts (email, password_hash) values (${email}, ${`hash of ${given}`}) returning id`;
  const accountId = String(account?.id);
  const ids: string[] = [];
  for (const { clusterId, actors, companyId } of clusters) {
    const [person] =
      await above`insert into people (cluster_id, account_id, given_name, family_name, email, phone) values (${clusterId}, ${accountId}, ${given}, ${family}, ${email}, ${phone}) returning id`;
    const personId = String(person?.id);
    ids.push(personId);
    await above`insert into cluster_roles (cluster_id, person_id, role, from_on) values (${clusterId}, ${personId}, 'advisor', '2023-01-01')`;
    const [invitation] =
      await above`insert into invitations (cluster_id, email, given_name, family_name, role, from_on, expires_at, accepted_at, person_id, created_by_id)
      values (${clusterId}, ${email}, ${given}, ${family}, 'advisor', '2023-01-01', now(), now(), ${personId}, ${actors.admin.personId}) returning id`;
    await above`insert into account_mails (kind, email, subject_id, cluster_id, due_at, settled_at, outcome) values ('invitation', ${email}, ${invitation?.id}, ${clusterId}, now(), now(), 'sent')`;
    await above`insert into account_tokens (purpose, cluster_id, subject_id, mail_kind, token_hash, expires_at) values ('unsubscribe', ${clusterId}, ${personId}, 'note_shared', ${crypto.randomUUID()}, now() + interval '1 day')`;
    const [event] = await above`insert into events (cluster_id, kind, actor_id, company_id, subject_kind, subject_id, confidentiality)
      values (${clusterId}, 'note.shared', ${actors.advisor.personId}, ${companyId}, 'note', ${companyId}, 'company') returning id`;
    await above`insert into outbox (cluster_id, event_id, kind, recipient_id, subject_id, due_at) values (${clusterId}, ${event?.id}, 'note_shared', ${personId}, ${companyId}, now() + interval '1 hour')`;
    await above`insert into data_copies (cluster_id, person_id, asked_at) values (${clusterId}, ${personId}, now())`;
  }
  await above`insert into known_devices (account_id, token_hash, browser, system, first_seen_at, last_seen_at) values (${accountId}, ${crypto.randomUUID()}, 'firefox', 'linux', now(), now())`;
  await above`insert into email_changes (account_id, old_email, new_email) values (${accountId}, ${email}, ${`new.${email}`})`;
  await above`insert into account_mails (kind, email, account_id, due_at) values ('reset', ${email}, ${accountId}, now() + interval '1 hour')`;
  await above`insert into account_tokens (purpose, subject_id, token_hash, expires_at) values ('reset', ${accountId}, ${crypto.randomUUID()}, now() + interval '1 hour')`;
  await above`insert into demo_mailbox (message_id, recipient, subject, body, sent_at) values (${crypto.randomUUID()}, ${email}, 's', ${`Bonjour ${given}`}, now())`;
  const cookie = await openSession(accountId, { clusterId: clusters[0]!.clusterId, personId: ids[0]! });
  const token = cookie.split(';')[0]?.split('=')[1] ?? '';
  const actor = () => findActor(token);
  const me = (await actor()) as Actor;
  // What they corrected themselves is told in words.
  const edited = await asActor(me, (tx) =>
    editOwnProfile(tx, me, { givenName: `${given}a`, familyName: family, phone: `${phone}1`, version: 1 }, at),
  );
  expect(edited).toMatchObject({ ok: true });
  await above`insert into authenticators (account_id, sealed_secret, confirmed_at) values (${accountId}, ${`secret of ${given}`}, now())`;
  await above`insert into passkeys (account_id, credential_id, public_key, counter, transports, name, is_backed_up) values (${accountId}, ${crypto.randomUUID()}, 'k', 0, '{}', ${`Téléphone de ${given}`}, false)`;
  await above`insert into recovery_codes (account_id, code_hash) values (${accountId}, 'h')`;
  return { personId: ids[0]!, accountId, given, words: [given, family, email, phone], actor };
}

const rowOf = async (personId: string) => (await above`select * from people where id = ${personId}`)[0]!;
const shutOut = async (personId: string) => {
  const { version } = await rowOf(personId);
  return asActor(admin, (tx) => deactivatePerson(tx, admin, personId, { version, reason: 'Left the cluster' }, at));
};
const anonymise = async (actor: Actor, personId: string, version?: number) => {
  const known = version ?? ((await rowOf(personId)).version as number);
  return asActor(actor, (tx) => anonymisePerson(tx, actor, personId, { version: known }, at));
};

describe('somebody who left', () => {
  it('loses name, address, telephone, credentials and waiting letters everywhere, and the sealed history still holds', async () => {
    const one = await leaver();
    await sealAudit(worker, new Date(Date.now() + 60_000));
    expect(await tracesOf(above, one.words)).toEqual(
      expect.arrayContaining(['accounts.email', 'event_texts.body', 'invitations.email', 'people.given_name', 'people.phone']),
    );
    await shutOut(one.personId);
    expect(await anonymise(admin, one.personId)).toMatchObject({ ok: true });

    expect(await tracesOf(above, one.words)).toEqual([]);
    expect(await rowOf(one.personId)).toMatchObject({
      given_name: 'Ancien conseiller',
      family_name: `#${one.personId.slice(-6)}`,
      account_id: null,
      email: null,
      phone: null,
    });
    const [account] = await above`select password_hash, disabled_at from accounts where id = ${one.accountId}`;
    expect(account).toMatchObject({ password_hash: null, disabled_at: expect.anything() });
    for (const [table, column] of [
      ['sessions', 'account_id'],
      ['known_devices', 'account_id'],
      ['email_changes', 'account_id'],
      ['authenticators', 'account_id'],
      ['passkeys', 'account_id'],
      ['recovery_codes', 'account_id'],
    ] as const)
      expect(await above`select 1 from ${above(table)} where ${above(column)} = ${one.accountId}`).toHaveLength(0);
    expect(await above`select 1 from account_tokens where subject_id in (${one.accountId}, ${one.personId})`).toHaveLength(0);
    expect(await above`select 1 from account_mails where account_id = ${one.accountId} and settled_at is null`).toHaveLength(0);
    expect(await above`select outcome from outbox where recipient_id = ${one.personId}`).toMatchObject([{ outcome: 'not_readable' }]);
    // A digest that no guess can be held against is all that is left of the words.
    const texts =
      await above`select t.body, t.salt, t.erased_at from event_texts t join events e on e.id = t.event_id where e.subject_id = ${one.personId} and t.field like 'givenName%'`;
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) expect(text).toMatchObject({ body: null, salt: '', erased_at: expect.anything() });
    await sealAudit(worker, new Date(Date.now() + 60_000));
    expect((await verifyAudit(worker)).filter(({ fault }) => fault)).toEqual([]);
  });

  it('is told as an act, from what to what, without the name', async () => {
    const one = await leaver();
    await shutOut(one.personId);
    await anonymise(admin, one.personId);
    const [event] = await above`select * from events where subject_id = ${one.personId} and kind = 'person.anonymised'`;
    expect(event).toMatchObject({
      actor_id: admin.personId,
      confidentiality: 'admin',
      facts: {
        accountId_from: one.accountId,
        accountId_to: null,
        anonymisedAt_from: null,
        anonymisedAt_to: expect.any(String),
        isAccountGone: true,
        letters: 1,
        signIns: 0,
      },
    });
    expect(await above`select 1 from event_texts where event_id = ${event?.id}`).toHaveLength(0);
  });

  it('keeps their account where another cluster uses it, and is forgotten in this one alone', async () => {
    const one = await leaver([world.a, world.b]);
    await shutOut(one.personId);
    expect(await anonymise(admin, one.personId)).toMatchObject({ ok: true });
    const kept = await above`select email, password_hash, disabled_at from accounts where id = ${one.accountId}`;
    expect(kept).toMatchObject([{ email: one.words[2], password_hash: expect.any(String), disabled_at: null }]);
    const rows =
      await above`select cluster_id, given_name from people where given_name like ${`${one.given}%`} or id = ${one.personId} order by given_name`;
    expect(rows).toMatchObject([
      { cluster_id: world.a.clusterId, given_name: 'Ancien conseiller' },
      { cluster_id: world.b.clusterId, given_name: one.given },
    ]);
    const [here] =
      await above`select count(*)::int as n from invitations where cluster_id = ${world.a.clusterId} and email = ${one.words[2]!}`;
    expect(here?.n).toBe(0);
  });

  it('stays as anonymous: nobody lets them in again or gives them a role', async () => {
    const one = await leaver();
    await shutOut(one.personId);
    await anonymise(admin, one.personId);
    expect(await anonymise(admin, one.personId)).toMatchObject({ reason: 'is_anonymised' });
    const { version } = await rowOf(one.personId);
    const back = await asActor(admin, (tx) => reactivatePerson(tx, admin, one.personId, { version }, at));
    expect(back).toMatchObject({ reason: 'is_anonymised' });
    const role = { role: 'advisor' as const, programmeId: null, track: null, fromOn: '2026-01-01', untilOn: null };
    expect(await asActor(admin, (tx) => giveRole(tx, admin, one.personId, role, at))).toMatchObject({ reason: 'is_deactivated' });
    // And the database itself keeps them without an address.
    await expect(above`update people set email = 'back@test.example' where id = ${one.personId}`).rejects.toMatchObject({ code: '23514' });
    const page = await asReader(admin, (tx) => readStaffPerson(tx, admin, one.personId, at));
    expect(page?.person).toMatchObject({ state: 'anonymised', email: null, name: `Ancien conseiller #${one.personId.slice(-6)}` });
    const list = await asReader(admin, (tx) => readStaff(tx, admin, readStaffFilter(new URLSearchParams('state=anonymised')), at));
    expect(list.rows.map(({ id }) => id)).toContain(one.personId);
  });

  it('is an administrator’s to make anonymous, once access is shut and no open case is led', async () => {
    const one = await leaver();
    expect(await anonymise(admin, one.personId)).toMatchObject({ reason: 'not_deactivated' });
    expect(await anonymise(admin, admin.personId)).toMatchObject({ reason: 'own_rights' });
    expect(await anonymise(admin, world.a.actors.leader.personId)).toMatchObject({ reason: 'not_found' });
    await shutOut(one.personId);
    for (const [name, actor] of Object.entries(world.a.actors))
      if (name !== 'admin') expect([name, await anonymise(actor, one.personId)]).toMatchObject([name, { reason: 'not_allowed' }]);
    expect(await anonymise(world.b.actors.admin, one.personId)).toMatchObject({ reason: 'not_found' });
    expect(await anonymise(admin, one.personId, 1)).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await rowOf(one.personId)).toMatchObject({ given_name: `${one.given}a` });
    const { caseId } = await world.caseIn(world.a, 'active');
    await above`update cases set lead_id = ${one.personId} where id = ${caseId}`;
    expect(await anonymise(admin, one.personId)).toMatchObject({ reason: 'leads_cases' });
  });

  it('is not forgotten past the application either: the function asks who calls', async () => {
    const one = await leaver();
    const { sql } = await import('drizzle-orm');
    for (const actor of [world.a.actors.manager, world.a.actors.leader, world.b.actors.admin])
      await expect(
        asActor(actor, async (tx) => {
          await tx.execute(sql`select access.forget_identity(${one.personId}::uuid, 'x', 'y')`);
          return { ok: true as const, value: null };
        }),
      ).rejects.toMatchObject({ cause: { code: '42501' } });
  });
});
