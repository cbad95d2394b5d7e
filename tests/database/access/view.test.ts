import { readFileSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Actor } from '~/access/actor';
import * as crawl from '../../support/crawl';
import { type Matrix, type Prepared, prepare } from '../../support/observed-access';
import type { Target } from '../../support/route-row';
import { ROUTES } from '../../support/route-table';
import { freshWorld, type World } from '../../support/world';

const MATRIX = JSON.parse(readFileSync(new URL('./matrix.json', import.meta.url), 'utf8')) as Matrix;
const STAFF = ['advisor', 'manager', 'director', 'trackLead'] as const;
/** Where somebody who looks as a company may still send: the way out, the door, and a sign of life. */
const STILL_SENT = [
  '/view/end',
  '/sign-out',
  '/sign-in',
  '/sign-in/code',
  '/sign-in/passkey',
  '/passkeys/challenge',
  '/session',
  '/forgotten',
  '/reset/:token',
  '/email/:token',
  '/invitation/:token',
  '/unsubscribe/:token',
];

let world: World;
let prepared: Prepared;
let site: crawl.Site;
let targets: Record<'own' | 'other' | 'foreign', Target>;
let access: typeof import('~/access/acting.server') & typeof import('~/access/sessions.server');

beforeAll(async () => {
  const origin = await crawl.reserveOrigin();
  process.env.FIXED_NOW = '2026-11-23T09:00:00Z';
  world = await freshWorld();
  const admin = new URL(inject('template').admin);
  admin.pathname = new URL(world.ownerUrl).pathname;
  prepared = await prepare(world, admin.href);
  await crawl.markTexts(prepared);
  await crawl.storeFiles(prepared);
  const { a, b } = world;
  targets = {
    own: await crawl.targetIn(prepared, a.clusterId, a.companyId),
    other: await crawl.targetIn(prepared, a.clusterId, a.otherCompanyId),
    foreign: await crawl.targetIn(prepared, b.clusterId, b.companyId),
  };
  access = { ...(await import('~/access/acting.server')), ...(await import('~/access/sessions.server')) };
  site = await crawl.serveBuild(origin);
}, 240_000);
afterAll(async () => {
  await site?.close();
  await prepared?.admin.end();
  await world?.drop();
});

const cookieOf = (actor: Actor) => crawl.cookieOf(world, actor);
const start = (actor: Actor, companyId: string) => crawl.ask(site, `/companies/${companyId}/view`, { cookie: cookieOf(actor), form: {} });
const end = (actor: Actor) => crawl.ask(site, '/view/end', { cookie: cookieOf(actor), form: {} });
const pages = () => site.routes.filter(({ id, path, isLayout }) => id !== 'root' && !isLayout && path in ROUTES);
const world_ = () => crawl.fingerprints(prepared, world.a.clusterId);
const opensTo = (path: string, name: string) => (ROUTES[path]?.opens ?? '').split(' ').includes(name);

describe('looking as a company', () => {
  it('is for staff who follow it, told in the trail and in the log of access, and ends where it began', async () => {
    const { advisor, otherAdvisor, leader, admin } = world.a.actors;
    expect((await start(otherAdvisor, world.a.companyId)).status).toBe(404);
    expect((await start(advisor, world.b.companyId)).status).toBe(404);
    expect((await start(leader, world.a.companyId)).status).toBe(404);
    expect((await start(admin, world.a.companyId)).status).toBe(404);
    expect((await start(advisor, world.a.companyId)).location).toBe('/plan');
    const viewing = (await access.findActor(world.tokenOf(advisor)))!;
    expect(viewing).toMatchObject({ audience: 'company', roles: ['leader'], viewing: { id: world.a.companyId } });
    expect((await end(advisor)).location).toBe(`/companies/${world.a.companyId}`);
    expect((await access.findActor(world.tokenOf(advisor)))!).toMatchObject({ audience: 'staff', viewing: null });
    const told = await world.asOwner(
      world.a.clusterId,
      (tx) => tx`select actor_id, company_id, recorded_at is not null as at from events where kind = 'company.viewed_as'`,
    );
    expect(told).toEqual([{ actor_id: advisor.personId, company_id: world.a.companyId, at: true }]);
    const logged = await prepared.admin`select kind, person_id, subject_id as company from access_log where kind like 'view.%' order by id`;
    expect(logged.map(({ kind, person_id, company }) => [kind, person_id, company])).toEqual(
      ['view.started', 'view.ended'].map((kind) => [kind, advisor.personId, world.a.companyId]),
    );
  });

  it('opens every page of a leader with its banner, shows no more than a leader reads, and changes nothing', async () => {
    const before = await world_();
    const reads = await prepared.admin`select count(*)::int as n from item_reads`;
    const faults: string[] = [];
    for (const name of STAFF) {
      const actor = world.a.actors[name];
      expect((await start(actor, world.a.companyId)).location).toBe('/plan');
      const started = await world_();
      for (const { path, id, hasLoader, hasPage } of pages().filter((route) => route.hasLoader || route.hasPage)) {
        for (const place of ['own', 'other', 'foreign'] as const)
          for (const isData of hasLoader ? [false, true] : [false]) {
            const address = crawl.addressOf(path, ROUTES[path]!, targets[place]);
            const ask = (who: Actor) => crawl.ask(site, address, { cookie: cookieOf(who), ...(isData ? { routeId: id } : {}) });
            const answer = await ask(actor);
            const what = `${name}: ${path}${isData ? ' (data)' : ''}, ${place}`;
            if (answer.status >= 500) faults.push(`${what} answers ${answer.status}`);
            for (const text of crawl.shownIn(answer.body)) {
              const [table = '', scope = ''] = text.split(' ');
              if (!(MATRIX[table]?.select?.leader ?? '').split(' ').includes(scope)) faults.push(`${what} shows ${text}`);
            }
            if (place !== 'own' || isData) continue;
            if (opensTo(path, 'leader')) {
              const led = await ask(world.a.actors.leader);
              // Whose account it is, the leader's or one's own, is the only difference.
              if (led.status !== answer.status) faults.push(`${what} answers ${answer.status}, and its leader ${led.status}`);
            } else if (answer.status !== 404 && !ROUTES[path]?.isPublic)
              faults.push(`${what} answers ${answer.status}, though no leader opens it`);
            if (hasPage && answer.status === 200 && !answer.body.includes('action="/view/end"')) faults.push(`${what} has no way out`);
          }
      }
      expect(await world_()).toEqual(started);
      await end(actor);
    }
    expect(faults).toEqual([]);
    // The leader's own visits have marked what they opened; nobody who looked as them has.
    const after = await prepared.admin`select distinct person_id from item_reads`;
    expect(reads[0]?.n).toBeGreaterThan(0);
    expect(after.map((row) => row.person_id).filter((id) => STAFF.some((name) => world.a.actors[name].personId === id))).toEqual([]);
    expect({ ...(await world_()), events: '' }).toEqual({ ...before, events: '' });
  }, 240_000);

  it('refuses whatever is sent meanwhile, in the application and in the database', async () => {
    const { manager, advisor } = world.a.actors;
    for (const actor of [manager, advisor]) {
      await start(actor, world.a.companyId);
      const before = await world_();
      const letters = await prepared.admin`select count(*)::int as n from outbox`;
      const faults: string[] = [];
      for (const { path, id, hasAction } of pages().filter((route) => route.hasAction && !STILL_SENT.includes(route.path)))
        for (const isData of [false, true]) {
          const row = ROUTES[path]!;
          const answer = await crawl.ask(site, crawl.addressOf(path, row, targets.own), {
            cookie: cookieOf(actor),
            form: row.form?.(targets.own) ?? {},
            upload: row.upload,
            ...(isData && hasAction ? { routeId: id } : {}),
          });
          if (answer.status !== 423 && answer.status !== 404) faults.push(`${path}: answers ${answer.status}`);
        }
      expect(faults).toEqual([]);
      expect(await world_()).toEqual(before);
      expect(await prepared.admin`select count(*)::int as n from outbox`).toEqual(letters);
      const viewing = (await access.findActor(world.tokenOf(actor)))!;
      await expect(access.asActor(viewing, async () => ({ ok: true, value: null }))).rejects.toThrow(/looks/);
      // Were the first wall open, the transaction itself would refuse.
      const isViewing = { ...viewing, viewing: null };
      await expect(
        access.asActor(isViewing, async (tx) => {
          await tx.execute(sql`update tasks set state = 'done' where side = 'company'`);
          return { ok: true, value: null };
        }),
      ).rejects.toMatchObject({ cause: { code: '25006' } });
      await end(actor);
    }
  }, 240_000);

  it('shows nothing from the moment its looker follows the company no more', async () => {
    const { advisor } = world.a.actors;
    await start(advisor, world.a.companyId);
    await world.asOwner(
      world.a.clusterId,
      (tx) => tx`update case_assignments set until_on = '2026-11-01' where person_id = ${advisor.personId} and until_on is null`,
    );
    await world.asOwner(
      world.a.clusterId,
      (tx) => tx`update team_members set until_on = '2026-11-01' where person_id = ${advisor.personId}`,
    );
    await world.asOwner(world.a.clusterId, (tx) => tx`update cases set lead_id = null where lead_id = ${advisor.personId}`);
    const viewing = (await access.findActor(world.tokenOf(advisor)))!;
    const seen = await access.asReader(viewing, (tx) => tx.execute(sql`select 1 from cases union all select 1 from notes`));
    expect(seen.length).toBe(0);
    await end(advisor);
  });
});
