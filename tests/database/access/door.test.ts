import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { networkOf, TooMany, takeAttempt } from '~/access/attempts.server';
import { type Browser, nameOfBrowser } from '~/access/browser.server';
import { hashPassword } from '~/access/password.server';
import * as crawl from '../../support/crawl';
import { meterQueries, type QueryMeter } from '../../support/query-meter';
import { type CastName, freshWorld, type World } from '../../support/world';

const hashed = vi.hoisted(() => ({ verified: 0 }));
vi.mock('@node-rs/argon2', async (original) => {
  const argon = await original<typeof import('@node-rs/argon2')>();
  return {
    ...argon,
    verify: (...given: Parameters<typeof argon.verify>) => {
      hashed.verified += 1;
      return argon.verify(...given);
    },
  };
});

const PASSWORD = 'a sentence nobody else has';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const AT = new Date('2026-11-24T10:00:00Z');
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1000);

let world: World;
let site: crawl.Site;
let admin: postgres.Sql;
let meter: QueryMeter;

beforeAll(async () => {
  const origin = await crawl.reserveOrigin();
  world = await freshWorld();
  const url = new URL(inject('template').admin);
  url.pathname = new URL(world.ownerUrl).pathname;
  admin = postgres(url.href, { max: 1, onnotice: () => {} });
  await admin`update accounts set password_hash = ${await hashPassword(PASSWORD)}`;
  meter = await meterQueries(process.env.APP_DATABASE_URL as string);
  site = await crawl.serveBuild(origin);
  // What the build loads later would load again, apart, once a test has other modules.
  for (const page of ['/account', '/account/security'])
    await crawl.ask(site, page, { cookie: crawl.cookieOf(world, world.a.actors.manager) });
}, 240_000);
afterAll(async () => {
  await site?.close();
  await meter?.close();
  await admin?.end();
  await world?.drop();
});
beforeEach(async () => {
  await admin`delete from rate_limits`;
  await admin`delete from account_mails`;
});

const stranger: Browser = { token: null, deviceHash: null, browser: '', system: '' };
const attempt = async (email: string, { address = '192.0.2.1', browser = stranger, at = AT } = {}) => {
  const taken = await takeAttempt({ address }, browser, email, at);
  return taken instanceof TooMany ? taken.seconds : 0;
};

describe('tries for a password (S01)', () => {
  it('wait after the tenth, longer each time and a quarter of an hour at most', async () => {
    for (let n = 0; n < 10; n += 1) expect(await attempt('a@test.example')).toBe(0);
    let at = 0;
    for (const seconds of [30, 60, 120, 300, 900, 900, 900]) {
      expect(await attempt('a@test.example', { at: later(at) })).toBe(seconds);
      // Trying meanwhile lengthens nothing.
      expect(await attempt('a@test.example', { at: later(at + seconds - 1) })).toBe(1);
      at += seconds;
      expect(await attempt('a@test.example', { at: later(at) })).toBe(0);
    }
    expect(await attempt('b@test.example')).toBe(0);
  });

  it('begin anew the next day', async () => {
    for (let n = 0; n < 12; n += 1) await attempt('a@test.example', { at: later(n * 60) });
    expect(await attempt('a@test.example', { at: later(86_400 + 12 * 60) })).toBe(0);
    expect((await admin`select count from rate_limits where scope = 'account'`)[0]?.count).toBe(1);
  });

  it('at once are counted one by one', async () => {
    const waits = await Promise.all(Array.from({ length: 50 }, () => attempt('a@test.example')));
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
  });

  it('are counted for every process, and beyond a restart', async () => {
    for (let n = 0; n < 5; n += 1) await attempt('a@test.example');
    vi.resetModules();
    const other = await import('~/access/attempts.server');
    for (let n = 0; n < 5; n += 1) await other.takeAttempt({ address: '192.0.2.9' }, stranger, 'a@test.example', AT);
    const { closeDatabase } = await import('~/platform/database.server');
    await closeDatabase();
    expect(await attempt('a@test.example')).toBe(30);
  });

  it('from one address wait for ten minutes after a hundred, whoever is meant', async () => {
    for (let n = 0; n < 100; n += 1) expect(await attempt(`${n}@test.example`, { at: later(n) })).toBe(0);
    expect(await attempt('another@test.example', { at: later(100) })).toBe(500);
    expect(await attempt('another@test.example', { at: later(100), address: '192.0.2.2' })).toBe(0);
    expect(await attempt('another@test.example', { at: later(600) })).toBe(0);
  });

  it('of a network of IPv6 are those of one caller', () => {
    expect(networkOf('2001:db8:1:2:aaaa::1')).toBe(networkOf('2001:0db8:0001:0002:ffff:1:2:3'));
    expect(networkOf('2001:db8:1:3::1')).not.toBe(networkOf('2001:db8:1:2::1'));
    expect(networkOf('::ffff:192.0.2.1')).toBe('192.0.2.1');
    expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0');
  });

  it('that were right count for nothing', async () => {
    for (let n = 0; n < 12; n += 1) expect((await signIn('trackLead')).status).toBe(302);
    expect((await admin`select max(count) from rate_limits`)[0]?.max).toBe(0);
  });

  it('elsewhere make nobody wait in a browser their account knows', async () => {
    const device = deviceIn(await signIn('advisor'));
    for (let n = 0; n < 10; n += 1) expect((await signIn('advisor', { password: 'wrong words again' })).status).toBe(422);
    expect((await signIn('advisor')).status).toBe(429);
    expect((await signIn('advisor', { cookie: device })).status).toBe(302);
    // And what is tried there makes nobody elsewhere wait.
    await admin`delete from rate_limits`;
    for (let n = 0; n < 10; n += 1) await signIn('advisor', { cookie: device, password: 'wrong words again' });
    expect([(await signIn('advisor', { cookie: device })).status, (await signIn('advisor')).status]).toEqual([429, 302]);
  });

  it('over two hundred accounts from one address are answered 429, with the page as it was filled', async () => {
    const answers = [];
    for (let n = 0; n < 20; n += 1) {
      const emails = Array.from({ length: 10 }, (_, index) => `someone-${n}-${index}@test.example`);
      answers.push(...(await Promise.all(emails.map((email) => crawl.ask(site, '/sign-in', { form: { email, password: PASSWORD } })))));
    }
    expect(answers.map(({ status }) => status)).toEqual([...Array(100).fill(422), ...Array(100).fill(429)]);
    const last = answers.at(-1);
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(500);
    expect(last?.body).toContain('value="someone-19-9@test.example"');
    expect(last?.body).not.toContain(PASSWORD);
    expect(await admin`select kind from access_log order by id desc limit 1`).toEqual([{ kind: 'sign_in.delayed' }]);
  }, 60_000);

  it('that must wait cost no hash', async () => {
    const { signIn: tryTo } = await import('~/access/sign-in.server');
    hashed.verified = 0;
    for (let n = 0; n < 15; n += 1) await tryTo({ requestId: 'r', address: '192.0.2.1' }, stranger, 'a@test.example', 'x');
    expect(hashed.verified).toBe(10);
  });
});

it('an unknown e-mail costs the statements and the hash of a known one (S02)', async () => {
  const before = process.env.APP_DATABASE_URL;
  process.env.APP_DATABASE_URL = meter.url;
  vi.resetModules();
  const costs = [];
  const metered = await import('~/access/sign-in.server');
  // The first of all opens the connection too.
  for (const email of ['first@test.example', emailOf('manager'), 'nobody@test.example', emailOf('manager')]) {
    hashed.verified = 0;
    meter.take();
    expect(await metered.signIn({ requestId: 'r', address: '192.0.2.1' }, stranger, email, 'wrong words again')).toBeNull();
    costs.push({ hashes: hashed.verified, statements: meter.take().map(({ text }) => text.replaceAll(/\s+/g, ' ')) });
  }
  await (await import('~/platform/database.server')).closeDatabase();
  process.env.APP_DATABASE_URL = before;
  expect(costs[1]?.hashes).toBe(1);
  expect(costs[1]?.statements).toHaveLength(3);
  expect([costs[2], costs[3]]).toEqual([costs[1], costs[1]]);
});

type Answer = Awaited<ReturnType<typeof crawl.ask>>;
const emailOf = (name: CastName) => world.a.actors[name].email;
const cookieNamed = ({ headers }: Answer, name: string) =>
  headers
    .getSetCookie()
    .find((cookie) => cookie.startsWith(name))
    ?.split(';')[0] ?? '';
const sessionIn = (answer: Answer) => cookieNamed(answer, 'session');
const deviceIn = (answer: Answer) => cookieNamed(answer, 'device');
const isSignedIn = async (cookie: string) => (await crawl.ask(site, '/account', { cookie })).status === 200;
const digestOf = async (cookie: string) => (await import('~/access/sessions.server')).digestToken(cookie.split('=')[1] ?? '');

function signIn(name: CastName, { cookie = '', password = PASSWORD, agent = FIREFOX } = {}) {
  return crawl.ask(site, '/sign-in', { cookie, form: { email: emailOf(name), password }, headers: { 'User-Agent': agent } });
}

describe('a browser that an account knows', () => {
  it('is named from a short list', () => {
    expect(nameOfBrowser(FIREFOX)).toEqual({ browser: 'Firefox', system: 'Linux' });
    expect(nameOfBrowser(IPHONE)).toEqual({ browser: 'Safari', system: 'iPhone' });
    expect(
      nameOfBrowser(
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0',
      ),
    ).toEqual({ browser: 'Edge', system: 'Windows' });
    expect(nameOfBrowser('<script>alert(1)</script>')).toEqual({ browser: '', system: '' });
  });

  it('keeps its cookie; a planted one is replaced, for every account it was for', async () => {
    const first = await signIn('director');
    expect(first.headers.getSetCookie().find((cookie) => cookie.startsWith('device'))).toMatch(
      /^device-\d+=[\w-]{43}; Path=\/; Max-Age=15552000; HttpOnly; SameSite=Lax$/,
    );
    const device = deviceIn(first);
    expect(deviceIn(await signIn('director', { cookie: device }))).toBe('');
    const second = deviceIn(await signIn('funder', { cookie: device }));
    expect(second).not.toBe('');
    expect(second).not.toBe(device);
    expect([deviceIn(await signIn('director', { cookie: second })), deviceIn(await signIn('funder', { cookie: second }))]).toEqual([
      '',
      '',
    ]);
    expect(deviceIn(await signIn('director', { cookie: device }))).not.toBe('');
    const rows = await admin`select token_hash from known_devices`;
    expect(rows.map(({ token_hash }) => token_hash)).not.toContain(device.split('=')[1]);
  });

  it('that is the second one is told by one letter, the first and a known one by none', async () => {
    const letters = () => admin`select kind, email from account_mails`;
    const device = deviceIn(await signIn('collaborator'));
    await signIn('collaborator', { cookie: device });
    expect(await letters()).toEqual([]);
    await signIn('collaborator', { agent: IPHONE });
    expect(await letters()).toEqual([{ kind: 'new_device', email: emailOf('collaborator') }]);
  });
});

describe('how long a sign-in lasts (S08)', () => {
  const lasts = async (cookie: string) => {
    const [row] =
      await admin`select extract(epoch from expires_at - now())::int as left, extract(epoch from seen_at - now())::int as seen from sessions where id = ${await digestOf(cookie)}`;
    return { left: row?.left as number, seen: row?.seen as number };
  };
  const set = async (cookie: string, change: string) =>
    admin.unsafe(`update sessions set ${change} where id = '${await digestOf(cookie)}'`);

  it.each([
    ['admin', 30 * 60, '12 hours'],
    ['manager', 2 * 3600, '7 days'],
  ] as const)('%s', async (name, idle, absolute) => {
    const cookie = sessionIn(await signIn(name));
    expect((await lasts(cookie)).left).toBeGreaterThan(idle - 20);
    expect((await lasts(cookie)).left).toBeLessThanOrEqual(idle);
    // Looked at within five minutes: nothing is written.
    await set(cookie, `seen_at = now() - interval '4 minutes', expires_at = expires_at - interval '4 minutes'`);
    expect(await isSignedIn(cookie)).toBe(true);
    expect((await lasts(cookie)).seen).toBeLessThan(-200);
    await set(cookie, `seen_at = now() - interval '6 minutes'`);
    expect(await isSignedIn(cookie)).toBe(true);
    expect((await lasts(cookie)).seen).toBeGreaterThan(-20);
    expect((await lasts(cookie)).left).toBeGreaterThan(idle - 20);
    // Near its last moment, a sign of life lengthens it no further.
    await set(cookie, `seen_at = now() - interval '6 minutes', created_at = now() - interval '${absolute}' + interval '3 minutes'`);
    expect(await isSignedIn(cookie)).toBe(true);
    expect((await lasts(cookie)).left).toBeLessThanOrEqual(180);
    await set(
      cookie,
      `created_at = now() - interval '${absolute}' - interval '1 second', expires_at = now() + interval '1 hour', seen_at = now()`,
    );
    expect(await isSignedIn(cookie)).toBe(false);
  });

  it('whoever comes to administer has the shorter time at once, in the application and in the database', async () => {
    const cookie = sessionIn(await signIn('otherAdvisor'));
    await set(cookie, `seen_at = now() - interval '31 minutes'`);
    const entered = async () => {
      const id = await digestOf(cookie);
      return admin`select access.enter_session(${id})`.then(
        () => 'in',
        () => 'out',
      );
    };
    expect(await entered()).toBe('in');
    const { clusterId, personId } = world.a.actors.otherAdvisor;
    const [role] =
      await admin`insert into cluster_roles (cluster_id, person_id, role, from_on) values (${clusterId}, ${personId}, 'admin', current_date - 1) returning id`;
    expect([await entered(), await isSignedIn(cookie)]).toEqual(['out', false]);
    await admin`delete from cluster_roles where id = ${role?.id}`;
  });
});

describe('one’s own sign-ins (S10)', () => {
  const page = (cookie: string) => crawl.ask(site, '/account/security', { cookie });
  const handlesIn = ({ body }: Answer) =>
    [...body.matchAll(/name="handle" value="([0-9a-f-]{36})"/g)].map(([, handle]) => handle as string);

  it('are listed by browser, and ended one by one or all but this one', async () => {
    await admin`delete from sessions where account_id = ${world.a.actors.leader.accountId}`;
    const here = sessionIn(await signIn('leader'));
    const phone = await signIn('leader', { agent: IPHONE });
    const others = [phone, await signIn('leader'), await signIn('leader')].map(sessionIn);
    const listed = await page(here);
    expect(listed.body).toContain('Safari, iPhone');
    const handles = handlesIn(listed);
    expect(handles).toHaveLength(3);
    expect(listed.body).not.toContain(await digestOf(here));
    const [row] = await admin`select handle from sessions where id = ${await digestOf(others[0]!)}`;
    await crawl.ask(site, '/account/security', { cookie: here, form: { handle: row?.handle } });
    expect(await Promise.all([here, ...others].map(isSignedIn))).toEqual([true, false, true, true]);
    const line = async () => (await admin`select kind, facts, person_id from access_log order by id desc limit 1`)[0];
    expect(await line()).toMatchObject({ kind: 'sign_in.ended', facts: { ended: 1 }, person_id: world.a.actors.leader.personId });
    // The browser that was shut out is a stranger again, and told of.
    await admin`delete from account_mails`;
    expect(deviceIn(await signIn('leader', { agent: IPHONE, cookie: deviceIn(phone) }))).not.toBe('');
    expect(await admin`select kind from account_mails`).toEqual([{ kind: 'new_device' }]);
    await crawl.ask(site, '/account/security', { cookie: here, form: { handle: 'others' } });
    expect(await Promise.all([here, ...others].map(isSignedIn))).toEqual([true, false, false, false]);
    expect(await line()).toMatchObject({ facts: { ended: 3 } });
    expect(handlesIn(await page(here))).toEqual([]);
  });

  it('and nobody else’s', async () => {
    const [mine, theirs] = [sessionIn(await signIn('leader')), sessionIn(await signIn('otherLeader'))];
    const [row] = await admin`select handle from sessions where id = ${await digestOf(theirs)}`;
    expect((await page(mine)).body).not.toContain(row?.handle);
    await crawl.ask(site, '/account/security', { cookie: mine, form: { handle: row?.handle } });
    await crawl.ask(site, '/account/security', { cookie: mine, form: { handle: 'others' } });
    expect(await isSignedIn(theirs)).toBe(true);
    expect((await crawl.ask(site, '/account/security', { cookie: mine, form: { handle: 'x' } })).status).toBe(404);
  });

  it('tell how long they last, and asking is no sign of life', async () => {
    const cookie = sessionIn(await signIn('manager'));
    const id = await digestOf(cookie);
    const left = async (form?: Record<string, string>) =>
      JSON.parse((await crawl.ask(site, '/session', { cookie, ...(form ? { form } : {}) })).body);
    await admin`update sessions set seen_at = now() - interval '116 minutes', expires_at = now() + interval '4 minutes' where id = ${id}`;
    expect((await left()).seconds).toBeLessThanOrEqual(240);
    expect((await left()).seconds).toBeGreaterThan(230);
    expect((await left({})).seconds).toBeGreaterThan(7_100);
    expect((await left()).most).toBeGreaterThan(6 * 86_400);
    await admin`delete from sessions where id = ${id}`;
    expect(await left()).toEqual({ seconds: 0, most: 0 });
  });
});
