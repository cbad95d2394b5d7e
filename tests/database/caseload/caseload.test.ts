import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asReader, type Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type Caseload, readCaseload } from '~/features/caseload/caseload.queries.server';
import { type CaseloadFilter, type CaseloadPlace, type CaseloadScope, readCaseloadFilter } from '~/features/caseload/caseload-filter';
import { WORKLISTS, type Worklist } from '~/features/cases/case-state';
import { freshWorld, type World } from '../../support/world';

const TODAY = '2026-11-23';
const CASES = 280;
const STATES = [
  'submitted',
  'qualifying',
  'accepted',
  'refused',
  'redirected',
  'assessing',
  'plan_to_sign',
  'active',
  'active',
  'on_hold',
  'reviewing',
  'follow_up',
  'closed',
  'closed_early',
] as const;
const TRACKS = ['strategy', 'financing', 'international', 'eu_projects', 'innovation'] as const;

type Row = {
  id: string;
  company_id: string;
  reference: string;
  worklist: Worklist;
  state: string;
  track: string;
  lead_id: string | null;
  team_id: string | null;
  triage_owner_id: string | null;
  next_due_on: string;
  ended_on: string | null;
  health: string | null;
};

let world: World;
let actors: Record<'manager' | 'director' | 'advisor' | 'teamLead' | 'trackLead', Actor>;
let rows: Row[];
let childTeamId: string;
let members: string[];

beforeAll(async () => {
  // One connection plans each text once.
  process.env.POOL_SIZE = '1';
  world = await freshWorld();
  const { clusterId, programmeId, companyId, otherCompanyId, journeyId, otherJourneyId, teamId } = world.a;
  const { advisor, otherAdvisor, manager, director, trackLead } = world.a.actors;
  await world.asOwner(clusterId, async (sql) => {
    const [child] = await sql<{ id: string }[]>`
      insert into teams (cluster_id, parent_id, name) values (${clusterId}, ${teamId}, 'Team 1 b') returning id`;
    childTeamId = child?.id ?? '';
    await sql`update team_members set leads_team = true where person_id = ${otherAdvisor.personId}`;
    for (let n = 0; n < CASES; n += 1) {
      const state = STATES[(n * 5 + Math.floor(n / 14)) % STATES.length] ?? 'active';
      const isNew = ['submitted', 'qualifying', 'accepted'].includes(state);
      const isUnled = isNew || ['refused', 'redirected'].includes(state);
      const isFinal = ['refused', 'redirected', 'closed', 'closed_early'].includes(state);
      const lead = n % 3 === 0 ? otherAdvisor : advisor;
      // Days repeat, so that the key decides between equal ones; some have none.
      const due = isNew || n % 11 === 0 ? 'infinity' : `2026-${n % 2 ? '11' : '12'}-${String((n % 9) + 18).padStart(2, '0')}`;
      await sql`insert into cases (cluster_id, reference, journey_id, company_id, programme_id, track, title, state, resumes_in, exception_no, submitted_at, started_on,
          ended_on, end_reason, lead_id, team_id, triage_owner_id, next_due_on, blocked_items, ball)
        values (${clusterId}, ${`TST-2026-${String(n).padStart(4, '0')}`}, ${n % 2 ? journeyId : otherJourneyId}, ${n % 2 ? companyId : otherCompanyId}, ${programmeId},
          ${TRACKS[n % 5] ?? 'strategy'}, 'Un dossier', ${state}, ${state === 'on_hold' ? 'active' : null}, ${n}, '2026-09-01T08:00:00Z', ${isUnled ? null : '2026-09-10'},
          ${isFinal ? `2026-10-${String((n % 7) + 10)}` : null}, ${isFinal ? 'withdrawn' : null}, ${isUnled ? null : lead.personId},
          ${isUnled ? null : n % 4 === 0 ? childTeamId : teamId}, ${state === 'submitted' ? null : lead.personId}, ${due}::text::date, ${n % 13 === 0 && !isFinal ? 1 : 0},
          ${isUnled ? null : n % 7 < 3 ? 'company' : 'advisor'})`;
    }
    await sql`insert into case_health (cluster_id, case_id, company_id, health, computed, reasons, on_date)
      select cluster_id, id, company_id, (array['on_track', 'watch', 'alert'])[1 + right(reference, 2)::int % 3], 'watch', '[]', ${TODAY} from cases where worklist <> 'closed' and state <> 'follow_up'`;
    members = (await sql<{ id: string }[]>`select person_id as id from team_members where team_id = ${teamId}`).map(({ id }) => id);
    rows = await sql<
      Row[]
    >`select c.id, c.company_id, reference, worklist, state, track, lead_id, team_id, triage_owner_id, next_due_on::text, ended_on::text, h.health
      from cases c left join case_health h on h.case_id = c.id`;
  });
  await world.caseIn(world.b, 'active');
  await world.asOwner(clusterId, (sql) => sql`analyze cases`);
  actors = {
    manager,
    director,
    trackLead,
    advisor: await world.refreshed(advisor),
    teamLead: await world.refreshed(otherAdvisor),
  };
});
afterAll(() => world.drop());

const filterOf = (given: Partial<CaseloadFilter>): CaseloadFilter => ({ ...readCaseloadFilter(new URLSearchParams()), ...given });
const read = (actor: Actor, given: Partial<CaseloadFilter>) => asReader(actor, (tx) => readCaseload(tx, actor, filterOf(given), TODAY));

/** What a scope and its filters hold, said again in plain words over every row of the cluster. */
function expected(actor: Actor, scope: CaseloadScope, list: Worklist, given: Partial<CaseloadFilter>): string[] {
  const isOf = (row: Row, person: string) => (list === 'new' ? row.triage_owner_id === person : row.lead_id === person);
  const within: Record<CaseloadScope, (row: Row) => boolean> = {
    mine: (row) => isOf(row, actor.personId),
    team: (row) =>
      list === 'new' ? members.includes(row.triage_owner_id ?? '') : [world.a.teamId, childTeamId].includes(row.team_id ?? ''),
    track: (row) => actor.tracks.includes(row.track),
    cluster: () => true,
    // An advisor sees a request of nobody's only while nothing blocks it: row security says so.
    intake: (row) => row.state === 'submitted' && (list === 'new' || actor.seesAll),
  };
  const found = rows.filter(
    (row) =>
      row.worklist === list &&
      within[scope](row) &&
      (!given.track || row.track === given.track) &&
      (!given.state || row.state === given.state) &&
      // A new case has not begun, whatever a row says of it.
      (!given.health || (row.health === given.health && list !== 'new')) &&
      (!given.lead || isOf(row, given.lead)) &&
      (!given.team ||
        (list === 'new' ? members.includes(row.triage_owner_id ?? '') && given.team === world.a.teamId : row.team_id === given.team)) &&
      (!given.q || row.company_id === world.a.companyId),
  );
  const place = (row: Row) => `${list === 'closed' ? row.ended_on : row.next_due_on} ${row.id}`;
  const sorted = found.sort((a, b) => (place(a) < place(b) ? -1 : 1));
  return (list === 'closed' ? sorted.reverse() : sorted).map(({ id }) => id);
}

const placeOf = (list: Worklist, row: Caseload['rows'][number] | undefined): CaseloadPlace => ({
  on: (list === 'closed' ? row?.endedOn : row?.dueOn) ?? 'infinity',
  id: row?.id ?? '',
});

/** Every row from the first page to the last, and back again. */
async function walk(actor: Actor, given: Partial<CaseloadFilter>) {
  const list = given.list ?? 'active';
  const pages: Caseload[] = [await read(actor, given)];
  for (let last = pages[0]; last?.hasNext; last = pages.at(-1))
    pages.push(await read(actor, { ...given, after: placeOf(list, last.rows.at(-1)) }));
  const back: Caseload[] = [pages.at(-1) as Caseload];
  for (let first = back[0]; first?.hasPrevious; first = back[0])
    back.unshift(await read(actor, { ...given, before: placeOf(list, first.rows[0]) }));
  const ids = (of: Caseload[]) => of.flatMap((page) => page.rows.map(({ id }) => id));
  return { pages, forward: ids(pages), firstPageBack: back[0]?.rows.map(({ id }) => id) ?? [] };
}

const SCOPES: [keyof typeof actors, CaseloadScope][] = [
  ['advisor', 'mine'],
  ['teamLead', 'mine'],
  ['teamLead', 'team'],
  ['trackLead', 'track'],
  ['manager', 'cluster'],
  ['director', 'cluster'],
  ['advisor', 'intake'],
  ['manager', 'intake'],
];

describe.each(SCOPES)('the caseload of the %s, scope %s', (name, scope) => {
  const filters = (): Partial<CaseloadFilter>[] => {
    const always: Partial<CaseloadFilter>[] = [{}, { track: 'innovation' }, { q: 'optalys' }, { q: 'optalys', track: 'strategy' }];
    if (scope === 'intake') return always;
    // Every row of a company's page asks the wall whether one of its cases is theirs: slow where a company has a hundred.
    if (scope === 'track') return always.slice(0, 2);
    always.push({ state: 'active' }, { state: 'closed' }, { state: 'active', track: 'strategy' });
    always.push({ health: 'alert' }, { health: 'watch', state: 'active' }, { health: 'paused' });
    if (scope === 'mine') return always;
    always.push({ lead: actors.teamLead.personId }, { lead: actors.teamLead.personId, state: 'assessing' });
    if (scope === 'team') return always;
    return [...always, { team: childTeamId }, { team: world.a.teamId, lead: actors.advisor.personId, track: 'strategy' }];
  };

  it.each(WORKLISTS)('%s: rows in order, none lost or repeated over the pages, and the count equal to them', async (list) => {
    const actor = actors[name];
    for (const given of filters()) {
      const { pages, forward, firstPageBack } = await walk(actor, { ...given, scope, list });
      const wanted = expected(actor, scope, list, given);
      expect(forward, JSON.stringify(given)).toEqual(wanted);
      expect(firstPageBack).toEqual(wanted.slice(0, 50));
      expect(pages[0]?.filter.scope).toBe(scope);
      for (const page of pages) expect(page.counts[list]).toBe(wanted.length);
    }
  });
});

it('counts the same in every list whichever is shown, and what is late in the one shown', async () => {
  const { manager } = actors;
  const first = await read(manager, { track: 'innovation' });
  for (const list of WORKLISTS) expect((await read(manager, { track: 'innovation', list })).counts[list]).toBe(first.counts[list]);
  const late = rows.filter((row) => row.worklist === 'blocked' && row.state !== 'on_hold' && row.next_due_on < TODAY);
  expect(late.length).toBeGreaterThan(0);
  expect((await read(manager, { list: 'blocked' })).counts.late).toBe(late.length);
  expect((await read(manager, { list: 'closed' })).counts.late).toBeNull();
  const toTake = rows.filter((row) => row.state === 'submitted' && row.worklist === 'new').length;
  expect([first.counts.intake, (await read(actors.director, {})).counts.intake]).toEqual([toTake, null]);
});

it('shows of a row who leads it, what is due and whose turn it is; of a request, who took it and its running delay', async () => {
  const { a } = world;
  const { caseId } = await world.caseIn(world.b, 'active', { track: 'financing' });
  const reader = await world.refreshed(world.b.actors.advisor);
  const [due] = await world.asOwner(
    world.b.clusterId,
    (sql) => sql`select m.title, m.title_en, m.due_on::text from milestones m join cases c on c.id = m.case_id and c.next_due_on = m.due_on
      where m.case_id = ${caseId} and m.state <> 'done'`,
  );
  const row = (await read(reader, { track: 'financing', list: 'waiting_on_company' })).rows
    .concat((await read(reader, { track: 'financing' })).rows)
    .find(({ id }) => id === caseId);
  expect(row).toMatchObject({ companyName: 'Optalys b', state: 'active', track: 'financing', owner: 'advisor B' });
  expect(row).toMatchObject({ requestedOn: '2026-09-01', endedOn: null, clock: null, due: due?.title, dueOn: due?.due_on });
  expect(row?.planned).toBeGreaterThan(row?.done ?? 0);

  const taken = rows.find((one) => one.state === 'qualifying' && one.worklist === 'new' && one.triage_owner_id === actors.advisor.personId);
  await world.asOwner(
    a.clusterId,
    (sql) => sql`insert into clocks (cluster_id, case_id, company_id, rule, started_at, alert_on, due_on)
      values (${a.clusterId}, ${taken?.id ?? ''}, ${taken?.company_id ?? ''}, 'C2', now(), '2026-11-25', '2026-11-27'),
        (${a.clusterId}, ${taken?.id ?? ''}, ${taken?.company_id ?? ''}, 'C1', now(), '2026-11-19', '2026-11-20')`,
  );
  const request = (await read(actors.advisor, { list: 'new' })).rows.find(({ id }) => id === taken?.id);
  expect(request).toMatchObject({ owner: 'advisor A', clock: { rule: 'C1', dueOn: '2026-11-20' }, dueOn: null, due: null });
});

describe('the caseload hides', () => {
  it('another cluster, another advisor and another track, whatever the address asks for', async () => {
    const others = world.b.actors;
    expect((await read(others.manager, { lead: actors.advisor.personId, team: world.a.teamId })).counts).toMatchObject({
      active: 0,
      closed: 0,
    });
    expect((await read(others.advisor, { q: 'optalys a' })).rows.filter((row) => row.reference.startsWith('TST-2026-0'))).toEqual([]);
    const mine = await read(actors.advisor, { scope: 'cluster', lead: actors.teamLead.personId });
    expect([mine.filter.scope, mine.filter.lead]).toEqual(['mine', null]);
    const track = await walk(actors.trackLead, { scope: 'cluster' });
    expect(track.pages[0]?.filter.scope).toBe('track');
    expect(new Set(track.pages.flatMap((page) => page.rows.map((row) => row.track)))).toEqual(new Set(['strategy']));
  });

  it('everything from a leader, a funder and an administrator', async () => {
    for (const name of ['leader', 'collaborator', 'funder', 'admin'] as const) {
      const page = await read(world.a.actors[name], { scope: 'cluster' });
      expect([name, page.rows, page.scopes]).toEqual([name, [], []]);
    }
  });
});

it('is as many statements for a full page as for an empty one, at most five', async () => {
  const statementsOf = (actor: Actor, given: Partial<CaseloadFilter>) =>
    asReader(actor, async (tx) => {
      let statements = 0;
      const counted = new Proxy(tx, {
        get: (target, key) => {
          if (key === 'execute' || key === 'select') statements += 1;
          const value = Reflect.get(target, key);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      }) as Tx;
      const { rows: shown } = await readCaseload(counted, actor, filterOf(given), TODAY);
      return { statements, rows: shown.length };
    });
  const full = await statementsOf(actors.manager, {});
  const empty = await statementsOf(world.b.actors.manager, { list: 'blocked' });
  expect([full.rows, empty.rows]).toEqual([50, 0]);
  expect([full.statements, empty.statements]).toEqual([3, 3]);
  const asMany = await statementsOf(actors.manager, { q: 'optalys', before: { on: '2020-01-01', id: actors.manager.personId } });
  expect(asMany.rows).toBeGreaterThan(empty.rows);
  expect(asMany.statements).toBe(5);
});

it('counts past its cap only when asked', async () => {
  await world.asOwner(world.b.clusterId, async (sql) => {
    const { clusterId, journeyId, companyId, programmeId } = world.b;
    await sql`insert into cases (cluster_id, reference, journey_id, company_id, programme_id, track, title, state, exception_no, submitted_at)
      select ${clusterId}, 'CAP-' || n, ${journeyId}, ${companyId}, ${programmeId}, 'strategy', 'Un dossier', 'submitted', 100 + n, now() from generate_series(1, 320) n`;
  });
  expect((await read(world.b.actors.manager, { list: 'new' })).counts).toMatchObject({ new: 301, intake: 301 });
  expect((await read(world.b.actors.manager, { list: 'new', countsAll: true })).counts).toMatchObject({ new: 320, intake: 320 });
});
