import { hash } from '@node-rs/argon2';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import type { Actor } from '~/access/actor';
import { hashPassword } from '~/access/password.server';
import { cases } from '../../../db/schema/cases';
import { companies } from '../../../db/schema/companies';
import * as crawl from '../../support/crawl';
import { type CastName, freshWorld, type World } from '../../support/world';

const PASSWORD = 'a sentence nobody else has';
let world: World;
let site: crawl.Site;
let admin: postgres.Sql;

beforeAll(async () => {
  const origin = await crawl.reserveOrigin();
  process.env.POOL_SIZE = '2';
  world = await freshWorld();
  const url = new URL(inject('template').admin);
  url.pathname = new URL(world.ownerUrl).pathname;
  admin = postgres(url.href, { max: 1, onnotice: () => {} });
  await admin`update accounts set password_hash = ${await hashPassword(PASSWORD)}`;
  site = await crawl.serveBuild(origin);
}, 240_000);
afterAll(async () => {
  await site?.close();
  await admin?.end();
  await world?.drop();
});

type Answer = Awaited<ReturnType<typeof crawl.ask>>;
const emailOf = (name: CastName) => world.a.actors[name].email;
const cookieIn = ({ headers }: Answer) => headers.getSetCookie()[0]?.split(';')[0] ?? '';
const tokenIn = (cookie: string) => cookie.split('=')[1] ?? '';
const isSignedIn = async (cookie: string) => (await crawl.ask(site, '/account', { cookie })).status === 200;

async function signIn(name: CastName, { cookie, password = PASSWORD, next }: { cookie?: string; password?: string; next?: string } = {}) {
  const address = next === undefined ? '/sign-in' : `/sign-in?${new URLSearchParams({ next })}`;
  return crawl.ask(site, address, { cookie, form: { email: emailOf(name), password } });
}

/** Changes something about a person as an administrator of the database would, and puts it back afterwards. */
async function meanwhile(change: postgres.PendingQuery<postgres.Row[]>, back: () => PromiseLike<unknown>, check: () => Promise<void>) {
  await change;
  await check().finally(back);
}

describe('passwords (S04)', () => {
  it('are kept as argon2id of 19 MiB, two passes, one lane', async () => {
    expect(await hashPassword(PASSWORD)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('kept at a lower cost are made dearer at the next sign-in, which is not the case of a wrong one', async () => {
    const weak = await hash(PASSWORD, { memoryCost: 8_192, timeCost: 1, parallelism: 1 });
    const kept = async () =>
      (await admin`select password_hash as hash from accounts where email = ${emailOf('director')}`)[0]?.hash as string;
    await admin`update accounts set password_hash = ${weak} where email = ${emailOf('director')}`;
    expect((await signIn('director', { password: 'another sentence altogether' })).status).toBe(422);
    expect(await kept()).toBe(weak);
    expect((await signIn('director')).status).toBe(302);
    expect(await kept()).toMatch(/m=19456,t=2,p=1/);
    expect((await signIn('director')).status).toBe(302);
  });

  it('of 700 kB stall nothing', async () => {
    const start = performance.now();
    expect((await signIn('director', { password: 'x'.repeat(700_000) })).status).toBe(422);
    expect(performance.now() - start).toBeLessThan(1_000);
  });

  it('are compared to the last character', async () => {
    for (const password of [`${PASSWORD} `, PASSWORD.toUpperCase(), PASSWORD.slice(0, -1)])
      expect((await signIn('director', { password })).status).toBe(422);
  });
});

describe('tokens', () => {
  it('have at least 160 bits, and stand nowhere in the database (S05)', async () => {
    const cookie = cookieIn(await signIn('manager'));
    const token = tokenIn(cookie);
    // Lucia writes base 32: five bits a character.
    expect(token).toMatch(/^[a-z2-7]{32,}$/);
    expect(await isSignedIn(cookie)).toBe(true);
    const tables = await admin<
      { name: string }[]
    >`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`;
    for (const { name } of tables) {
      const [found] = await admin.unsafe(`select count(*)::int as rows from ${name} t where strpos(t::text, '${token}') > 0`);
      expect(found?.rows, name).toBe(0);
    }
    expect(await crawl.ask(site, '/account', { cookie: `${cookie.split('=')[0]}=${await digestOf(token)}` })).toMatchObject({
      status: 302,
    });
  });

  it('are new at each sign-in; one planted beforehand is never somebody (S06)', async () => {
    const planted = `${cookieIn(await signIn('manager')).split('=')[0]}=${'a'.repeat(40)}`;
    const first = cookieIn(await signIn('manager', { cookie: planted }));
    expect(await isSignedIn(planted)).toBe(false);
    const second = cookieIn(await signIn('manager', { cookie: first }));
    expect(second).not.toBe(first);
    expect([await isSignedIn(first), await isSignedIn(second)]).toEqual([false, true]);
  });

  it('are new on the way to another cluster, which proves nothing again and lengthens nothing (S06)', async () => {
    const { manager } = world.a.actors;
    const there = world.b.actors.manager;
    await admin`update people set account_id = ${manager.accountId} where id = ${there.personId}`;
    const first = cookieIn(await signIn('manager'));
    const ofToken = async (cookie: string) => (await admin`select * from sessions where id = ${await digestOf(tokenIn(cookie))}`)[0];
    // Six days into its seven.
    await admin`update sessions set created_at = now() - interval '6 days', proved_at = now() - interval '6 days', expires_at = now() + interval '90 minutes',
      level = 'second_factor' where id = ${await digestOf(tokenIn(first))}`;
    const before = await ofToken(first);
    const moved = await crawl.ask(site, '/space', { cookie: first, form: { cluster: world.b.clusterId } });
    expect(await ofToken(first)).toBeUndefined();
    const after = await ofToken(cookieIn(moved));
    expect(after).toEqual({ ...before, id: after?.id, handle: after?.handle, cluster_id: world.b.clusterId, person_id: there.personId });
    expect([await isSignedIn(first), await isSignedIn(cookieIn(moved))]).toEqual([false, true]);
    const [line] = await admin`select * from access_log order by id desc limit 1`;
    expect(line).toMatchObject({
      kind: 'space.switched',
      account_id: manager.accountId,
      cluster_id: world.b.clusterId,
      person_id: there.personId,
      facts: { from: world.a.clusterId },
    });
    await admin`update people set account_id = ${there.accountId} where id = ${there.personId}`;
  });
});

async function digestOf(token: string): Promise<string> {
  return (await import('~/access/sessions.server')).digestToken(token);
}

describe('the end of a sign-in (S07, S17)', () => {
  it('comes at once on the server by signing out, which clears the browser', async () => {
    const [here, elsewhere] = [cookieIn(await signIn('advisor')), cookieIn(await signIn('advisor'))];
    const out = await crawl.ask(site, '/sign-out', { cookie: here, form: {} });
    expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect([await isSignedIn(here), await isSignedIn(elsewhere)]).toEqual([false, true]);
    await crawl.ask(site, '/sign-out', { cookie: elsewhere, form: { everywhere: 'on' } });
    expect(await isSignedIn(elsewhere)).toBe(false);
  });

  it('comes everywhere by a change of password', async () => {
    const [here, elsewhere] = [cookieIn(await signIn('trackLead')), cookieIn(await signIn('trackLead'))];
    const form = { oldPassword: PASSWORD, newPassword: 'a longer sentence than before', again: 'a longer sentence than before' };
    const changed = await crawl.ask(site, '/account/password', { cookie: here, form });
    expect([await isSignedIn(here), await isSignedIn(elsewhere), await isSignedIn(cookieIn(changed))]).toEqual([false, false, true]);
    expect((await signIn('trackLead')).status).toBe(422);
  });

  it('comes by time without clearing what was being written', async () => {
    const cookie = cookieIn(await signIn('advisor'));
    await admin`update sessions set expires_at = now() - interval '1 second' where id = ${await digestOf(tokenIn(cookie))}`;
    for (const form of [undefined, { version: '1' }]) {
      const answer = await crawl.ask(site, '/account/password', { cookie, ...(form ? { form } : {}) });
      expect(answer.status === 401 || answer.location?.startsWith('/sign-in')).toBe(true);
      expect(answer.headers.has('clear-site-data')).toBe(false);
    }
  });
});

describe('a form sent after the sign-in ended (S08)', () => {
  const page = () => `/companies/${world.a.companyId}/contacts/new`;
  const form = { givenName: 'Zoé', familyName: 'Martin-Lefèvre', idempotencyKey: 'the-key', newPassword: 'hidden canary', code: '123456' };

  it('comes back whole to whoever sent it, to be sent again, without what proves who somebody is', async () => {
    const cookie = cookieIn(await signIn('advisor'));
    const { digestToken } = await import('~/access/sessions.server');
    await admin`delete from sessions where id = ${digestToken(tokenIn(cookie))}`;
    for (const routeId of [undefined, 'routes/advisor/company-contact-new']) {
      const answer = await crawl.ask(site, page(), { cookie, form, ...(routeId && { routeId }) });
      expect(answer.status).toBe(401);
      for (const kept of ['Zoé', 'Martin-Lefèvre', 'the-key', page()]) expect(answer.body).toContain(kept);
      expect(answer.body).not.toMatch(/hidden canary|123456/);
    }
  });

  it('goes nowhere for whoever was never signed in', async () => {
    const answer = await crawl.ask(site, page(), { form });
    expect([answer.status, answer.location]).toEqual([302, '/sign-in']);
    expect(answer.body).not.toContain('Martin-Lefèvre');
  });
});

describe('what is taken from somebody is gone at the next request (S09)', () => {
  const advisorSees = (cookie: string) =>
    outlets(cookie, `/companies/${world.a.companyId}`, `/companies/${world.a.companyId}/contacts/new`);
  /** Page, data, form, form as data, sign-in, and the way into the database. */
  async function outlets(cookie: string, page: string, form: string, routeId = 'routes/advisor/company') {
    const send = { cookie, form: { nonsense: 'x' } };
    const answers = [
      await crawl.ask(site, page, { cookie }),
      await crawl.ask(site, page, { cookie, routeId }),
      await crawl.ask(site, form, send),
      await crawl.ask(site, form, { ...send, routeId }),
    ];
    return answers.map(({ status, location }) => (status === 401 || location?.startsWith('/sign-in') ? 'sign-in' : status));
  }

  /** What the database shows somebody whom the application still believes to be what they were. */
  async function rowsSeen(actor: Actor): Promise<number[]> {
    const { asReader } = await import('~/access/acting.server');
    return asReader(actor, async (tx) => [(await tx.select().from(companies)).length, (await tx.select().from(cases)).length]);
  }

  it('a person, or their account, is disabled', async () => {
    const cookie = cookieIn(await signIn('advisor'));
    await world.caseIn(world.a, 'active');
    expect(await advisorSees(cookie)).toEqual([200, 200, 400, 400]);
    const { personId, accountId } = world.a.actors.advisor;
    for (const [change, back] of [
      [
        admin`update people set disabled_at = now() where id = ${personId}`,
        admin`update people set disabled_at = null where id = ${personId}`,
      ],
      [
        admin`update accounts set disabled_at = now() where id = ${accountId}`,
        admin`update accounts set disabled_at = null where id = ${accountId}`,
      ],
    ] as const) {
      await meanwhile(
        change,
        () => back,
        async () => {
          expect(await advisorSees(cookie)).toEqual(['sign-in', 'sign-in', 'sign-in', 'sign-in']);
          expect((await signIn('advisor')).status).toBe(422);
          const { asReader } = await import('~/access/acting.server');
          // An answer of its own, not a fault: the sign-in may end while a page is on its way.
          const entered = await asReader(world.a.actors.advisor, async () => 'seen').catch((answer) => answer);
          expect(entered).toMatchObject({ status: 302 });
        },
      );
    }
    expect(await advisorSees(cookie)).toEqual([200, 200, 400, 400]);
  });

  /** What the page's search gives for the company's name. */
  const findsCompany = async (cookie: string) => {
    const [company] = await admin<{ name: string }[]>`select name from companies where id = ${world.a.companyId}`;
    const found = await crawl.ask(site, `/search?${new URLSearchParams({ q: company!.name })}`, { cookie });
    return found.status === 200 && found.body.includes(world.a.companyId);
  };
  const ENDINGS = ['until_on = current_date - 1', 'ended_at = now()'];

  it.each(ENDINGS)('a role ends: %s', async (ending) => {
    const cookie = cookieIn(await signIn('manager'));
    const { personId } = world.a.actors.manager;
    expect(await advisorSees(cookie)).toEqual([200, 200, 400, 400]);
    expect(await findsCompany(cookie)).toBe(true);
    const isStaff = async () => (await admin`select is_staff from people where id = ${personId}`)[0]?.is_staff as boolean;
    const back = () => admin`update cluster_roles set until_on = null, ended_at = null where person_id = ${personId}`;
    await meanwhile(admin.unsafe(`update cluster_roles set ${ending} where person_id = '${personId}'`), back, async () => {
      expect(await advisorSees(cookie)).toEqual([404, 404, 404, 404]);
      expect(await findsCompany(cookie)).toBe(false);
      expect(await rowsSeen(world.a.actors.manager)).toEqual([0, 0]);
      expect(await isStaff()).toBe(false);
    });
    expect(await isStaff()).toBe(true);
    expect(await advisorSees(cookie)).toEqual([200, 200, 400, 400]);
  });

  it.each(ENDINGS)('a leader no longer belongs to the company: %s', async (ending) => {
    const cookie = cookieIn(await signIn('leader'));
    const { personId } = world.a.actors.leader;
    const seen = () => outlets(cookie, '/plan/figures', '/plan/figures', 'routes/company/figure-list');
    expect(await seen()).toEqual([200, 200, 400, 400]);
    const back = () => admin`update company_roles set until_on = null, ended_at = null where person_id = ${personId}`;
    await meanwhile(admin.unsafe(`update company_roles set ${ending} where person_id = '${personId}'`), back, async () => {
      expect(await seen()).toEqual([404, 404, 404, 404]);
      expect(await rowsSeen(world.a.actors.leader)).toEqual([0, 0]);
    });
  });

  it.each(ENDINGS)('somebody no longer leads a team: %s', async (ending) => {
    const { clusterId, actors } = world.a;
    const { personId } = actors.otherAdvisor;
    const [known] = await admin<{ id: string }[]>`select id from cases where company_id = ${world.a.companyId} limit 1`;
    const caseId = known?.id ?? (await world.caseIn(world.a, 'active')).caseId;
    const reached = async () => (await rowsSeen(actors.otherAdvisor))[1]!;
    const before = await reached();
    const [team] = await admin`insert into teams (cluster_id, name) values (${clusterId}, 'Team') returning id`;
    await admin`update cases set team_id = ${team!.id} where id = ${caseId}`;
    await admin`insert into team_members (cluster_id, team_id, person_id, leads_team, from_on) values (${clusterId}, ${team!.id}, ${personId}, true, current_date)`;
    expect(await reached()).toBe(before + 1);
    // The day it began is not too early for its end.
    if (ending.startsWith('until_on')) await admin`update team_members set from_on = current_date - 1 where team_id = ${team!.id}`;
    await admin.unsafe(`update team_members set ${ending} where team_id = '${team!.id}'`);
    expect(await reached()).toBe(before);
  });

  it('a role whose last day is over leaves its mark on nobody after the night', async () => {
    const { personId } = world.a.actors.director;
    const isStaff = async () => (await admin`select is_staff from people where id = ${personId}`)[0]?.is_staff as boolean;
    const refresh = () => admin`select access.refresh_staff() as changed`;
    await refresh();
    // The day passes without anybody writing.
    await admin`alter table cluster_roles disable trigger cluster_roles_staff`;
    await admin`update cluster_roles set until_on = current_date - 1 where person_id = ${personId}`;
    await admin`alter table cluster_roles enable trigger cluster_roles_staff`;
    expect(await isStaff()).toBe(true);
    expect((await refresh())[0]?.changed).toBe(1);
    expect(await isStaff()).toBe(false);
    expect((await refresh())[0]?.changed).toBe(0);
    await admin`update cluster_roles set until_on = null where person_id = ${personId}`;
  });
});

describe('cookies (S14)', () => {
  it('on this machine carry the port in their name, for this server alone', async () => {
    const { headers } = await signIn('manager');
    const [session = '', ...attributes] = (headers.getSetCookie()[0] ?? '').split('; ');
    expect(session).toMatch(new RegExp(`^session-${new URL(site.origin).port}=.`));
    expect(attributes.filter((one) => !one.startsWith('Max-Age')).sort()).toEqual(['HttpOnly', 'Path=/', 'SameSite=Lax']);
    const chosen = await crawl.ask(site, '/preferences', { form: { locale: 'en', back: '/' } });
    expect(chosen.headers.getSetCookie()[0]).toMatch(/^locale-\d+=en; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
  });

  it('under https are bound to the host', async () => {
    vi.resetModules();
    const before = process.env.PUBLIC_ORIGIN;
    process.env.PUBLIC_ORIGIN = 'https://perspective.example.org';
    const { openSession } = await import('~/access/sessions.server');
    const { choosePreferences } = await import('~/access/preferences.server');
    const { closeDatabase } = await import('~/platform/database.server');
    const { manager } = world.a.actors;
    const session = await openSession(manager.accountId, manager);
    const [theme] = await choosePreferences(null, { theme: 'dark' });
    await closeDatabase();
    process.env.PUBLIC_ORIGIN = before;
    for (const cookie of [session, theme ?? '']) {
      expect(cookie).toMatch(/^__Host-(session|theme)=/);
      const attributes = cookie
        .split('; ')
        .slice(1)
        .map((part) => part.toLowerCase());
      expect(attributes).toEqual(expect.arrayContaining(['httponly', 'secure', 'samesite=lax', 'path=/']));
      expect(cookie).not.toMatch(/domain/i);
    }
  });
});

it('the access log tells which request a line is of, and keeps no address', async () => {
  const { headers } = await signIn('manager', { password: 'another sentence altogether' });
  const [line] = await admin`select * from access_log order by id desc limit 1`;
  expect(line).toMatchObject({ kind: 'sign_in.refused', request_id: headers.get('x-request-id') });
  expect(line?.address_digest).toMatch(/^[\w-]{43}$/);
  expect(JSON.stringify(line)).not.toContain('127.0.0.1');
});

describe('ways back (S33)', () => {
  it.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/%09/evil.example',
    'javascript:alert(1)',
    'evil.example',
    '/ /evil.example',
    '/a\r\nSet-Cookie: x=1',
    '/..//evil.example',
    '/.//evil.example',
  ])('%j stays inside', async (way) => {
    const signedIn = await signIn('manager', { next: way });
    const chosen = await crawl.ask(site, '/preferences', { form: { back: way } });
    for (const { location, headers } of [signedIn, chosen]) {
      expect(new URL(location ?? '', site.origin).origin).toBe(site.origin);
      expect(location).not.toMatch(/^\/[/\\]/);
      expect(headers.getSetCookie().join()).not.toContain('x=1');
    }
  });

  it('and an inner one is kept', async () => {
    expect((await signIn('manager', { next: '/companies?q=x#top' })).location).toBe('/companies?q=x#top');
  });
});

// quality S24
it('two connections and two hundred interleaved requests of everybody never mix two people', async () => {
  const cast = [...Object.values(world.a.actors), ...Object.values(world.b.actors)];
  const cookies = cast.map((actor) => crawl.cookieOf(world, actor));
  for (const { sessionId, accountId, clusterId, personId } of cast)
    await admin`insert into sessions (id, account_id, cluster_id, person_id, expires_at) values (${sessionId}, ${accountId}, ${clusterId}, ${personId}, now() + interval '1 day') on conflict do nothing`;
  const requests = Array.from({ length: 200 }, async (_, index) => {
    const actor = cast[(index * 7) % cast.length]!;
    const cookie = cookies[cast.indexOf(actor)]!;
    // Some fail half-way: an address that only the database refuses, a form that no page sends.
    if (index % 5 === 0)
      return crawl.ask(site, `/companies/${world.b.companyId}`, { cookie }).then(({ status }) => status < 500 || `answers ${status}`);
    if (index % 7 === 0)
      return crawl
        .ask(site, '/account/password', { cookie, form: { nonsense: 'x' } })
        .then(({ status }) => status === 400 || `answers ${status}`);
    const { status, body } = await crawl.ask(site, '/account', { cookie });
    const strangers = cast.filter(({ email }) => email !== actor.email && new RegExp(`\\b${email}`).test(body));
    return (status === 200 && body.includes(actor.email) && strangers.length === 0) || `answers ${status}, ${strangers.length} strangers`;
  });
  expect(new Set(await Promise.all(requests))).toEqual(new Set([true]));
}, 60_000);
