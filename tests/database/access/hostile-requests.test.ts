import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { CLIENT_BUILD } from '../../../server/production-build';
import { PROJECT } from '../../support/commands';
import * as crawl from '../../support/crawl';
import { type Prepared, prepare } from '../../support/observed-access';
import type { Target } from '../../support/route-row';
import { ROUTES } from '../../support/route-table';
import { freshWorld, type World } from '../../support/world';

const CANARY = 'Zanzibar-canary-4711';
/** What no text should be able to break out of: SQL, patterns, markup, paths, numbers, and ids that are none. */
const HOSTILE = [
  `${CANARY}' or '1'='1`,
  `'; drop table cases; --`,
  `%_\\%${CANARY}`,
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '1e999',
  '-1',
  '------------------------------------',
  'ffffffff-ffff-ffff-ffff-fffffffffffff',
  '01980000-0000-7000-8000-00000000000G',
  '😀'.repeat(300),
  '\u202e\u0007x',
  '__proto__',
  'constructor',
];

let world: World;
let prepared: Prepared;
let admin: postgres.Sql;
let site: crawl.Site;
let own: Target;
let people: { name: string; cookie: string }[];

beforeAll(async () => {
  const origin = await crawl.reserveOrigin();
  process.env.FIXED_NOW = '2026-11-23T09:00:00Z';
  world = await freshWorld();
  const url = new URL(inject('template').admin);
  url.pathname = new URL(world.ownerUrl).pathname;
  prepared = await prepare(world, url.href);
  admin = prepared.admin;
  own = await crawl.targetIn(prepared, world.a.clusterId, world.a.companyId);
  people = (['manager', 'advisor', 'leader'] as const).map((name) => ({ name, cookie: crawl.cookieOf(world, world.a.actors[name]) }));
  site = await crawl.serveBuild(origin);
}, 240_000);
afterAll(async () => {
  await site?.close();
  await admin?.end();
  await world?.drop();
});

const routes = () =>
  site.routes.filter(({ path: address, isLayout, id }) => id !== 'root' && !isLayout && address in ROUTES && !ROUTES[address]?.endsSignIn);
const fingerprint = async () => JSON.stringify(await crawl.fingerprints(prepared, world.a.clusterId));
const addressOf = (pattern: string) => crawl.addressOf(pattern, ROUTES[pattern]!, own);
const visitorOf = (pattern: string) => people.find(({ name }) => ROUTES[pattern]?.opens.split(' ').includes(name)) ?? people[0]!;
/** Parameters that some page reads from its address. */
const PARAMETERS = [
  ...new Set(
    readdirSync(path.join(PROJECT, 'app'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name))
      .flatMap((name) => [
        ...readFileSync(path.join(PROJECT, 'app', name), 'utf8').matchAll(/(?:search|query|searchParams|params)\.(?:get|has)\('(\w+)'\)/gi),
      ])
      .map((match) => match[1] ?? ''),
  ),
];

// quality S26, R01
describe('hostile words', () => {
  it('in every parameter of every address are only words', async () => {
    expect(PARAMETERS).toEqual(expect.arrayContaining(['q', 'after', 'before', 'company', 'draft']));
    const faults: string[] = [];
    const pages = routes().filter(({ hasLoader }) => hasLoader);
    for (const { path: pattern, id } of pages) {
      const { cookie } = visitorOf(pattern);
      const addresses = HOSTILE.flatMap((word) => {
        const query = new URLSearchParams(PARAMETERS.map((name) => [name, word]));
        const inPath = pattern.replaceAll(/:\w+/g, encodeURIComponent(word));
        return [`${addressOf(pattern).split('?')[0]}?${query}`, ...(inPath === pattern ? [] : [inPath])];
      });
      await Promise.all(
        addresses
          .filter((address) => address.length < 4_000)
          .map(async (address) => {
            const answer = await crawl.ask(site, address, { cookie, routeId: id });
            if (answer.status >= 500) faults.push(`${decodeURIComponent(address).slice(0, 200)} answers ${answer.status}`);
          }),
      );
    }
    expect(faults).toEqual([]);
  }, 240_000);

  it('in every field of every form are only words', async () => {
    const faults: string[] = [];
    for (const { path: pattern, id } of routes().filter(({ hasAction }) => hasAction)) {
      const { cookie } = visitorOf(pattern);
      const form = ROUTES[pattern]?.form?.(own) ?? {};
      const tries = Object.keys(form).flatMap((name) => HOSTILE.slice(0, 10).map((word) => ({ ...form, [name]: word })));
      const inPath = pattern.replaceAll(/:\w+/g, encodeURIComponent(HOSTILE[7]!));
      const sent = [...tries.map((one) => [addressOf(pattern), one] as const), [inPath, form] as const];
      for (const [address, fields] of sent) {
        const { status } = await crawl.ask(site, address, { cookie, form: fields, routeId: id });
        if (status >= 500) faults.push(`POST ${address} ${JSON.stringify(fields)} answers ${status}`);
      }
    }
    expect(faults).toEqual([]);
    const [still] = await admin`select count(*)::int as cases from cases`;
    expect(still?.cases).toBeGreaterThan(0);
  }, 240_000);
});

// quality S25
it('what only the server decides is taken from no form', async () => {
  const decided = [
    'clusterId',
    'cluster_id',
    'id',
    'personId',
    'authorId',
    'byId',
    'askedById',
    'state',
    'createdAt',
    'recordedAt',
    'role_id',
    'isStaff',
    'level',
  ];
  const faults: string[] = [];
  for (const { path: pattern, id } of routes().filter(({ hasAction }) => hasAction)) {
    const { cookie } = visitorOf(pattern);
    const form = ROUTES[pattern]?.form?.(own) ?? {};
    let before = await fingerprint();
    for (const name of decided) {
      const sent = { ...form, [name]: world.b.clusterId };
      const { status } = await crawl.ask(site, addressOf(pattern), { cookie, form: sent, routeId: id });
      if (status === 400 || name in form) continue;
      const after = await fingerprint();
      if (after !== before) faults.push(`POST ${pattern} with ${name} answers ${status} and writes`);
      before = after;
    }
  }
  expect(faults).toEqual([]);
}, 240_000);

// quality S34
describe('what is not for the outside', () => {
  it.each([
    '/.env',
    '/.git/HEAD',
    '/package.json',
    '/build/server/index.js',
    '/server/web.ts',
    '/assets/',
    '/assets',
    '/.vite/manifest.json',
    '/fonts/',
    '/node_modules/express/package.json',
    '/__manifest',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
    '/metrics',
    '/debug',
    '/_profiler',
  ])('%s', async (address) => {
    const { status, body } = await crawl.ask(site, address, { cookie: people[0]!.cookie });
    expect([400, 404]).toContain(status);
    expect(body).not.toMatch(/"dependencies"|ref: refs|import \{/);
  });

  it('the browser build holds no source maps', () => {
    const files = readdirSync(CLIENT_BUILD, { recursive: true, encoding: 'utf8' });
    expect(files.filter((name) => name.endsWith('.map'))).toEqual([]);
    for (const name of files.filter((file) => file.endsWith('.js')))
      expect(readFileSync(path.join(CLIENT_BUILD, name), 'utf8'), name).not.toContain('sourceMappingURL');
  });

  it('a fault shows its reference, and nothing of its cause', async () => {
    await admin`alter table companies rename column siren to elsewhere`;
    try {
      for (const routeId of [undefined, 'routes/advisor/companies']) {
        const { status, body, headers } = await crawl.ask(site, '/companies', {
          cookie: people[0]!.cookie,
          ...(routeId ? { routeId } : {}),
        });
        expect(status).toBe(500);
        // On the page itself: what its scripts carry nobody reads.
        if (!routeId) expect(body.replaceAll(/<script[\s\S]*?<\/script>/g, '')).toContain(headers.get('x-request-id'));
        expect(body).not.toMatch(/relation|elsewhere|node_modules|\bat \w|\.ts:|Postgres/);
      }
    } finally {
      await admin`alter table companies rename column elsewhere to siren`;
    }
  });
});

// quality S36
it('logs hold ids and codes: no word of a form, an address, a password, a token', async () => {
  const { cookie } = people[0]!;
  const token = cookie.split('=')[1] ?? '';
  await crawl.ask(site, `/search?q=${CANARY}`, {
    cookie,
    headers: { 'User-Agent': `${CANARY}`, Referer: `https://evil.example/${CANARY}` },
  });
  await crawl.ask(site, `/invitation/${CANARY}-and-more-than-twenty`, {});
  await crawl.ask(site, '/sign-in', { form: { email: `${CANARY}@test.example`, password: CANARY } });
  await crawl.ask(site, `/cases/${own.caseId}/notes`, {
    cookie,
    form: { kind: 'call', happenedOn: '2026-11-02', body: CANARY, audience: 'team' },
  });
  await crawl.ask(site, `/${CANARY}%0d%0a{"level":"error"}`, { cookie });
  const logged = site.logged();
  // A build made on the way tells its progress first.
  const lines = logged.slice(logged.indexOf('{')).trim().split('\n');
  expect(lines.length).toBeGreaterThan(100);
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/), event: expect.any(String) });
  for (const word of [CANARY, token, 'canary words', 'evil.example', '?']) expect(logged.includes(word), word).toBe(false);
});
