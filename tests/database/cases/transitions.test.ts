import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { acceptCase } from '~/features/cases/accept-case.server';
import { assignCase } from '~/features/cases/assign-case.server';
import { closeCaseEarly } from '~/features/cases/close-case-early.server';
import { ELIGIBILITY_ITEMS } from '~/features/cases/eligibility';
import { handBackCase } from '~/features/cases/hand-back-case.server';
import { holdCase } from '~/features/cases/hold-case.server';
import { proposeMove } from '~/features/cases/propose-move.server';
import { redirectCase } from '~/features/cases/redirect-case.server';
import { refuseCase } from '~/features/cases/refuse-case.server';
import { reopenCase } from '~/features/cases/reopen-case.server';
import { requalifyCase } from '~/features/cases/requalify-case.server';
import { resumeCase } from '~/features/cases/resume-case.server';
import { takeCase } from '~/features/cases/take-case.server';
import { withdrawCase } from '~/features/cases/withdraw-case.server';
import { freshWorld, type World } from '../../support/world';

let world: World;
const AT = new Date('2026-11-23T09:00:00Z');

beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world?.drop());

type Found = {
  state: string;
  version: number;
  lead_id: string | null;
  triage_owner_id: string | null;
  ended_on: string | null;
  end_reason: string | null;
};
const sqlA = <T>(work: Parameters<typeof world.asOwner<T>>[1]) => world.asOwner(world.a.clusterId, work);
const caseRow = (id: string) =>
  sqlA(async (sql) => (await sql<(Found & Record<string, unknown>)[]>`select * from cases where id = ${id}`)[0]!);
const clocksOf = (id: string) =>
  sqlA(
    (sql) =>
      sql<
        { rule: string; due_on: string; stopped_at: Date | null; paused_on: string | null }[]
      >`select rule, due_on::text, stopped_at, paused_on::text from clocks where case_id = ${id} order by started_at, rule`,
  );
const eventsOf = (id: string) =>
  sqlA(
    (sql) =>
      sql<
        { kind: string; confidentiality: string; facts: Record<string, unknown>; actor_id: string }[]
      >`select kind, confidentiality, facts, actor_id from events where case_id = ${id} order by id`,
  );
const removeCases = () =>
  sqlA(
    (sql) =>
      sql`update cases set state = 'closed_early', resumes_in = null, ended_on = '2026-11-01', end_reason = 'withdrawn' where state not in ('closed', 'closed_early', 'refused', 'redirected')`,
  );
const fillSheet = (caseId: string, changes: Record<string, string> = {}, days = 4) =>
  sqlA(
    (sql) => sql`insert into eligibility_sheets (cluster_id, case_id, company_id, answers, support_days, filled_by_id)
    values (${world.a.clusterId}, ${caseId}, ${world.a.companyId}, ${sql.json({ ...Object.fromEntries(ELIGIBILITY_ITEMS.map((item) => [item, 'yes'])), ...changes })}, ${days}, ${world.a.actors.advisor.personId})`,
  );
const fresh = async (state: Parameters<World['caseIn']>[1], options?: Parameters<World['caseIn']>[2]) => {
  await removeCases();
  return (await world.caseIn(world.a, state, options)).caseId;
};
type Actors = World['a']['actors'];
const as = <T, R extends string>(
  who: keyof Actors,
  run: (actor: Actor, tx: Parameters<Parameters<typeof asActor<T, R>>[1]>[0]) => ReturnType<Parameters<typeof asActor<T, R>>[1]>,
) => {
  const actor = world.a.actors[who];
  return asActor<T, R>(actor, (tx) => run(actor, tx));
};

describe('taking a request in charge', () => {
  it('makes the advisor its contact, leaves C1 running and tells both sides', async () => {
    const id = await fresh('submitted');
    await sqlA(
      (sql) =>
        sql`insert into clocks (cluster_id, case_id, company_id, rule, started_at, alert_on, due_on) values (${world.a.clusterId}, ${id}, ${world.a.companyId}, 'C1', now(), '2026-11-26', '2026-11-30')`,
    );
    expect(await as('advisor', (actor, tx) => takeCase(tx, actor, id, { version: 1 }, AT))).toMatchObject({
      ok: true,
      value: { state: 'qualifying' },
    });
    const row = await caseRow(id);
    expect(row).toMatchObject({ state: 'qualifying', version: 2, triage_owner_id: world.a.actors.advisor.personId });
    expect((await clocksOf(id)).map(({ rule, stopped_at }) => [rule, stopped_at])).toEqual([['C1', null]]);
    expect(await eventsOf(id)).toMatchObject([
      { kind: 'case.taken', confidentiality: 'company', facts: { from: 'submitted', to: 'qualifying' } },
    ]);
  });

  it.each([
    ['director', 'not_allowed'],
    ['trackLead', 'not_allowed'],
    ['leader', 'not_allowed'],
    ['otherLeader', 'not_found'],
    ['funder', 'not_found'],
    ['admin', 'not_found'],
    ['collaborator', 'not_found'],
  ] as const)('is refused to the %s: %s', async (who, reason) => {
    const id = await fresh('submitted');
    expect(await as(who, (actor, tx) => takeCase(tx, actor, id, { version: 1 }, AT))).toMatchObject({ ok: false, reason });
    expect((await caseRow(id)).state).toBe('submitted');
  });

  it('is unknown to the other cluster', async () => {
    const id = await fresh('submitted');
    const stranger = world.b.actors.manager;
    expect(await asActor(stranger, (tx) => takeCase(tx, stranger, id, { version: 1 }, AT))).toMatchObject({
      ok: false,
      reason: 'not_found',
    });
  });

  it('is given to one of two who press at once', async () => {
    const id = await fresh('submitted');
    const both = await Promise.all([
      as('advisor', (actor, tx) => takeCase(tx, actor, id, { version: 1 }, AT)),
      as('otherAdvisor', (actor, tx) => takeCase(tx, actor, id, { version: 1 }, AT)),
    ]);
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(both.find((outcome) => !outcome.ok)).toMatchObject({ reason: expect.stringMatching(/changed_meanwhile|not_listed/) });
    expect((await eventsOf(id)).filter(({ kind }) => kind === 'case.taken')).toHaveLength(1);
  });

  it('is refused from any other state', async () => {
    const id = await fresh('accepted', { lead: null });
    expect(await as('manager', (actor, tx) => takeCase(tx, actor, id, { version: 1 }, AT))).toMatchObject({
      ok: false,
      reason: 'not_listed',
    });
  });
});

describe('handing a request back', () => {
  it('leaves it without contact, within the team', async () => {
    const id = await fresh('qualifying');
    expect(await as('advisor', (actor, tx) => handBackCase(tx, actor, id, { version: 1, comment: 'Pas mon domaine.' }, AT))).toMatchObject({
      ok: true,
    });
    expect(await caseRow(id)).toMatchObject({ state: 'submitted', triage_owner_id: null });
    expect((await eventsOf(id))[0]).toMatchObject({ kind: 'case.handed_back', confidentiality: 'team' });
  });
  it('asks why, and belongs to who took it', async () => {
    const id = await fresh('qualifying');
    expect(await as('advisor', (actor, tx) => handBackCase(tx, actor, id, { version: 1, comment: ' ' }, AT))).toMatchObject({
      reason: 'comment_missing',
    });
    expect(await as('otherAdvisor', (actor, tx) => handBackCase(tx, actor, id, { version: 1, comment: 'x' }, AT))).toMatchObject({
      reason: 'not_lead',
    });
    expect(await as('advisor', (actor, tx) => handBackCase(tx, actor, id, { version: 7, comment: 'x' }, AT))).toMatchObject({
      reason: 'changed_meanwhile',
    });
  });
});

describe('deciding', () => {
  it('accepts on a complete sheet: C2 stops, C3 starts for three working days', async () => {
    const id = await fresh('qualifying', { track: 'financing' });
    await fillSheet(id);
    await sqlA(
      (sql) =>
        sql`insert into clocks (cluster_id, case_id, company_id, rule, started_at, alert_on, due_on) values (${world.a.clusterId}, ${id}, ${world.a.companyId}, 'C2', '2026-11-10', '2026-11-26', '2026-11-30')`,
    );
    expect(await as('manager', (actor, tx) => acceptCase(tx, actor, id, { version: 1 }, AT))).toMatchObject({ ok: true });
    expect(await clocksOf(id)).toMatchObject([
      { rule: 'C2', stopped_at: AT },
      { rule: 'C3', due_on: '2026-11-26', stopped_at: null },
    ]);
  });
  it('asks the whole sheet, and each answer yes', async () => {
    const id = await fresh('qualifying', { track: 'financing' });
    expect(await as('manager', (actor, tx) => acceptCase(tx, actor, id, { version: 1 }, AT))).toMatchObject({
      reason: 'eligibility_incomplete',
    });
    await fillSheet(id, { in_territory: 'no' });
    expect(await as('manager', (actor, tx) => acceptCase(tx, actor, id, { version: 1 }, AT))).toMatchObject({ reason: 'not_eligible' });
  });
  it('waits for a leader among the contacts', async () => {
    const id = await fresh('qualifying', { track: 'financing' });
    await fillSheet(id);
    const leave = (on: string | null) =>
      sqlA((sql) => sql`update company_roles set until_on = ${on} where company_id = ${world.a.companyId} and role = 'leader'`);
    await leave('2026-11-22');
    const refused = await as('manager', (actor, tx) => acceptCase(tx, actor, id, { version: 1 }, AT));
    await leave(null);
    expect(refused).toMatchObject({ reason: 'leader_contact_missing' });
    expect(await as('manager', (actor, tx) => acceptCase(tx, actor, id, { version: 1 }, AT))).toMatchObject({ ok: true });
  });
  it('lets the lead of the track accept five days of support and no more', async () => {
    const small = await fresh('qualifying', { track: 'strategy' });
    await fillSheet(small, {}, 5);
    expect(await as('trackLead', (actor, tx) => acceptCase(tx, actor, small, { version: 1 }, AT))).toMatchObject({ ok: true });
    const big = await fresh('qualifying', { track: 'strategy' });
    await fillSheet(big, {}, 6);
    expect(await as('trackLead', (actor, tx) => acceptCase(tx, actor, big, { version: 1 }, AT))).toMatchObject({
      reason: 'support_days_over_limit',
    });
    expect(await as('advisor', (actor, tx) => acceptCase(tx, actor, big, { version: 1 }, AT))).toMatchObject({ reason: 'not_allowed' });
  });
  it('refuses with a reason and a text; every clock stops', async () => {
    const id = await fresh('qualifying');
    const refusal = (input: object) =>
      as('manager', (actor, tx) =>
        refuseCase(tx, actor, id, { version: 1, reason: 'out_of_scope', comment: 'Hors de nos domaines.', ...input }, AT),
      );
    expect(await refusal({ reason: 'withdrawn' })).toMatchObject({ reason: 'reason_missing' });
    expect(await refusal({ comment: '' })).toMatchObject({ reason: 'text_missing' });
    expect(
      await as('advisor', (actor, tx) => refuseCase(tx, actor, id, { version: 1, reason: 'out_of_scope', comment: 'x' }, AT)),
    ).toMatchObject({ reason: 'not_allowed' });
    expect(await refusal({})).toMatchObject({ ok: true });
    expect(await caseRow(id)).toMatchObject({ state: 'refused', ended_on: expect.anything(), end_reason: 'out_of_scope' });
    expect((await clocksOf(id)).every(({ stopped_at }) => stopped_at !== null)).toBe(true);
  });
  it('redirects what the advisor proposed, and nobody else did', async () => {
    const id = await fresh('qualifying');
    const redirect = (organisation: string) =>
      as('manager', (actor, tx) => redirectCase(tx, actor, id, { version: 1, organisation, comment: 'Mieux placée.' }, AT));
    expect(await redirect('CCI')).toMatchObject({ reason: 'proposal_missing' });
    const propose = (who: 'advisor' | 'otherAdvisor', organisation: string | null) =>
      as(who, (actor, tx) => proposeMove(tx, actor, id, { to: 'redirected', version: 1, comment: 'Hors champ.', organisation }, AT));
    expect(await propose('otherAdvisor', 'CCI')).toMatchObject({ reason: 'not_allowed' });
    expect(await propose('advisor', null)).toMatchObject({ reason: 'organisation_missing' });
    const [{ now: since }] = (await sqlA(
      (sql) => sql`update cases set state_since = ${AT} where id = ${id} returning now()`,
    )) as unknown as [{ now: Date }];
    expect(since).toBeInstanceOf(Date);
    expect(await propose('advisor', 'CCI')).toMatchObject({ ok: true });
    expect(await propose('advisor', 'CCI')).toMatchObject({ reason: 'already_proposed' });
    expect(await redirect(' ')).toMatchObject({ reason: 'organisation_missing' });
    expect(await redirect('CCI')).toMatchObject({ ok: true });
    expect(await caseRow(id)).toMatchObject({ state: 'redirected', end_reason: 'redirected' });
    expect(await sqlA((sql) => sql`select 1 from case_proposals where case_id = ${id}`)).toHaveLength(0);
  });
  it('takes an acceptance back', async () => {
    const id = await fresh('accepted');
    expect(await as('manager', (actor, tx) => requalifyCase(tx, actor, id, { version: 1, comment: '' }, AT))).toMatchObject({
      reason: 'comment_missing',
    });
    expect(await as('advisor', (actor, tx) => requalifyCase(tx, actor, id, { version: 1, comment: 'x' }, AT))).toMatchObject({
      reason: 'not_allowed',
    });
    expect(await as('manager', (actor, tx) => requalifyCase(tx, actor, id, { version: 1, comment: 'Oubli.' }, AT))).toMatchObject({
      ok: true,
      value: { state: 'qualifying' },
    });
    expect((await clocksOf(id)).map(({ rule }) => rule)).toContain('C2');
  });
});

describe('withdrawing', () => {
  it('is the leader’s until the assignment', async () => {
    const id = await fresh('accepted');
    expect(await as('leader', (actor, tx) => withdrawCase(tx, actor, id, { version: 1, comment: 'Plus besoin.' }, AT))).toMatchObject({
      ok: true,
      value: { state: 'closed_early' },
    });
    expect(await caseRow(id)).toMatchObject({ state: 'closed_early', end_reason: 'withdrawn' });
    const later = await fresh('assessing');
    expect(await as('leader', (actor, tx) => withdrawCase(tx, actor, later, { version: 1 }, AT))).toMatchObject({ reason: 'not_listed' });
    const early = await fresh('submitted');
    expect(await as('advisor', (actor, tx) => withdrawCase(tx, actor, early, { version: 1 }, AT))).toMatchObject({ reason: 'not_allowed' });
    expect(await as('otherLeader', (actor, tx) => withdrawCase(tx, actor, early, { version: 1 }, AT))).toMatchObject({
      reason: 'not_found',
    });
  });
});

describe('assigning', () => {
  it('gives the case its lead, team, size, region and a dated plan from the template; C3 stops, C4 starts', async () => {
    const id = await fresh('accepted', { lead: null, track: 'strategy' });
    const { advisor } = world.a.actors;
    expect(await as('manager', (actor, tx) => assignCase(tx, actor, id, { version: 1, advisorId: advisor.personId }, AT))).toMatchObject({
      ok: true,
      value: { state: 'assessing' },
    });
    expect(await caseRow(id)).toMatchObject({
      lead_id: advisor.personId,
      team_id: world.a.teamId,
      team_at_start_id: world.a.teamId,
      size_at_start: 'small',
      region_at_start: '93',
      template_version_id: world.a.templates.strategy,
      planned_milestones: 10,
      worklist: 'active',
    });
    const lines = await sqlA(
      (sql) =>
        sql`select position, state, starts_on::text, due_on::text, ends_assessment, is_signature_gate, published_at from milestones where case_id = ${id} order by position`,
    );
    expect(lines).toHaveLength(10);
    expect(lines[0]).toMatchObject({ state: 'in_progress', starts_on: '2026-11-23', due_on: '2026-11-30', published_at: null });
    expect(lines[2]).toMatchObject({ state: 'upcoming', ends_assessment: true });
    expect(lines[4]).toMatchObject({ is_signature_gate: true });
    expect((await clocksOf(id)).map(({ rule }) => rule)).toEqual(['C4']);
    expect((await eventsOf(id)).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['case.assigned', 'plan.made']));
  });
  it('asks an advisor of the cluster and a manager', async () => {
    const id = await fresh('accepted', { lead: null });
    const assign = (who: keyof Actors, advisorId: string, version = 1) =>
      as(who, (actor, tx) => assignCase(tx, actor, id, { version, advisorId }, AT));
    expect(await assign('manager', '')).toMatchObject({ reason: 'lead_missing' });
    expect(await assign('manager', world.a.actors.leader.personId)).toMatchObject({ reason: 'not_an_advisor' });
    expect(await assign('manager', world.b.actors.advisor.personId)).toMatchObject({ reason: 'not_an_advisor' });
    expect(await assign('advisor', world.a.actors.advisor.personId)).toMatchObject({ reason: 'not_allowed' });
    expect(await assign('manager', world.a.actors.advisor.personId, 3)).toMatchObject({ reason: 'changed_meanwhile' });
  });
  it('asks why when the advisor is over full load', async () => {
    const id = await fresh('accepted', { lead: null });
    const { otherAdvisor } = world.a.actors;
    await sqlA(async (sql) => {
      for (let n = 0; n < 14; n += 1) {
        const [company] = await sql`insert into companies (cluster_id, name) values (${world.a.clusterId}, ${`Load ${n}`}) returning id`;
        const [journey] =
          await sql`insert into journeys (cluster_id, company_id, programme_id, started_on) values (${world.a.clusterId}, ${company!.id}, ${world.a.programmeId}, '2026-01-05') returning id`;
        const [row] =
          await sql`insert into cases (cluster_id, reference, journey_id, company_id, programme_id, track, title, state, submitted_at) values (${world.a.clusterId}, ${`LOAD-${n}`}, ${journey!.id}, ${company!.id}, ${world.a.programmeId}, 'eu_projects', 'x', 'active', now()) returning id`;
        await sql`insert into case_assignments (cluster_id, case_id, company_id, person_id, part, from_on) values (${world.a.clusterId}, ${row!.id}, ${company!.id}, ${otherAdvisor.personId}, 'lead', '2026-01-05')`;
      }
    });
    const assign = (overrideReason?: string) =>
      as('manager', (actor, tx) => assignCase(tx, actor, id, { version: 1, advisorId: otherAdvisor.personId, overrideReason }, AT));
    expect(await assign()).toMatchObject({ reason: 'lead_over_capacity' });
    expect(await assign('Elle connaît le dossier.')).toMatchObject({ ok: true });
    const told = await sqlA(
      (sql) =>
        sql`select e.confidentiality, e.facts, t.body from events e join event_texts t on t.cluster_id = e.cluster_id and t.event_id = e.id where e.case_id = ${id} and e.kind = 'case.load_overridden'`,
    );
    expect(told).toMatchObject([{ confidentiality: 'team', facts: { leadId: otherAdvisor.personId }, body: 'Elle connaît le dossier.' }]);
  });
});

describe('holding and resuming', () => {
  const hold = (who: keyof Actors, id: string, input: object = {}) =>
    as(who, (actor, tx) => holdCase(tx, actor, id, { version: 1, reason: 'cash', resumeOn: '2027-01-11', ...input }, AT));
  it('stops the clocks and slides the open milestones by the days it stood still', async () => {
    const id = await fresh('active');
    await sqlA(
      (sql) =>
        sql`insert into clocks (cluster_id, case_id, company_id, rule, started_at, alert_on, due_on) values (${world.a.clusterId}, ${id}, ${world.a.companyId}, 'C6', now(), '2026-12-01', '2026-12-10')`,
    );
    const before = await sqlA(
      (sql) => sql<{ due_on: string; state: string }[]>`select due_on::text, state from milestones where case_id = ${id} order by position`,
    );
    expect(await hold('advisor', id)).toMatchObject({ ok: true });
    expect(await caseRow(id)).toMatchObject({ state: 'on_hold', resumes_in: 'active', worklist: 'blocked' });
    expect((await clocksOf(id))[0]).toMatchObject({ paused_on: '2026-11-23' });
    const resumed = await as('advisor', (actor, tx) => resumeCase(tx, actor, id, { version: 2 }, new Date('2026-11-30T09:00:00Z')));
    expect(resumed).toMatchObject({ ok: true, value: { state: 'active' } });
    expect((await clocksOf(id))[0]).toMatchObject({ paused_on: null, due_on: '2026-12-17' });
    const after = await sqlA(
      (sql) => sql<{ due_on: string; state: string }[]>`select due_on::text, state from milestones where case_id = ${id} order by position`,
    );
    for (const [index, milestone] of after.entries()) {
      if (milestone.state === 'done') expect(milestone.due_on).toBe(before[index]!.due_on);
      else expect(milestone.due_on > before[index]!.due_on).toBe(true);
    }
    expect(await caseRow(id)).toMatchObject({ resumes_in: null, held_until: null });
  });
  it('asks a reason and a day to come, within sixty working days for an advisor', async () => {
    const id = await fresh('active');
    expect(await hold('advisor', id, { reason: 'withdrawn' })).toMatchObject({ reason: 'reason_missing' });
    expect(await hold('advisor', id, { resumeOn: '2026-11-23' })).toMatchObject({ reason: 'resume_date_past' });
    expect(await hold('advisor', id, { resumeOn: '2027-06-30' })).toMatchObject({ reason: 'hold_too_long' });
    expect(await hold('director', id)).toMatchObject({ reason: 'not_allowed' });
    expect(await hold('manager', id, { resumeOn: '2027-06-30' })).toMatchObject({ ok: true });
    expect(await as('manager', (actor, tx) => resumeCase(tx, actor, id, { version: 2 }, AT))).toMatchObject({ reason: 'not_allowed' });
  });
});

describe('ending and taking an ending back', () => {
  it('closes early with a reason and reopens within thirty days', async () => {
    const id = await fresh('active');
    const close = (who: keyof Actors, reason: string) => as(who, (actor, tx) => closeCaseEarly(tx, actor, id, { version: 1, reason }, AT));
    expect(await close('advisor', 'disagreement')).toMatchObject({ reason: 'not_allowed' });
    expect(await close('manager', 'cash')).toMatchObject({ reason: 'reason_missing' });
    expect(await close('manager', 'disagreement')).toMatchObject({ ok: true });
    const reopen = (at: Date) => as('manager', (actor, tx) => reopenCase(tx, actor, id, { version: 2, comment: 'Erreur.' }, at));
    expect(await reopen(new Date('2026-12-24T09:00:00Z'))).toMatchObject({ reason: 'reopening_too_late' });
    const other = (await world.caseIn(world.a, 'submitted')).caseId;
    expect(await reopen(AT)).toMatchObject({ reason: 'other_case_open' });
    await sqlA(
      (sql) => sql`update cases set state = 'closed_early', ended_on = '2026-11-01', end_reason = 'withdrawn' where id = ${other}`,
    );
    expect(await reopen(AT)).toMatchObject({ ok: true, value: { state: 'active' } });
    expect(await caseRow(id)).toMatchObject({ ended_on: null, end_reason: null });
    expect((await eventsOf(id)).at(-1)).toMatchObject({ kind: 'case.reopened', facts: { isCorrection: true } });
  });
  it('closes early from a hold, and refuses to reopen what was never active', async () => {
    const held = await fresh('on_hold');
    expect(await as('manager', (actor, tx) => closeCaseEarly(tx, actor, held, { version: 1, reason: 'no_answer' }, AT))).toMatchObject({
      ok: true,
    });
    const never = await fresh('closed_early', { milestones: false });
    expect(await as('manager', (actor, tx) => reopenCase(tx, actor, never, { version: 1, comment: 'x' }, AT))).toMatchObject({
      reason: 'never_active',
    });
  });
});
