import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { deactivatePerson } from '~/features/administration/deactivate-person.server';
import { readHandOverPage } from '~/features/cases/hand-over.queries.server';
import { handOverCases } from '~/features/cases/hand-over-cases.server';
import { freshWorld, type World } from '../../support/world';
import { newCompany } from '../outcomes/figures';

const AT = new Date('2026-11-23T09:00:00Z');
const TODAY = '2026-11-23';

let world: World;
let advisorId: string;
let heirId: string;

beforeAll(async () => {
  world = await freshWorld();
  advisorId = world.a.actors.advisor.personId;
  heirId = world.a.actors.otherAdvisor.personId;
}, 60_000);
afterAll(() => world?.drop());

const sqlA = <T>(work: Parameters<typeof world.asOwner<T>>[1]) => world.asOwner(world.a.clusterId, work);
const fresh = async (state: Parameters<World['caseIn']>[1] = 'active') => {
  const { companyId, journeyId } = await newCompany(world);
  return { companyId, ...(await world.caseIn(world.a, state, { companyId, journeyId })) };
};
const handOver = (actor: Actor, caseIds: string[], more: object = {}) =>
  asActor(actor, (tx) =>
    handOverCases(tx, actor, { fromId: advisorId, caseIds, advisorId: heirId, reason: 'On leave', overrideReason: null, ...more }, AT),
  );
const leadOf = (caseId: string) => sqlA(async (sql) => (await sql`select lead_id from cases where id = ${caseId}`)[0]?.lead_id as string);

/** Somebody of cluster a who advises. */
const newAdvisor = () =>
  sqlA(async (sql) => {
    const email = `heir.${crypto.randomUUID()}@test.example`;
    const [account] = await sql`insert into accounts (email) values (${email}) returning id`;
    const [person] =
      await sql`insert into people (cluster_id, account_id, given_name, family_name, email) values (${world.a.clusterId}, ${account!.id}, 'New', 'Heir', ${email}) returning id`;
    await sql`insert into cluster_roles (cluster_id, person_id, role, from_on) values (${world.a.clusterId}, ${person!.id}, 'advisor', '2023-01-01')`;
    return person!.id as string;
  });
const shutOut = async (personId: string) => {
  const { admin } = world.a.actors;
  const version = await sqlA(async (sql) => (await sql`select version from people where id = ${personId}`)[0]!.version as number);
  return asActor(admin, (tx) => deactivatePerson(tx, admin, personId, { version, reason: 'Left the cluster' }, AT));
};

describe('handing cases over', () => {
  it('ends the one lead and starts the other, and tells each case once from whom to whom and why', async () => {
    const [one, two] = [await fresh(), await fresh('plan_to_sign')];
    expect(await handOver(world.a.actors.manager, [one.caseId, two.caseId])).toMatchObject({ ok: true, value: { cases: 2 } });
    for (const { caseId } of [one, two]) {
      expect(await leadOf(caseId)).toBe(heirId);
      const rows = await sqlA(
        (sql) =>
          sql`select person_id, team_id, from_on::text, until_on::text from case_assignments where case_id = ${caseId} order by from_on`,
      );
      expect(rows).toMatchObject([
        { person_id: advisorId, team_id: world.a.teamId, from_on: '2026-09-10', until_on: TODAY },
        { person_id: heirId, from_on: TODAY, until_on: null },
      ]);
      const told = await sqlA(
        (sql) =>
          sql`select e.confidentiality, e.facts, t.body from events e join event_texts t on t.cluster_id = e.cluster_id and t.event_id = e.id where e.case_id = ${caseId} and e.kind = 'case.handed_over'`,
      );
      expect(told).toMatchObject([
        {
          confidentiality: 'company',
          facts: { leadId: heirId, leadId_from: advisorId, leadId_to: heirId, untilOn_to: TODAY },
          body: 'On leave',
        },
      ]);
    }
  });

  it('takes what is open along, and leaves what is done or somebody else’s where it was', async () => {
    const { caseId, companyId, milestoneIds } = await fresh();
    const { leader } = world.a.actors;
    await sqlA(async (sql) => {
      const task = (title: string, state: string, assigneeId: string) =>
        sql`insert into tasks (cluster_id, case_id, company_id, title, side, assignee_id, state, due_on, created_by_id, done_at, done_by_id)
          values (${world.a.clusterId}, ${caseId}, ${companyId}, ${title}, 'advisor', ${assigneeId}, ${state}, '2026-12-01', ${advisorId}, ${state === 'done' ? AT : null}, ${state === 'done' ? advisorId : null})`;
      await task('open', 'open', advisorId);
      await task('done', 'done', advisorId);
      await task('theirs', 'open', leader.personId);
      await sql`update milestones set assignee_id = ${advisorId} where id = any (${milestoneIds})`;
    });
    expect(await handOver(world.a.actors.manager, [caseId])).toMatchObject({ ok: true });
    const tasks = await sqlA(
      (sql) => sql`select title, assignee_id, created_by_id, done_by_id from tasks where case_id = ${caseId} order by title`,
    );
    expect(tasks).toEqual([
      { title: 'done', assignee_id: advisorId, created_by_id: advisorId, done_by_id: advisorId },
      { title: 'open', assignee_id: heirId, created_by_id: advisorId, done_by_id: null },
      { title: 'theirs', assignee_id: leader.personId, created_by_id: advisorId, done_by_id: null },
    ]);
    const steps = await sqlA((sql) => sql`select state, assignee_id from milestones where case_id = ${caseId}`);
    expect(new Set(steps.map(({ state }) => state === 'done'))).toEqual(new Set([true, false]));
    for (const { state, assignee_id } of steps) expect(assignee_id).toBe(state === 'done' ? advisorId : heirId);
  });

  it('is a manager’s of the same cluster', async () => {
    const { caseId } = await fresh();
    expect(await handOver(world.a.actors.advisor, [caseId])).toMatchObject({ ok: false, reason: 'not_allowed' });
    expect((await handOver(world.a.actors.otherAdvisor, [caseId])).ok).toBe(false);
    expect((await handOver(world.a.actors.leader, [caseId])).ok).toBe(false);
    expect(await handOver(world.b.actors.manager, [caseId])).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await leadOf(caseId)).toBe(advisorId);
  });

  it('wants another advisor of today', async () => {
    const { caseId } = await fresh();
    const { manager, leader } = world.a.actors;
    const gone = await newAdvisor();
    expect(await shutOut(gone)).toMatchObject({ ok: true });
    expect(await handOver(manager, [caseId], { advisorId })).toMatchObject({ reason: 'same_lead' });
    for (const id of [gone, leader.personId, world.b.actors.advisor.personId, 'nobody'])
      expect(await handOver(manager, [caseId], { advisorId: id })).toMatchObject({ reason: 'not_an_advisor' });
    await sqlA((sql) => sql`update people set disabled_at = null where id = ${gone}`);
    await sqlA((sql) => sql`update cluster_roles set until_on = '2026-11-01' where person_id = ${gone}`);
    expect(await handOver(manager, [caseId], { advisorId: gone })).toMatchObject({ reason: 'not_an_advisor' });
  });

  it('refuses the whole when one case is no longer that person’s, or has ended', async () => {
    const [open, closed] = [await fresh(), await fresh('closed')];
    const { manager } = world.a.actors;
    expect(await handOver(manager, [open.caseId, closed.caseId])).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await handOver(manager, [open.caseId], { fromId: heirId, advisorId })).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await leadOf(open.caseId)).toBe(advisorId);
  });

  it('lets one of two at once through', async () => {
    const { caseId } = await fresh();
    const third = await newAdvisor();
    const { manager } = world.a.actors;
    const both = await Promise.all([handOver(manager, [caseId]), handOver(manager, [caseId], { advisorId: third })]);
    expect(both.map((one) => (one.ok ? 'done' : one.reason)).sort()).toEqual(['changed_meanwhile', 'done']);
  });

  it('asks why when the new lead is over full load', async () => {
    const { caseId } = await fresh();
    const { manager } = world.a.actors;
    const loaded = await newAdvisor();
    await sqlA(
      (sql) =>
        sql`insert into capacities (cluster_id, person_id, fte, kind, from_on, set_by_id) values (${world.a.clusterId}, ${loaded}, 0.05, 'part_time', '2026-01-01', ${manager.personId})`,
    );
    for (let n = 0; n < 2; n += 1)
      expect(await handOver(manager, [(await fresh()).caseId], { advisorId: loaded, overrideReason: 'Known' })).toMatchObject({ ok: true });
    expect(await handOver(manager, [caseId], { advisorId: loaded })).toMatchObject({ reason: 'lead_over_capacity' });
    expect(await handOver(manager, [caseId], { advisorId: loaded, overrideReason: 'Knows the case' })).toMatchObject({ ok: true });
    const told = await sqlA(
      (sql) =>
        sql`select e.confidentiality, t.body from events e join event_texts t on t.cluster_id = e.cluster_id and t.event_id = e.id where e.case_id = ${caseId} and e.kind = 'case.load_overridden'`,
    );
    expect(told).toEqual([{ confidentiality: 'team', body: 'Knows the case' }]);
  });

  it('never leaves a case with somebody shut out meanwhile', async () => {
    const { caseId } = await fresh();
    const { manager } = world.a.actors;
    const heir = await newAdvisor();
    let leaving: ReturnType<typeof shutOut> | undefined;
    const given = await asActor(manager, async (tx) => {
      const outcome = await handOverCases(
        tx,
        manager,
        { fromId: advisorId, caseIds: [caseId], advisorId: heir, reason: 'On leave', overrideReason: null },
        AT,
      );
      leaving = shutOut(heir);
      await new Promise((resolve) => setTimeout(resolve, 300));
      return outcome;
    });
    expect(given).toMatchObject({ ok: true });
    expect(await leaving).toMatchObject({ ok: false, reason: 'leads_cases', detail: { cases: 1 } });
    // Once the case is somebody else's, they may leave.
    expect(await handOver(manager, [caseId], { fromId: heir, advisorId })).toMatchObject({ ok: true });
    expect(await shutOut(heir)).toMatchObject({ ok: true });
  });
});

describe('the page', () => {
  it('lists the open cases of the one and the others to choose from, the least loaded first', async () => {
    const [{ caseId }, closed] = [await fresh(), await fresh('closed')];
    const { manager } = world.a.actors;
    const read = (more: object = {}) =>
      asReader(manager, (tx) => readHandOverPage(tx, manager, { fromId: advisorId, caseId: undefined, ...more }, TODAY));
    const page = await read({ caseId });
    expect(page?.onlyId).toBe(caseId);
    const ids = page?.cases.map(({ id }) => id);
    expect(ids).toContain(caseId);
    expect(ids).not.toContain(closed.caseId);
    expect(page?.advisors.map(({ id }) => id)).not.toContain(advisorId);
    const shares = page?.advisors.map(({ load }) => load.share) ?? [];
    expect(shares.length).toBeGreaterThan(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(await read({ fromId: world.b.actors.advisor.personId })).toBeNull();
    expect(await read({ fromId: 'nobody' })).toBeNull();
  });
});
