import type postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '~/access/actor';
import { readStaffPerson } from '~/features/administration/staff.queries.server';
import type { AdvisorProfileInput } from '~/features/load/advisor-profile.schema';
import { freshWorld, type World } from '../../support/world';
import { newCompany } from '../outcomes/figures';

let world: World;
let teamLead: Actor;
let asActor: typeof import('~/access/acting.server').asActor;
let asReader: typeof import('~/access/acting.server').asReader;
let load: typeof import('~/features/load/load.queries.server');
let profile: typeof import('~/features/load/profile.queries.server');
let changeProfile: typeof import('~/features/load/change-profile.server').changeProfile;
let setComplexity: typeof import('~/features/load/set-complexity.server').setComplexity;
let caseIds: string[];
const AT = new Date('2026-11-23T10:00:00Z');
const TODAY = '2026-11-23';

beforeAll(async () => {
  world = await freshWorld();
  ({ asActor, asReader } = await import('~/access/acting.server'));
  load = await import('~/features/load/load.queries.server');
  profile = await import('~/features/load/profile.queries.server');
  ({ changeProfile } = await import('~/features/load/change-profile.server'));
  ({ setComplexity } = await import('~/features/load/set-complexity.server'));
  caseIds = [];
  for (const [state, track] of [
    ['active', 'financing'],
    ['active', 'strategy'],
    ['on_hold', 'innovation'],
    ['submitted', 'eu_projects'],
    ['closed', 'international'],
  ] as const)
    caseIds.push((await world.caseIn(world.a, state, { ...(await newCompany(world)), track, milestones: false })).caseId);
  await owned(
    (sql) => sql`insert into case_health (cluster_id, case_id, company_id, health, computed, reasons, on_date)
      select cluster_id, id, company_id, 'alert', 'alert', '[]', ${TODAY} from cases where cluster_id = ${world.a.clusterId} and id = ${caseIds[1] ?? ''}`,
  );
  // The other advisor leads the team of both from here on.
  await owned(
    (sql) =>
      sql`update team_members set leads_team = true where cluster_id = ${world.a.clusterId} and person_id = ${world.a.actors.otherAdvisor.personId}`,
  );
  teamLead = await world.refreshed(world.a.actors.otherAdvisor);
});
afterAll(() => world.drop());

const owned = <T>(work: (sql: postgres.TransactionSql) => Promise<T>) => world.asOwner(world.a.clusterId, work);
const page = (actor: Actor, filter: Partial<Parameters<typeof load.readLoadPage>[2]> = {}) =>
  asReader(actor, (tx) => load.readLoadPage(tx, actor, { team: null, sort: 'name', ...filter }, TODAY));
const change = async (actor: Actor, input: AdvisorProfileInput, personId = world.a.actors.advisor.personId) => {
  const outcome = await asActor(actor, (tx) => changeProfile(tx, actor, personId, input, AT));
  return outcome.ok ? 'done' : outcome.reason;
};
const capacity = (more: object = {}): AdvisorProfileInput => ({
  act: 'capacity',
  seen: 0,
  percent: 60,
  kind: 'part_time',
  fromOn: '2026-11-02',
  ...more,
});
const advisorOf = async (actor: Actor) => (await page(actor)).lines.find(({ id }) => id === world.a.actors.advisor.personId);

describe('the load page', () => {
  test('counts what is led, by its phase, its health and the post; closed and submitted cases weigh nothing', async () => {
    const { manager, advisor } = world.a.actors;
    const line = await advisorOf(manager);
    // 4 × 1 + 3 × 1 × 1.25 + 4 × 0.1
    expect(line?.load.points).toBeCloseTo(4 + 3.75 + 0.4, 10);
    expect(line).toMatchObject({ id: advisor.personId, fte: 1, load: { full: 2, light: 1, alerts: 1, capacity: 60, band: 'available' } });
  });

  test('an active case whose next step is a third party’s weighs less', async () => {
    const { manager } = world.a.actors;
    const before = (await advisorOf(manager))?.load.points ?? 0;
    await owned((sql) => sql`update cases set ball = 'third_party' where cluster_id = ${world.a.clusterId} and id = ${caseIds[0] ?? ''}`);
    expect((await advisorOf(manager))?.load.points).toBeCloseTo(before - 4 * 0.6, 10);
    await owned((sql) => sql`update cases set ball = null where cluster_id = ${world.a.clusterId} and id = ${caseIds[0] ?? ''}`);
  });

  test('a manager and a director see everybody, who leads a team its members, an advisor themselves, nobody another cluster', async () => {
    const { manager, director, advisor, otherAdvisor, trackLead, leader } = world.a.actors;
    const names = async (actor: Actor) => (await page(actor)).lines.map(({ name }) => name);
    const both = ['advisor A', 'otherAdvisor A'];
    expect([await names(manager), await names(director), await names(teamLead)]).toEqual([both, both, both]);
    expect(await names(await world.refreshed(advisor))).toEqual(['advisor A']);
    expect(await names(trackLead)).toEqual([]);
    expect(await names(leader)).toEqual([]);
    expect((await page(teamLead)).scope).toBe('team');
    expect((await page(world.b.actors.manager)).lines.map(({ id }) => id)).not.toContain(otherAdvisor.personId);
  });

  test('is by name, or by load when asked; a team that is not the reader’s is not chosen', async () => {
    const { manager } = world.a.actors;
    expect((await page(manager, { sort: 'load' })).lines.map(({ name }) => name)).toEqual(['advisor A', 'otherAdvisor A']);
    await owned(
      (sql) =>
        sql`insert into capacities (cluster_id, person_id, fte, kind, from_on, set_by_id) values (${world.a.clusterId}, ${teamLead.personId}, 0.1, 'beginner', '2026-01-01', ${manager.personId})`,
    );
    await world.caseIn(world.a, 'active', { ...(await newCompany(world)), track: 'innovation', lead: teamLead, milestones: false });
    expect((await page(manager, { sort: 'load' })).lines.map(({ name }) => name)).toEqual(['otherAdvisor A', 'advisor A']);
    expect((await page(manager)).lines.map(({ name }) => name)).toEqual(['advisor A', 'otherAdvisor A']);
    expect((await page(manager, { team: world.a.teamId })).lines).toHaveLength(2);
    expect((await page(manager, { team: world.b.teamId })).filter.team).toBeNull();
  });

  test('of the delays that fell due, it says how many were kept; one still broken counts, one that runs or stands still does not', async () => {
    const { manager } = world.a.actors;
    const clock = (rule: string, dueOn: string, stoppedAt: string | null, pausedOn: string | null = null) =>
      owned(
        (sql) => sql`insert into clocks (cluster_id, case_id, company_id, rule, started_at, alert_on, due_on, stopped_at, paused_on)
          select cluster_id, id, company_id, ${rule}, '2026-09-01T08:00:00Z', ${dueOn}, ${dueOn}, ${stoppedAt}, ${pausedOn} from cases where cluster_id = ${world.a.clusterId} and id = ${caseIds[0] ?? ''}`,
      );
    await clock('C1', '2026-09-10', '2026-09-10T21:30:00Z');
    await clock('C2', '2026-09-20', '2026-09-20T22:30:00Z');
    await clock('C4', '2026-11-20', null);
    await clock('C5', '2026-11-23', null);
    await clock('C6', '2026-11-02', null, '2026-11-01');
    await clock('C9', '2025-11-01', null);
    expect((await advisorOf(manager))?.delays).toEqual({ kept: 1, of: 3 });
  });
});

describe('capacity, skills and absences', () => {
  test('a manager sets a capacity from a day on, again for the same day, and not over what was not seen', async () => {
    const { manager, advisor, director } = world.a.actors;
    for (const actor of [advisor, director, teamLead]) expect(await change(actor, capacity())).toBe('not_allowed');
    expect(await change(world.b.actors.manager, capacity())).toBe('not_found');
    expect(await change(manager, capacity(), world.a.actors.trackLead.personId)).toBe('not_an_advisor');
    expect(await change(manager, capacity())).toBe('done');
    expect(await advisorOf(manager)).toMatchObject({ fte: 0.6, capacityKind: 'part_time', load: { capacity: 36 } });
    expect(await change(manager, capacity({ percent: 50 }))).toBe('changed_meanwhile');
    expect(await change(manager, capacity({ seen: 1, percent: 50 }))).toBe('done');
    expect(await change(manager, capacity({ seen: 2, percent: 80, fromOn: '2026-12-01' }))).toBe('done');
    expect(await advisorOf(manager)).toMatchObject({ fte: 0.5 });
  });

  test('skills are given as a whole, from the list', async () => {
    const { manager, advisor } = world.a.actors;
    await owned((sql) => sql`update programmes set settings = '{"departments": ["13", "83"]}' where cluster_id = ${world.a.clusterId}`);
    const skills = (more: object = {}): AdvisorProfileInput => ({
      act: 'skills',
      seen: '',
      track: ['financing'],
      das: ['DAS2'],
      department: ['13'],
      ...more,
    });
    expect(await change(advisor, skills())).toBe('not_allowed');
    expect(await change(manager, skills({ department: ['75'] }))).toBe('unknown_skill');
    expect(await change(manager, skills())).toBe('done');
    expect(await change(manager, skills())).toBe('changed_meanwhile');
    const seen = (await asReader(manager, (tx) => profile.readProfilePage(tx, manager, advisor.personId, AT)))?.seenSkills;
    expect(seen).toBe('das:DAS2 department:13 track:financing');
    expect(await change(manager, skills({ seen, track: [], das: [], department: [] }))).toBe('done');
    expect((await advisorOf(manager))?.skills).toEqual([]);
  });

  test('an absence is entered by oneself or a manager, says who answers, and is shown while it lasts', async () => {
    const { manager, advisor, otherAdvisor, trackLead, admin, director } = world.a.actors;
    const away = (more: object = {}): AdvisorProfileInput => ({
      act: 'absence',
      absentFrom: '2026-11-20',
      absentUntil: '2026-12-04',
      coveredById: null,
      ...more,
    });
    for (const other of [teamLead, director]) expect(await change(other, away())).toBe('not_allowed');
    expect(await change(advisor, away({ absentUntil: '2026-11-01' }))).toBe('absence_order');
    expect(await change(advisor, away({ coveredById: trackLead.personId }))).toBe('not_an_advisor');
    expect(await change(advisor, away({ coveredById: advisor.personId }))).toBe('not_an_advisor');
    expect(await change(advisor, away({ coveredById: otherAdvisor.personId }))).toBe('done');
    expect(await change(manager, away())).toBe('absence_known');
    expect((await advisorOf(manager))?.absence).toEqual({
      ...{ isNow: true, fromOn: '2026-11-20' },
      ...{ untilOn: '2026-12-04', coveredBy: 'otherAdvisor A' },
    });
    const [absence] = (await asReader(manager, (tx) => profile.readProfilePage(tx, manager, advisor.personId, AT)))?.absences ?? [];
    const back: AdvisorProfileInput = { act: 'present', absenceId: absence?.id ?? '', version: 1 };
    expect(await change(teamLead, back)).toBe('not_allowed');
    expect(await change(advisor, { ...back, version: 7 })).toBe('changed_meanwhile');
    expect(await change(advisor, back)).toBe('done');
    expect(await change(advisor, back)).toBe('no_absence');
    // One that comes is known to whoever gives a case a month ahead.
    expect(await change(admin, away({ absentFrom: '2026-12-24', absentUntil: '2026-12-31' }))).toBe('done');
    expect((await advisorOf(manager))?.absence).toBeNull();
    expect(await change(admin, away({ absentFrom: '2026-12-23', absentUntil: '2026-12-24' }))).toBe('done');
    expect((await advisorOf(manager))?.absence).toEqual({ isNow: false, fromOn: '2026-12-23', untilOn: '2026-12-24', coveredBy: null });
    expect(await change(world.b.actors.admin, away())).toBe('not_found');
    const seen = await asReader(admin, (tx) => readStaffPerson(tx, admin, advisor.personId, AT));
    expect(seen?.absences?.absences.map(({ fromOn }) => fromOn)).toEqual(['2026-12-23', '2026-12-24']);
    // Days away leave the load as it was.
    expect((await advisorOf(manager))?.load.capacity).toBe(30);
  });

  test('an advisor’s page is for themselves, who leads their team, a manager and a director', async () => {
    const { manager, director, advisor, trackLead } = world.a.actors;
    const opens = async (actor: Actor, id = advisor.personId) =>
      (await asReader(actor, (tx) => profile.readProfilePage(tx, actor, id, AT))) !== null;
    for (const actor of [manager, director, teamLead, advisor]) expect(await opens(actor)).toBe(true);
    for (const actor of [trackLead, world.b.actors.manager]) expect(await opens(actor)).toBe(false);
    expect(await opens(await world.refreshed(advisor), teamLead.personId)).toBe(false);
    expect(await opens(manager, trackLead.personId)).toBe(false);
  });

  test('who may answer meanwhile are the other advisors of the team today', async () => {
    const { manager, advisor, trackLead, otherAdvisor } = world.a.actors;
    const colleagues = async () =>
      (await asReader(manager, (tx) => profile.readProfilePage(tx, manager, advisor.personId, AT)))?.colleagues;
    const join = (personId: string, more: Record<string, string>) =>
      owned((sql) => sql`insert into team_members ${sql({ cluster_id: world.a.clusterId, person_id: personId, ...more })} returning id`);
    // Of the team, and no advisor.
    await join(trackLead.personId, { team_id: world.a.teamId, from_on: '2024-01-01' });
    expect(await colleagues()).toEqual([{ id: otherAdvisor.personId, name: 'otherAdvisor A' }]);
    const [elsewhere] = await owned(
      (sql) => sql<{ id: string }[]>`insert into teams (cluster_id, name) values (${world.a.clusterId}, 'Team 2') returning id`,
    );
    await join(otherAdvisor.personId, { team_id: elsewhere?.id ?? '', from_on: '2026-11-01' });
    expect(await colleagues()).toEqual([]);
  });
});

test('who leads a case, or a manager, says how heavy it is; a stale page does not, and a case that weighs nothing has none', async () => {
  const { manager, advisor, director, otherAdvisor } = world.a.actors;
  const [caseId = '', , , submitted = '', closed = ''] = caseIds;
  const weigh = async (actor: Actor, version: number, complexity: 'light' | 'heavy', id = caseId) => {
    const outcome = await asActor(actor, (tx) => setComplexity(tx, actor, id, { version, complexity }, AT));
    return outcome.ok ? 'done' : outcome.reason;
  };
  const points = async () => (await advisorOf(manager))?.load.points ?? 0;
  expect(await weigh(director, 0, 'heavy')).toBe('not_allowed');
  expect(await weigh(world.b.actors.manager, 0, 'heavy')).toBe('not_found');
  expect(await weigh(otherAdvisor, 0, 'heavy')).toBe('not_allowed');
  expect(await weigh(advisor, 0, 'heavy')).toBe('done');
  const heavy = await points();
  expect(await weigh(manager, 0, 'light')).toBe('changed_meanwhile');
  expect(await weigh(manager, 1, 'light')).toBe('done');
  // The command has also said how the case stands: its risk is the same before and after.
  const [health] = await owned(
    (sql) => sql`select health from case_health where cluster_id = ${world.a.clusterId} and case_id = ${caseId}`,
  );
  const risk = health?.health === 'alert' ? 0.25 : health?.health === 'watch' ? 0.1 : 0;
  expect(heavy - (await points())).toBeCloseTo(4 * (1.3 - 0.8) * (1 + risk), 10);
  for (const id of [submitted, closed]) expect(await weigh(manager, 0, 'heavy', id)).toBe('not_allowed');
  expect((await Promise.all([weigh(advisor, 2, 'heavy'), weigh(manager, 2, 'heavy')])).sort()).toEqual(['changed_meanwhile', 'done']);
});
