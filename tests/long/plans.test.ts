import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type CaseloadFilter, readCaseloadFilter } from '~/features/caseload/caseload-filter';
import { WORKLISTS } from '~/features/cases/case-state';
import { readCompanyFilter } from '~/features/companies/company-filter';
import { recordWire, type WireRecorder } from '../bench/wire';
import { type FreshDatabase, freshDatabase } from '../support/database';
import { fillEnlarged } from '../support/enlarged-demo';
import { type Explained, explainPage } from '../support/plans';

const AS_OF = '2026-11-23';
const AT = new Date('2026-11-23T10:00:00Z');
const CASES = 100_000;
/** A table smaller than this is read whole by the shortest way. */
const SMALL_TABLE = 1_100;

let database: FreshDatabase;
let wire: WireRecorder;
let owner: postgres.Sql;
let app: postgres.Sql;
let clusterId: string;
let actors: Record<'advisor' | 'teamLead' | 'trackLead' | 'manager' | 'leader', Actor>;
let about: Record<string, { caseId: string; companyId: string; companyName: string; reference: string; siren: string }>;

beforeAll(async () => {
  database = await freshDatabase();
  clusterId = await fillEnlarged(database, { asOf: AS_OF, cases: CASES });
  wire = await recordWire(database.appUrl);
  Object.assign(process.env, { APP_DATABASE_URL: wire.url, PUBLIC_ORIGIN: 'http://127.0.0.1:4999', POOL_SIZE: '2' });
  owner = postgres(database.adminUrl, { max: 1, onnotice: () => {} });
  app = postgres(database.appUrl, { max: 1, onnotice: () => {} });
  actors = {
    advisor: await actorOf(`r.role = 'advisor' and not m.leads_team`),
    teamLead: await actorOf(`r.role = 'advisor' and m.leads_team`),
    trackLead: await actorOf(`r.role = 'track_lead'`),
    manager: await actorOf(`r.role = 'manager'`),
    leader: await leaderOf(),
  };
  const named = Object.entries(actors).map(async ([name, actor]) => [name, await subjectOf(name, actor)] as const);
  about = Object.fromEntries(await Promise.all(named));
}, 900_000);

afterAll(async () => {
  const { closeDatabase } = await import('~/platform/database.server');
  await closeDatabase();
  await Promise.all([owner.end(), app.end()]);
  await wire.close();
  await database.drop();
});

async function signIn(personId: string): Promise<Actor> {
  const { digestToken, findActor } = await import('~/access/sessions.server');
  const token = randomBytes(20).toString('hex');
  await owner`insert into sessions (id, account_id, cluster_id, person_id, expires_at)
    select ${digestToken(token)}, account_id, cluster_id, id, now() + interval '1 day' from people where cluster_id = ${clusterId} and id = ${personId}`;
  return (await findActor(token)) ?? expect.fail('nobody signed in');
}

/** Of the people with an account and this role, the one with most cases in hand. */
async function actorOf(role: string): Promise<Actor> {
  const [person] = await owner.unsafe<{ id: string }[]>(`
    select p.id from people p join cluster_roles r on r.cluster_id = p.cluster_id and r.person_id = p.id
      left join team_members m on m.cluster_id = p.cluster_id and m.person_id = p.id
    where p.cluster_id = '${clusterId}' and p.account_id is not null and ${role}
    order by (select count(*) from cases c where c.cluster_id = p.cluster_id and c.lead_id = p.id and c.worklist <> 'closed') desc, p.id limit 1`);
  return signIn(person?.id ?? '');
}

async function leaderOf(): Promise<Actor> {
  const [person] = await owner<{ id: string }[]>`
    select p.id from people p join company_roles r on r.cluster_id = p.cluster_id and r.person_id = p.id and r.role = 'leader'
    where p.cluster_id = ${clusterId} and p.account_id is not null
    order by (select count(*) from cases c where c.cluster_id = r.cluster_id and c.company_id = r.company_id) desc, p.id limit 1`;
  return signIn(person?.id ?? '');
}

/** A case with much behind it among those the person works on. */
async function subjectOf(name: string, actor: Actor) {
  const lead = name === 'advisor' || name === 'teamLead' ? actor.personId : null;
  const [row] = await owner<{ caseId: string; companyId: string; companyName: string; reference: string; siren: string }[]>`
    select c.id as "caseId", k.id as "companyId", k.name as "companyName", c.reference, coalesce(k.siren, '') as siren from cases c
      join companies k on k.cluster_id = c.cluster_id and k.id = c.company_id
    where c.cluster_id = ${clusterId} and c.state = 'active' and (${lead}::uuid is null or c.lead_id = ${lead})
      and (${actor.companies.length} = 0 or c.company_id = ${actor.companies[0]?.id ?? null}::uuid)
      and (${actor.tracks.length} = 0 or c.track = any (${[...actor.tracks]}))
    order by c.id limit 1`;
  return row ?? expect.fail(`nothing to read for the ${name}`);
}

type Limits = { rows: number; blocks: number };

/** What the page's own statements read, as they went over the wire. Entering and the transaction's frame are left out. */
async function pageOf(actor: Actor, read: (tx: Tx, actor: Actor) => Promise<unknown>): Promise<Explained[]> {
  const { asReader } = await import('~/access/acting.server');
  wire.takeTransactions();
  await asReader(actor, (tx) => read(tx, actor));
  const [statements = []] = wire.takeTransactions();
  const own = statements.filter(({ text }) => !text.startsWith('select access.enter_session'));
  expect(own.length).toBeGreaterThan(0);
  expect(own.length, 'statements').toBeLessThanOrEqual(8);
  return explainPage(app, actor.sessionId, own);
}

function expectBounded(page: readonly Explained[], { rows, blocks }: Limits): void {
  for (const { text, scanned, rowsRead, blocks: read } of page) {
    const words = text.replaceAll(/\s+/g, ' ').slice(0, 160);
    expect(
      scanned.filter((scan) => scan.rows > SMALL_TABLE),
      `scans of: ${words}`,
    ).toEqual([]);
    expect(rowsRead, `rows of: ${words}`).toBeLessThanOrEqual(rows);
    expect(read, `blocks of: ${words}`).toBeLessThanOrEqual(blocks);
  }
}

it(`holds ${CASES} cases in the cluster, with what hangs on them`, async () => {
  const [row] = await owner<{ cases: number; milestones: number; events: number }[]>`
    select (select count(*)::int from cases where cluster_id = ${clusterId}) cases,
      (select count(*)::int from milestones where cluster_id = ${clusterId}) milestones, (select count(*)::int from events where cluster_id = ${clusterId}) events`;
  // Some in a hundred are requests still being written.
  expect(row?.cases).toBeGreaterThanOrEqual(CASES * 0.98);
  expect(row?.milestones).toBeGreaterThan(CASES * 4);
  expect(row?.events).toBeGreaterThan(CASES * 10);
});

describe('the caseload', () => {
  // The counts of five lists stop at their cap; a state within a track reads five rows for one, each with two blocks of its index and table.
  const PAGE: Limits = { rows: 8_000, blocks: 16_000 };
  const scopes = [
    ['advisor', 'mine'],
    ['advisor', 'intake'],
    ['teamLead', 'team'],
    ['trackLead', 'track'],
    ['manager', 'cluster'],
  ] as const;
  const narrowed: Partial<CaseloadFilter>[] = [{}, { track: 'innovation' }, { state: 'active' }];

  it.each(scopes.flatMap(([name, scope]) => WORKLISTS.map((list) => [name, scope, list] as const)))(
    '%s, scope %s, list %s: no scan, whatever the filter and the page',
    async (name, scope, list) => {
      const { readCaseload } = await import('~/features/caseload/caseload.queries.server');
      const base = { ...readCaseloadFilter(new URLSearchParams()), scope, list };
      const last = { on: list === 'closed' ? '2026-06-01' : '2026-12-15', id: '01900000-0000-7000-8000-000000000000' };
      for (const more of [...narrowed, { after: last }, { before: last }, { q: about[name]?.companyName.split(' ')[0] ?? '' }]) {
        const page = await pageOf(actors[name], (tx, actor) => readCaseload(tx, actor, { ...base, ...more }, AS_OF));
        expectBounded(page, PAGE);
      }
    },
  );

  it('manager, by lead and by team: no scan', async () => {
    const { readCaseload } = await import('~/features/caseload/caseload.queries.server');
    const [team] = await owner<{ id: string }[]>`select id from teams where cluster_id = ${clusterId} limit 1`;
    for (const more of [
      { lead: actors.advisor.personId },
      { team: team?.id ?? null },
      { team: team?.id ?? null, lead: actors.advisor.personId },
    ])
      for (const list of WORKLISTS) {
        const filter = { ...readCaseloadFilter(new URLSearchParams()), list, ...more };
        expectBounded(await pageOf(actors.manager, (tx, actor) => readCaseload(tx, actor, filter, AS_OF)), PAGE);
      }
  });
});

const STAFF = ['advisor', 'teamLead', 'trackLead', 'manager'] as const;

it.each(STAFF)('%s: the case page reads the case and no table whole', async (name) => {
  const { readCasePage } = await import('~/features/case-page/case-page.queries.server');
  const asked = { filter: 'all' as const, moved: null, rescheduled: null, done: null };
  const page = await pageOf(actors[name], (tx, actor) => readCasePage(tx, actor, about[name]?.caseId, asked, AT));
  expectBounded(page, { rows: 1_500, blocks: 6_000 });
});

it.each(STAFF)('%s: the company page reads the company and no table whole', async (name) => {
  const { readCompanyPage } = await import('~/features/companies/company-page.queries.server');
  const { listContacts } = await import('~/features/people/contacts.queries.server');
  const { listCompanyFigures } = await import('~/features/outcomes/figures.queries.server');
  const companyId = about[name]?.companyId ?? '';
  const page = await pageOf(actors[name], async (tx, actor) => {
    await readCompanyPage(tx, actor, companyId, AS_OF);
    await listContacts(tx, actor, companyId, AT);
    await listCompanyFigures(tx, actor, companyId);
  });
  expectBounded(page, { rows: 1_500, blocks: 4_000 });
});

it.each(STAFF)('%s: search reads no more for a frequent word than for a rare one', async (name) => {
  const { searchAll } = await import('~/features/search/search.queries.server');
  const { companyName = '', reference = '', siren = '' } = about[name] ?? {};
  for (const q of [companyName.slice(0, 3), companyName, reference, siren, 'zzzz', 'el', '2026'])
    expectBounded(await pageOf(actors[name], (tx) => searchAll(tx, q)), { rows: 100, blocks: 9_000 });
});

it.each(STAFF)('%s: the list of companies', async (name) => {
  const { listCompanies } = await import('~/features/companies/companies.queries.server');
  for (const query of [
    '',
    'state=open',
    'das=DAS1',
    `q=${encodeURIComponent(about[name]?.companyName.split(' ')[0] ?? '')}`,
    'after=01900000-0000-7000-8000-000000000000&from=M',
  ]) {
    const filter = readCompanyFilter(new URLSearchParams(query));
    expectBounded(await pageOf(actors[name], (tx, actor) => listCompanies(tx, actor, filter, AS_OF)), { rows: 10_000, blocks: 15_000 });
  }
});

it('leader: my plan reads what the company has and no table whole', async () => {
  const { readMyPlan } = await import('~/features/my-plan/my-plan.queries.server');
  const company = actors.leader.companies[0] ?? expect.fail('the leader leads no company');
  const page = await pageOf(actors.leader, (tx, actor) => readMyPlan(tx, actor, company, AT));
  expectBounded(page, { rows: 5_000, blocks: 4_000 });
});

it('leader: what a company reads of its own case', async () => {
  const { listFiguresToGive, listFiguresToConfirm } = await import('~/features/outcomes/figures.queries.server');
  const companyId = about.leader?.companyId ?? '';
  const page = await pageOf(actors.leader, async (tx, actor) => {
    await listFiguresToGive(tx, actor, companyId);
    await listFiguresToConfirm(tx, actor, companyId);
  });
  expectBounded(page, { rows: 1_500, blocks: 4_000 });
});
