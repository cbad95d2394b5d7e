import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Actor } from '~/access/actor';
import * as crawl from '../../support/crawl';
import { type Matrix, type Prepared, prepare } from '../../support/observed-access';
import { costOf, meterQueries, type QueryMeter, statementExcesses } from '../../support/query-meter';
import type { RouteRow, Target } from '../../support/route-row';
import { ROUTES } from '../../support/route-table';
import { type CastName, freshWorld, type World } from '../../support/world';

const MATRIX = JSON.parse(readFileSync(new URL('./matrix.json', import.meta.url), 'utf8')) as Matrix;
type Visitor = { name: CastName | 'nobody'; actor: Actor | null; cookie: string | undefined };
type Answer = Awaited<ReturnType<typeof crawl.ask>>;

let world: World;
let prepared: Prepared;
let meter: QueryMeter;
let site: crawl.Site;
let visitors: Visitor[];
/** One's own things, another company's, another cluster's, and the last two under an address that begins like one's own. */
const PLACES = ['own', 'other', 'foreign', 'strayOther', 'strayForeign'] as const;
let targets: Record<(typeof PLACES)[number], Target>;
let foreignIds: Set<string>;
/** Those whom the other company of their own cluster does not concern. */
const WITHOUT_OTHER = 'leader collaborator funder admin expert nobody';
const SHOWN_TO_SOMEBODY = [
  'companies a1',
  'people a1',
  'people a.staff',
  'cases a1.led',
  'notes a1.team',
  'notes a1.restricted',
  'tasks a1.advisor',
  'tasks a1.shared',
  'tasks a1.restricted',
  'documents a1.restricted',
  'documents a1.team',
  'documents a1.company',
  'documents a1.own',
  'milestones a1.published',
  'event_texts a',
  'support_requests a1',
  'register_imports a',
  'health of a case',
];
/** How a case stands is for its team alone: neither its mark nor its words. */
const HEALTH = /class="health|À surveiller|En alerte|Dans les temps|To watch|In alert|On track/;
const shown = new Set<string>();
const faults: string[] = [];
let mostStatements = 0;

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
  const own = await crawl.targetIn(prepared, a.clusterId, a.companyId);
  const other = await crawl.targetIn(prepared, a.clusterId, a.otherCompanyId);
  const foreign = await crawl.targetIn(prepared, b.clusterId, b.companyId);
  const begin = { companyId: own.companyId, caseId: own.caseId };
  targets = { own, other, foreign, strayOther: { ...other, ...begin }, strayForeign: { ...foreign, ...begin } };
  const rowsOf = (isForeign: boolean) =>
    JSON.stringify([...prepared.tables.values()].flatMap(({ rows }) => rows.filter(({ scope }) => scope.startsWith('b') === isForeign)));
  const ours = crawl.idsIn(rowsOf(false));
  foreignIds = new Set([...crawl.idsIn(rowsOf(true))].filter((id) => !ours.has(id)));
  visitors = Object.entries(a.actors).map(([name, actor]) => ({ name: name as CastName, actor, cookie: crawl.cookieOf(world, actor) }));
  visitors.push({ name: 'nobody', actor: null, cookie: undefined });
  meter = await meterQueries(process.env.APP_DATABASE_URL ?? '');
  process.env.APP_DATABASE_URL = meter.url;
  site = await crawl.serveBuild(origin);
}, 240_000);
afterAll(async () => {
  await site?.close();
  await meter?.close();
  await prepared?.admin.end();
  await world?.drop();
});

const addresses = () => site.routes.filter(({ id, path, isLayout }) => id !== 'root' && !isLayout && path in ROUTES);
const rowOf = ({ path }: { path: string }) => ROUTES[path] as RouteRow;
const isIn = (list: string, name: string) => list.split(' ').includes(name);
const internal = (location: string) => location.startsWith('/') && !location.startsWith('//');
/** Places whose address, or form, differs: a page without a company in its address is asked for once. */
function placesOf(route: crawl.BuiltRoute, isForm = false) {
  const row = rowOf(route);
  const asked = (target: Target) =>
    crawl.addressOf(route.path, row, target) + (isForm ? JSON.stringify(row.form?.({ ...target, milestoneVersion: '' })) : '');
  const seen = new Set<string>();
  return PLACES.filter((place) => seen.size < seen.add(asked(targets[place])).size);
}

/** What holds for every answer, whoever asks for whatever. */
function check(what: string, { names = [] }: RouteRow, { name }: Visitor, answer: Answer, sent: string): void {
  const wrong = (why: string) => faults.push(`${name}: ${what}: ${why}`);
  if (answer.status >= 500) wrong(`answers ${answer.status}`);
  if (answer.location !== null && !internal(answer.location)) wrong(`leads to ${answer.location}`);
  if (!answer.headers.get('cache-control')?.includes('no-store')) wrong('may be kept in a cache');
  if (!answer.headers.get('content-security-policy')?.startsWith("default-src 'none'")) wrong('has no policy');
  if (/<[^>]+\sstyle=/i.test(answer.body)) wrong('has a style attribute');
  if (/node_modules|\bat .+:\d+:\d+|PostgresError/.test(answer.body)) wrong('shows a stack');
  for (const text of crawl.shownIn(answer.body)) {
    const [table = '', scope = ''] = text.split(' ');
    const seen = name === 'nobody' ? '' : (MATRIX[table]?.select?.[name] ?? '');
    if (!isIn(seen, scope) && !names.includes(text)) wrong(`shows ${table} of ${scope}, which the matrix of tables refuses`);
    shown.add(text);
  }
  if (HEALTH.test(answer.body)) {
    if (isIn('leader collaborator otherLeader funder admin expert nobody', name)) wrong('shows the health of a case');
    shown.add('health of a case');
  }
  const asked = crawl.idsIn(sent);
  for (const id of crawl.idsIn(answer.body)) if (foreignIds.has(id) && !asked.has(id)) wrong(`shows an id of the other cluster, ${id}`);
}

/** What this person may get there: a page or a way on, the sign-in page, or a 404. */
function checkDoor(what: string, row: RouteRow, { name }: Visitor, { status, location }: Answer, list: string): void {
  if (name === 'nobody' && !row.isPublic) {
    if (!location?.startsWith('/sign-in')) faults.push(`nobody: ${what}: answers ${status} instead of leading to the sign-in page`);
  } else if (name !== 'nobody' && !isIn(list, name)) {
    if (status !== 404) faults.push(`${name}: ${what}: answers ${status} instead of 404`);
  } else if (status === 404 && !(row.isPublic && list === '')) {
    faults.push(`${name}: ${what}: answers 404 to one of those who open it`);
  }
}

/** What this person's last answer asked of the database. */
function checkQueries(what: string, { path }: crawl.BuiltRoute, { name, actor }: Visitor): void {
  if (!actor) return;
  const cost = costOf(meter.take(actor.sessionId));
  mostStatements = Math.max(mostStatements, cost.statements);
  faults.push(...statementExcesses(path, cost).map((excess) => `${name}: ${what}: ${excess}`));
}

async function visit(
  visitor: Visitor,
  route: crawl.BuiltRoute,
  target: Target,
  options: { form?: Record<string, string>; isData: boolean },
) {
  const row = rowOf(route);
  const address = crawl.addressOf(route.path, row, target);
  const { form, isData } = options;
  const cookie = form && row.endsSignIn && visitor.actor ? await freshCookie(visitor.actor) : visitor.cookie;
  const answer = await crawl.ask(site, address, {
    cookie,
    ...(form ? { form, upload: row.upload } : {}),
    ...(isData ? { routeId: route.id } : {}),
  });
  const what = `${form ? 'POST' : 'GET'} ${route.path}${isData ? ' (data)' : ''}`;
  check(what, row, visitor, answer, address + JSON.stringify(form ?? ''));
  return { what, answer };
}

async function freshCookie({ accountId, clusterId, personId }: Actor): Promise<string> {
  const { openSession } = await import('~/access/sessions.server');
  return (await openSession(accountId, { clusterId, personId })).split(';')[0] ?? '';
}

const wholeWorld = async () => [
  await crawl.fingerprints(prepared, world.a.clusterId),
  await crawl.fingerprints(prepared, world.b.clusterId),
];
const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

const noFaults = () => expect(faults.splice(0)).toEqual([]);

// quality S21
describe('every address × everybody × own and foreign things', () => {
  it('knows every route', () => {
    expect(crawl.unlisted(site.routes)).toEqual([]);
  });

  // quality S15: showing is not changing; P3: few statements, none in a loop.
  it('opens pages to those of the table, shows nobody what is not theirs, changes nothing by showing, and asks little', async () => {
    const before = await wholeWorld();
    for (const route of addresses().filter(({ hasPage, hasLoader }) => hasPage || hasLoader)) {
      const row = rowOf(route);
      for (const place of placesOf(route)) {
        const shapes = route.hasLoader ? [false, true] : [false];
        const look = async (visitor: Visitor, isData: boolean) => {
          const { what, answer } = await visit(visitor, route, targets[place], { isData });
          if (place === 'own') checkDoor(what, row, visitor, answer, row.opens);
          if (place === 'foreign' || place.startsWith('stray')) checkDoor(`${what}, ${place}`, row, visitor, answer, '');
          checkQueries(what, route, visitor);
        };
        await Promise.all(
          visitors.map(async (visitor) => {
            for (const isData of shapes) await look(visitor, isData);
          }),
        );
      }
    }
    noFaults();
    // The marks are alive: those who may read these texts were shown them.
    expect(SHOWN_TO_SOMEBODY.filter((text) => !shown.has(text))).toEqual([]);
    expect(await wholeWorld()).toEqual(before);
    // The meter too.
    expect(mostStatements).toBeGreaterThan(5);
  }, 240_000);

  it('lets nobody write what is not theirs, not even behind a refusal', async () => {
    for (const route of addresses().filter(({ hasAction }) => hasAction)) {
      for (const place of placesOf(route, true)) {
        const before = await wholeWorld();
        for (const isData of [false, true])
          await Promise.all(
            visitors.filter((visitor) => !maySend(route, place, visitor)).map((visitor) => post(route, place, visitor, isData)),
          );
        if (!same(await wholeWorld(), before)) faults.push(`POST ${route.path}, ${place}: somebody who may not has changed something`);
        for (const visitor of visitors.filter((one) => maySend(route, place, one)))
          for (const isData of [false, true]) await post(route, place, visitor, isData);
      }
    }
    noFaults();
  }, 240_000);
});

type Place = (typeof PLACES)[number];

/** Whether the rights could let this person write there; what they then may, the matrix of commands says. */
function maySend(route: crawl.BuiltRoute, place: Place, { name }: Visitor): boolean {
  const row = rowOf(route);
  // Whoever administers knows all the cluster's people, and no company.
  if ((place === 'other' || place === 'strayOther') && row.opens === 'admin') return name === 'admin';
  if (place === 'other' || place === 'strayOther') return !isIn(WITHOUT_OTHER, name);
  return place === 'own' && isIn(row.sends ?? row.opens, name);
}

async function post(route: crawl.BuiltRoute, place: Place, visitor: Visitor, isData: boolean): Promise<void> {
  const row = rowOf(route);
  const { what, answer } = await visit(visitor, route, targets[place], { form: row.form?.(targets[place]) ?? {}, isData });
  const said = `${what}, ${place}`;
  if (answer.status === 400) faults.push(`${visitor.name}: ${said}: answers 400: the table's form is not the page's`);
  // One who sees a thing without the right to the act is told so.
  const isTold = place === 'own' && visitor.actor?.audience === 'staff' && answer.status === 409;
  const isOther = place === 'other' || place === 'strayOther';
  if (!(isOther && maySend(route, place, visitor)) && !isTold)
    checkDoor(said, row, visitor, answer, maySend(route, place, visitor) ? visitor.name : '');
}
