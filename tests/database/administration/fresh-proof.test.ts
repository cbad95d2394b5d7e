import type postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { hashPassword } from '~/access/password.server';
import { openPool } from '~/platform/database.server';
import * as crawl from '../../support/crawl';
import { freshWorld, type World } from '../../support/world';

const PASSWORD = 'a sentence nobody else has';
let world: World;
let site: crawl.Site;
let owner: postgres.Sql;
let cookie: string | undefined;

beforeAll(async () => {
  const origin = await crawl.reserveOrigin();
  world = await freshWorld();
  owner = openPool(world.ownerUrl, 2);
  const { admin } = world.a.actors;
  await owner`update accounts set password_hash = ${await hashPassword(PASSWORD)} where id = ${admin.accountId}`;
  cookie = crawl.cookieOf(world, admin);
  site = await crawl.serveBuild(origin);
}, 240_000);
afterAll(async () => {
  await site?.close();
  await owner?.end();
  await world?.drop();
});
beforeEach(() => proved(0));

const proved = (minutes: number) =>
  owner`update sessions set proved_at = now() - make_interval(mins => ${minutes}) where account_id = ${world.a.actors.admin.accountId}`;
const post = (address: string, form: Record<string, string>) => crawl.ask(site, address, { form, cookie });
const person = () => `/admin/people/${world.a.actors.otherAdvisor.personId}`;
const prove = (address: string) => `/prove?${new URLSearchParams({ next: address })}`;

/** What an administrator's pages send, and whether anything came of it. */
const acts: Record<string, () => Record<string, string>> = {
  give_role: () => ({ act: 'give_role', role: 'director', fromOn: '01/01/2026' }),
  end_role: () => ({ act: 'end_role', roleId: crypto.randomUUID() }),
  end_sign_ins: () => ({ act: 'end_sign_ins' }),
  deactivate: () => ({ act: 'deactivate', version: '1', reason: 'Left the cluster' }),
  reactivate: () => ({ act: 'reactivate', version: '1' }),
  anonymise: () => ({ act: 'anonymise', version: '1', isSure: 'on' }),
};

/** The same of whom they invite, and of a name that they erase. */
const invitations: Record<string, Record<string, string>> = {
  '/admin/people/new': { givenName: 'N', familyName: 'M', email: 'n@test.example', locale: 'fr', role: 'advisor', fromOn: '01/01/2026' },
  '/admin/people': { act: 'resend', invitationId: crypto.randomUUID() },
  [`/admin/privacy/${crypto.randomUUID()}`]: { act: 'erase', version: '1', isSure: 'on' },
};

it('whoever changes the rights of others proves who they are first, within half an hour of the act (S12)', async () => {
  const events = () => world.asOwner(world.a.clusterId, async (sql) => (await sql`select count(*)::int as n from events`)[0]?.n);
  const before = await events();
  await proved(31);
  for (const [name, form] of Object.entries(acts)) {
    const answer = await post(person(), form());
    expect([name, answer.status, answer.location]).toEqual([name, 302, prove(person())]);
  }
  for (const [address, form] of Object.entries(invitations)) expect((await post(address, form)).location).toBe(prove(address));
  expect(await events()).toBe(before);
  await proved(29);
  expect((await post(person(), acts.end_sign_ins!())).location).toBe(person());
});

it('the page asks after a quarter of an hour, and gives the way back', async () => {
  await proved(14);
  expect((await crawl.ask(site, person(), { cookie })).status).toBe(200);
  await proved(16);
  expect((await crawl.ask(site, person(), { cookie })).location).toBe(prove(person()));
  expect((await post(prove(person()), { password: 'wrong words again' })).status).toBe(422);
  expect((await crawl.ask(site, person(), { cookie })).status).toBe(302);
  expect((await post(prove(person()), { password: PASSWORD })).location).toBe(person());
  expect((await crawl.ask(site, person(), { cookie })).status).toBe(200);
});

it('a form sent in time comes back with what was typed, though the page would ask by then', async () => {
  await proved(20);
  const refused = await post(person(), { act: 'give_role', role: 'track_lead', fromOn: '02/02/2026' });
  expect([refused.status, refused.body.includes('02/02/2026')]).toEqual([409, true]);
});

it('whoever holds a company’s account proves who they are before they end a colleague’s access or hand the account over', async () => {
  const { leader, otherLeader } = world.a.actors;
  const own = crawl.cookieOf(world, leader);
  const old = (minutes: number) =>
    owner`update sessions set proved_at = now() - make_interval(mins => ${minutes}) where account_id = ${leader.accountId}`;
  const send = (act: string) => crawl.ask(site, '/plan/people', { form: { act, personId: otherLeader.personId }, cookie: own });
  await old(31);
  for (const act of ['end', 'hand_over']) expect((await send(act)).location).toBe(prove('/plan/people'));
  expect((await crawl.ask(site, '/plan/people', { cookie: own })).status).toBe(200);
  await old(29);
  // Let in, and told that this is nobody of the company.
  for (const act of ['end', 'hand_over']) expect((await send(act)).status).toBe(404);
});
