import postgres from 'postgres';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import type { Actor } from '~/access/actor';
import { LIMITED_USES, type LimitedUse, USE_LIMITS } from '~/access/limits';
import { takeUse } from '~/access/limits.server';
import * as crawl from '../../support/crawl';
import { serve } from '../../support/http';
import { type CastName, freshWorld, type World } from '../../support/world';

const AT = new Date('2026-11-24T10:00:00Z');
const later = (seconds: number) => new Date(AT.getTime() + seconds * 1000);
const MOST = USE_LIMITS.export.person;

let world: World;
let site: crawl.Site;
let admin: postgres.Sql;

beforeAll(async () => {
  const origin = await crawl.reserveOrigin();
  world = await freshWorld();
  const url = new URL(inject('template').admin);
  url.pathname = new URL(world.ownerUrl).pathname;
  admin = postgres(url.href, { max: 1, onnotice: () => {} });
  site = await crawl.serveBuild(origin);
}, 240_000);
afterAll(async () => {
  await site?.close();
  await admin?.end();
  await world?.drop();
});
beforeEach(async () => {
  await admin`delete from rate_limits`;
});

type Way = { address?: string; at?: Date; use?: LimitedUse };
/** How long somebody waits who does this now. */
async function wait(actor: Actor, { address = '192.0.2.1', at = AT, use = 'export' }: Way = {}): Promise<number> {
  return (await takeUse(use, { address }, actor, at))?.seconds ?? 0;
}
async function times(n: number, actor: Actor, way: Way = {}): Promise<number[]> {
  const waits: number[] = [];
  for (let i = 0; i < n; i += 1) waits.push(await wait(actor, way));
  return waits;
}
const none = (n: number) => Array<number>(n).fill(0);

// quality S37
describe('what one person does often', () => {
  it('waits after its limit, longer each time and a quarter of an hour at most; another use does not', async () => {
    const { manager } = world.a.actors;
    expect(await times(MOST, manager)).toEqual(none(MOST));
    let at = 0;
    for (const seconds of [30, 60, 120, 300, 900, 900]) {
      expect(await wait(manager, { at: later(at) })).toBe(seconds);
      // Trying meanwhile lengthens nothing.
      expect(await wait(manager, { at: later(at + seconds - 1) })).toBe(1);
      at += seconds;
      expect(await wait(manager, { at: later(at) })).toBe(0);
    }
    expect(await wait(manager, { use: 'search' })).toBe(0);
  });

  it('begins anew with the next hour', async () => {
    const { manager } = world.a.actors;
    await times(MOST, manager);
    expect(await wait(manager)).toBe(30);
    const next = later(USE_LIMITS.export.minutes * 60);
    expect(await times(MOST, manager, { at: next })).toEqual(none(MOST));
    expect(await wait(manager, { at: next })).toBe(30);
  });

  it('is nobody’s without a sign-in', async () => {
    await expect(wait({ ...world.a.actors.manager, sessionId: 'nobody' })).rejects.toThrow('no such session');
    expect(await admin`select count(*)::int as n from rate_limits`).toEqual([{ n: 0 }]);
  });

  it.each(LIMITED_USES)('has a limit above a share of what many may do: %s', (use) => {
    const { minutes, person, share, address, cluster } = USE_LIMITS[use];
    expect([minutes > 0, share < person, person < address, address < cluster]).toEqual([true, true, true, true]);
  });
});

describe('what many do', () => {
  const { share, address: fromAddress, cluster } = USE_LIMITS.export;
  const crowd = (scope: 'use_address' | 'use_cluster', key: string, count: number) =>
    admin`update rate_limits set count = ${count} where scope = ${scope} and key like ${`export ${key}%`}`;

  it('from one address holds back there whoever had a share already, and nobody else', async () => {
    const { manager, director } = world.a.actors;
    await times(share - 1, manager);
    await crowd('use_address', '', fromAddress);
    expect(await times(2, manager)).toEqual([0, 30]);
    expect(await times(share, director)).toEqual(none(share));
    expect(await wait(director)).toBe(30);
    const elsewhere = { address: '198.51.100.1' };
    expect(await times(share + 1, world.b.actors.manager, elsewhere)).toEqual(none(share + 1));
  });

  it('in one cluster holds back whoever had a share already, in no other cluster', async () => {
    const { manager, director } = world.a.actors;
    await wait(manager);
    await crowd('use_cluster', world.a.clusterId, cluster);
    expect(await times(share, manager)).toEqual([...none(share - 1), 30]);
    expect(await times(share, director, { address: '198.51.100.1' })).toEqual(none(share));
    expect(await times(share + 1, world.b.actors.manager)).toEqual(none(share + 1));
  });

  it('one person alone holds nobody back, however often they try', async () => {
    const { manager, director } = world.a.actors;
    await times(4 * MOST, manager);
    expect(await times(MOST, director)).toEqual(none(MOST));
  });

  it.each([
    ['nobody is believed on who calls', undefined, 1],
    ['a proxy of the list is', { publicOrigin: 'https://perspective.example.org', isHttps: true, trustedProxies: ['127.0.0.1'] }, 2],
  ] as const)('%s', async (_, env, addresses) => {
    const { manager } = world.a.actors;
    const handler = async (_request: Request, context: { address: string }) => {
      await takeUse('export', context, manager, AT);
      return new Response('counted');
    };
    const server = await serve(handler, env ? { env: { ...env, trustedProxies: [...env.trustedProxies] } } : {});
    for (const caller of ['203.0.113.7', '203.0.113.8']) {
      const headers = { 'X-Forwarded-For': caller, 'X-Forwarded-Proto': 'https' };
      expect((await fetch(`http://127.0.0.1:${server.port}/`, { headers })).status).toBe(200);
    }
    await server.close();
    expect(await admin`select count(*)::int as n from rate_limits where scope = 'use_address'`).toEqual([{ n: addresses }]);
  });
});

describe('whoever waits is told so on a page, with when to come back', () => {
  const made = async (use: LimitedUse, name: CastName) => {
    const { personId } = world.a.actors[name];
    await admin`insert into rate_limits (scope, key, window_start, count, blocked_until)
      values ('use_person', ${`${use} ${personId}`}, now(), 1000, now() + interval '100 seconds')`;
  };
  const as = (name: CastName) => crawl.cookieOf(world, world.a.actors[name]);
  const check = ({ status, headers, body }: Awaited<ReturnType<typeof crawl.ask>>) => {
    const seconds = Number(headers.get('retry-after'));
    return { status, isSoon: seconds > 80 && seconds <= 100, saysSo: body.includes('2 min') };
  };
  const told = { status: 429, isSoon: true, saysSo: true };

  it.each([
    ['manager', '/search?q=alpha', {}],
    ['manager', '/companies?q=alpha&membership=member', { membership: 'member' }],
    ['manager', '/cases?q=alpha&scope=all', { scope: 'all' }],
    ['manager', '/projects?q=alpha', {}],
    ['manager', '/register?q=alpha', {}],
    ['admin', '/admin/people?q=alpha', {}],
  ] as const)('%s searching %s, with what was asked for', async (name, address, filters) => {
    await made('search', name);
    const answer = await crawl.ask(site, address, { cookie: as(name) });
    expect(check(answer)).toEqual(told);
    expect(answer.body).toMatch(/<input[^>]*name="q"[^>]*value="alpha"|<input[^>]*value="alpha"[^>]*name="q"/);
    for (const [filter, value] of Object.entries(filters)) expect(answer.body).toContain(`name="${filter}" value="${value}"`);
    expect(answer.body).toContain(`action="${address.split('?')[0]}"`);
    // The list itself stays open, and so does the search of somebody else.
    const list = address.split('?')[0] as string;
    expect((await crawl.ask(site, list, { cookie: as(name) })).status).toBe(200);
    if (name === 'manager') expect((await crawl.ask(site, '/search?q=alpha', { cookie: as('advisor') })).status).toBe(200);
  });

  it('by the data behind a page too', async () => {
    await made('search', 'manager');
    const { status, body } = await crawl.ask(site, '/search?q=alpha', { cookie: as('manager'), routeId: 'routes/advisor/search' });
    expect([status, body.includes('minutes')]).toEqual([429, true]);
  });

  it('in the reader’s language where a file would have come, of which no line leaves and none is told', async () => {
    await made('export', 'manager');
    const lines = () => admin`select count(*)::int as n from access_log where kind = 'trail.exported'`;
    const before = await lines();
    const answer = await crawl.ask(site, '/audit/export?from=2026-01-01', { cookie: as('manager') });
    expect(check(answer)).toEqual(told);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.body).toContain('<html lang="fr"');
    expect(answer.body).toContain('name="from" value="2026-01-01"');
    expect(await lines()).toEqual(before);
    await made('download', 'manager');
    expect(check(await crawl.ask(site, `/documents/${world.a.companyId}/file`, { cookie: as('manager') }))).toEqual(told);
  });

  it('by a form, filled: letters', async () => {
    await made('letter', 'admin');
    const form = {
      givenName: 'Ada',
      familyName: 'Kept',
      email: 'ada.kept@test.example',
      locale: 'fr',
      role: 'advisor',
      fromOn: '2026-11-02',
    };
    const answer = await crawl.ask(site, '/admin/people/new', { cookie: as('admin'), form });
    expect(check(answer)).toEqual(told);
    expect(answer.body).toContain('value="ada.kept@test.example"');
    expect(await admin`select count(*)::int as n from invitations where email = 'ada.kept@test.example'`).toEqual([{ n: 0 }]);
  });

  it('by a form, filled: a copy of one’s data', async () => {
    await made('copy', 'leader');
    expect(check(await crawl.ask(site, '/account/data/copy', { cookie: as('leader'), form: {} }))).toEqual(told);
    expect(await admin`select count(*)::int as n from data_copies`).toEqual([{ n: 0 }]);
  });

  it('by a form, filled: files, which are read and dropped', async () => {
    await made('upload', 'leader');
    const upload = 'name;value\n'.repeat(50_000);
    const sent = { cookie: as('leader'), form: { title: 'Bilan de l’année' }, upload };
    const answer = await crawl.ask(site, `/plan/company/documents?company=${world.a.companyId}`, sent);
    expect(check(answer)).toEqual(told);
    expect(answer.body).toContain('value="Bilan de l’année"');
    expect(await admin`select count(*)::int as n from documents`).toEqual([{ n: 0 }]);
    const other = { ...sent, cookie: as('otherLeader') };
    const kept = await crawl.ask(site, `/plan/company/documents?company=${world.a.otherCompanyId}`, other);
    expect(kept.status).toBe(302);
  });
});

// Last: what the build loads later would load again, apart, once a test has other modules.
describe('the count', () => {
  it('is taken one by one at once, for every process, beyond a restart, and from wherever it comes', async () => {
    const { manager } = world.a.actors;
    const half = MOST / 2;
    const atOnce = await Promise.all(Array.from({ length: half }, (_, n) => wait(manager, { address: `192.0.2.${n}` })));
    expect(atOnce).toEqual(none(half));
    vi.resetModules();
    const other = await import('~/access/limits.server');
    const there = await Promise.all(Array.from({ length: 2 * MOST }, () => other.takeUse('export', { address: '192.0.2.1' }, manager, AT)));
    expect(there.filter((one) => one === null)).toHaveLength(MOST - half);
    await (await import('~/platform/database.server')).closeDatabase();
    vi.resetModules();
    const restarted = await import('~/access/limits.server');
    expect((await restarted.takeUse('export', { address: '192.0.2.1' }, manager, AT))?.seconds).toBe(30);
    await (await import('~/platform/database.server')).closeDatabase();
  });
});
