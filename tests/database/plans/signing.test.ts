import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { findLeaderCase } from '~/features/my-plan/leader-case.queries.server';
import { askBaselines } from '~/features/outcomes/ask-figures.server';
import { agreePlan } from '~/features/plans/agree-plan.server';
import { returnPlan } from '~/features/plans/return-plan.server';
import { sendPlan } from '~/features/plans/send-plan.server';
import { addMonths } from '~/features/programmes/paris-date';
import { addWorkingDays, workingDayOnOrAfter } from '~/features/programmes/working-days';
import { done } from '~/platform/result';
import { type CastName, freshWorld, type World } from '../../support/world';
import { figure } from '../outcomes/figures';
import { closeOpenCases, readyToSend, send } from './plan-world';

let world: World;
let caseId: string;
const SENT_AT = new Date('2026-11-23T09:00:00Z');
/** A Wednesday. */
const SIGNED_AT = new Date('2026-11-25T15:00:00Z');
const SIGNED_ON = '2026-11-25';

beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world?.drop());
beforeEach(async () => {
  await closeOpenCases(world);
  caseId = await readyToSend(world);
});

const owner = <T>(work: Parameters<World['asOwner']>[1]) => world.asOwner(world.a.clusterId, work) as Promise<T>;
const caseRow = () =>
  owner<{ state: string; version: number }[]>((sql) => sql`select state, version from cases where id = ${caseId}`).then(([row]) => row);
const versions = () =>
  owner<
    {
      number: number;
      state: string;
      content: { milestones: { position: number; dueOn: string }[]; targets: unknown[] };
      sha256: string;
      refusal: string | null;
    }[]
  >((sql) => sql`select number, state, content, sha256, refusal from plan_versions where case_id = ${caseId} order by number`);
const days = () =>
  owner<{ position: number; starts_on: string | null; due_on: string; state: string; published_at: Date | null }[]>(
    (sql) =>
      sql`select position, starts_on::text, due_on::text, state, published_at from milestones where case_id = ${caseId} order by position`,
  );
const openClocks = () =>
  owner<{ rule: string }[]>((sql) => sql`select rule from clocks where case_id = ${caseId} and stopped_at is null`).then((rows) =>
    rows.map(({ rule }) => rule),
  );
const kinds = () =>
  owner<{ kind: string }[]>((sql) => sql`select kind from events where case_id = ${caseId} and kind like 'plan.%' order by id`).then(
    (rows) => rows.map(({ kind }) => kind),
  );
const agree = (who: CastName | Actor, { version = 2, signatory = 'Une personne', at = SIGNED_AT } = {}) => {
  const actor = typeof who === 'string' ? world.a.actors[who] : who;
  return asActor(actor, (tx) => agreePlan(tx, actor, caseId, { version, signatory }, at));
};
const sendBack = (who: CastName, { version = 2, comment = 'Trop court.' } = {}) => {
  const actor = world.a.actors[who];
  return asActor(actor, (tx) => returnPlan(tx, actor, caseId, { version, comment }, SIGNED_AT));
};

describe('sending the plan', () => {
  it('freezes its text as the next version, shows its milestones, stops C4 and starts C5', async () => {
    await owner(
      (sql) =>
        sql`insert into clocks (cluster_id, case_id, company_id, rule, started_at, alert_on, due_on) values (${world.a.clusterId}, ${caseId}, ${world.a.companyId}, 'C4', now(), '2026-12-01', '2026-12-10')`,
    );
    expect(await send(world, caseId, SENT_AT)).toMatchObject({ ok: true, value: { state: 'plan_to_sign' } });
    const [version] = await versions();
    expect(version).toMatchObject({
      number: 1,
      state: 'sent',
      content: { targets: [{ metric: 'FIN-01', value: 900_000, dueOn: '2027-12-31' }] },
    });
    expect(version?.content.milestones).toHaveLength(10);
    expect(version?.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect((await days()).every(({ published_at: at }) => at !== null)).toBe(true);
    expect(await openClocks()).toEqual(['C5']);
    expect(await kinds()).toEqual(['plan.sent']);
  });

  it('asks the assessment, a figure with its target, and the version that was read', async () => {
    expect(await send(world, caseId, SENT_AT, 7)).toMatchObject({ reason: 'changed_meanwhile' });
    await owner((sql) => sql`delete from plan_targets where case_id = ${caseId}`);
    expect(await send(world, caseId, SENT_AT)).toMatchObject({ reason: 'figure_target_missing' });
    await owner((sql) => sql`update milestones set state = 'in_progress', done_on = null where case_id = ${caseId} and position = 3`);
    expect(await send(world, caseId, SENT_AT)).toMatchObject({ reason: 'assessment_not_delivered' });
    expect(await versions()).toEqual([]);
  });

  it.each([
    ['otherAdvisor', 'not_found'],
    ['leader', 'not_allowed'],
    ['director', 'not_allowed'],
    ['funder', 'not_found'],
  ] as const)('is refused to the %s: %s', async (who, reason) => {
    const actor = world.a.actors[who];
    expect(await asActor(actor, (tx) => sendPlan(tx, actor, caseId, { version: 1 }, SENT_AT))).toMatchObject({ ok: false, reason });
  });

  it('happens once when pressed twice', async () => {
    const both = await Promise.all([send(world, caseId, SENT_AT), send(world, caseId, SENT_AT)]);
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(await versions()).toHaveLength(1);
  });
});

describe('agreeing to the plan', () => {
  beforeEach(async () => {
    await owner(
      (sql) => sql`update milestones set state = 'done', done_on = '2026-11-20' where case_id = ${caseId} and position in (4, 5)`,
    );
    await send(world, caseId, SENT_AT);
  });

  it('waits for the other side, then makes the case active and dates what follows from the signature', async () => {
    const before = await days();
    expect(await agree('advisor')).toMatchObject({ ok: true, value: { isActive: false } });
    expect(await caseRow()).toMatchObject({ state: 'plan_to_sign' });
    expect((await days()).map(({ due_on: due }) => due)).toEqual(before.map(({ due_on: due }) => due));
    expect(await agree('leader')).toMatchObject({ ok: true, value: { isActive: true } });
    expect(await caseRow()).toMatchObject({ state: 'active', version: 3 });
    const after = await days();
    expect(after.slice(0, 5).map(({ due_on: due }) => due)).toEqual(before.slice(0, 5).map(({ due_on: due }) => due));
    // Planned at D+55, 140, 145, 235 with the signature at D+55: 0, 85, 90 and 180 working days are left after it.
    const six = { starts: SIGNED_ON, due: addWorkingDays(SIGNED_ON, 90) };
    const seven = { starts: six.due, due: addWorkingDays(six.due, 5) };
    const eight = { starts: seven.due, due: addWorkingDays(seven.due, 90) };
    const nine = { starts: eight.due, due: addWorkingDays(eight.due, 10) };
    const ten = workingDayOnOrAfter(addMonths(nine.due, 12));
    expect(six.due).toBe('2027-04-05');
    expect(after.slice(5).map(({ starts_on: starts, due_on: due }) => ({ starts, due }))).toEqual([
      six,
      seven,
      eight,
      nine,
      { starts: ten, due: ten },
    ]);
    expect(after.slice(5).map(({ state }) => state)).toEqual(['in_progress', 'upcoming', 'upcoming', 'upcoming', 'upcoming']);
    const [version] = await versions();
    expect(version?.state).toBe('signed');
    // The signed text keeps the days that were sent.
    expect(version?.content.milestones[5]?.dueOn).toBe(before[5]?.due_on);
    expect(await openClocks()).toEqual([]);
    expect(await kinds()).toEqual(['plan.sent', 'plan.agreed', 'plan.agreed', 'plan.signed']);
  });

  it('keeps the delay a plan had after its gate: what was planned later starts as much later', async () => {
    await owner((sql) => sql`update milestones set "offset" = '{"days": 75}' where case_id = ${caseId} and position = 6`);
    await agree('leader');
    await agree('advisor');
    expect((await days())[5]?.starts_on).toBe(addWorkingDays(SIGNED_ON, 20));
  });

  it('is given once by each side, under a name, on the version that was read', async () => {
    expect(await agree('leader', { signatory: ' ' })).toMatchObject({ reason: 'signatory_missing' });
    expect(await agree('leader', { version: 1 })).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await agree('leader')).toMatchObject({ ok: true });
    expect(await agree('leader')).toMatchObject({ reason: 'already_agreed' });
    expect(await kinds()).toEqual(['plan.sent', 'plan.agreed']);
  });

  it.each([
    ['otherAdvisor', 'not_found'],
    ['director', 'not_allowed'],
    ['otherLeader', 'not_found'],
    ['collaborator', 'not_found'],
  ] as const)('is refused to the %s: %s', async (who, reason) => {
    expect(await agree(who)).toMatchObject({ ok: false, reason });
  });

  it('is for the company’s signatories; for any of its leaders while it has named none', async () => {
    const { leader } = world.a.actors;
    const mark = (isSignatory: boolean) =>
      owner((sql) => sql`update company_roles set is_signatory = ${isSignatory} where person_id = ${leader.personId}`);
    const [other] = await owner<{ id: string }[]>(
      (
        sql,
      ) => sql`with named as (insert into people (cluster_id, given_name, family_name) values (${world.a.clusterId}, 'Signe', 'Seule') returning id)
        insert into company_roles (cluster_id, company_id, person_id, role, is_signatory, from_on) select ${world.a.clusterId}, ${world.a.companyId}, id, 'leader', true, '2026-01-05' from named returning id`,
    );
    await mark(false);
    expect(await agree('leader')).toMatchObject({ ok: false, reason: 'not_signatory' });
    const head = await asReader(leader, (tx) => findLeaderCase(tx, leader, caseId, SIGNED_AT));
    expect(head).toMatchObject({ canSign: false, canReturnPlan: true, signatories: ['Signe Seule'] });
    const byHand = asActor(leader, async (tx) => {
      await tx.execute(sql`insert into plan_agreements (cluster_id, plan_version_id, side, case_id, company_id, person_id, signatory_name)
        select cluster_id, id, 'company', case_id, company_id, ${leader.personId}, 'x' from plan_versions where case_id = ${caseId}`);
      return done(null);
    });
    await expect(byHand).rejects.toThrow();
    await owner((sql) => sql`update company_roles set until_on = '2026-11-24' where id = ${other!.id}`);
    expect(await agree('leader')).toMatchObject({ ok: true });
    await mark(true);
  });

  it('is given to a text that nobody changes any more, nor the clocks of a case out of reach', async () => {
    const { advisor, leader, otherAdvisor } = world.a.actors;
    for (const actor of [advisor, leader]) {
      const rewritten = asActor(actor, async (tx) => {
        await tx.execute(sql`update plan_versions set content = '{}' where case_id = ${caseId}`);
        return done(null);
      });
      await expect(rewritten).rejects.toThrow();
    }
    await expect(owner((sql) => sql`update plan_versions set content = '{}' where case_id = ${caseId}`)).rejects.toThrow(/append-only/);
    expect(await openClocks()).toContain('C5');
    const readers = await asActor(otherAdvisor, async (tx) => {
      await tx.execute(sql`select access.stop_clock(${caseId}, 'C5', now())`);
      return done(await tx.execute(sql`select * from access.case_readers(${caseId})`));
    });
    expect(readers.ok && [...readers.value]).toEqual([]);
    expect(await openClocks()).toContain('C5');
  });

  it('signs once when both sides agree at the same moment', async () => {
    const both = await Promise.all([agree('leader'), agree('advisor')]);
    expect(both.every((outcome) => outcome.ok)).toBe(true);
    expect(both.filter((outcome) => outcome.ok && outcome.value.isActive)).toHaveLength(1);
    expect((await kinds()).filter((kind) => kind === 'plan.signed')).toHaveLength(1);
    expect(await caseRow()).toMatchObject({ state: 'active' });
  });

  it('can’t be given before the plan is sent, nor after it was sent back', async () => {
    expect(await sendBack('leader')).toMatchObject({ ok: true });
    expect(await agree('leader', { version: 3 })).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/not_listed|plan_not_sent|not_allowed/),
    });
  });
});

it('the signature freezes the verified reference values of the case', async () => {
  const { advisor, leader } = world.a.actors;
  await asActor(advisor, async (tx) => done(await askBaselines(tx, advisor, { caseId, companyId: world.a.companyId, on: '2026-09-10' })));
  expect(await send(world, caseId, SENT_AT)).toMatchObject({ reason: 'baselines_unverified' });
  for (const [metric, num] of [
    ['EMP-01', 37],
    ['FIN-01', 3_100_000],
  ] as const) {
    const given = await figure(world, { metric, cell: '2025', validOn: '2025-12-31', num, author: leader, level: 2 });
    await given.act('verified', 3);
  }
  expect(await send(world, caseId, SENT_AT)).toMatchObject({ ok: true });
  const frozen = () =>
    owner<{ metric: string; num: number }[]>(
      (sql) => sql`select metric, num::float8 as num from baselines where case_id = ${caseId} order by metric`,
    );
  await agree('leader');
  expect(await frozen()).toEqual([]);
  await agree('advisor');
  expect([...(await frozen())]).toEqual([
    { metric: 'EMP-01', num: 37 },
    { metric: 'FIN-01', num: 3_100_000 },
  ]);
});

describe('sending a plan back', () => {
  beforeEach(() => send(world, caseId, SENT_AT));

  it.each(['leader', 'advisor'] as const)('by the %s, opens the next version; what is sent then is number 2', async (who) => {
    expect(await sendBack(who)).toMatchObject({ ok: true, value: { state: 'assessing' } });
    expect(await versions()).toMatchObject([{ number: 1, state: 'refused', refusal: 'Trop court.' }]);
    expect(await send(world, caseId, SIGNED_AT, 3)).toMatchObject({ ok: true });
    expect(await versions()).toMatchObject([
      { number: 1, state: 'refused' },
      { number: 2, state: 'sent' },
    ]);
    expect(await kinds()).toEqual(['plan.sent', 'plan.refused', 'plan.sent']);
  });

  it('asks why, and the version that was read', async () => {
    expect(await sendBack('leader', { comment: ' ' })).toMatchObject({ reason: 'comment_missing' });
    expect(await sendBack('leader', { version: 1 })).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await sendBack('otherLeader')).toMatchObject({ reason: 'not_found' });
    expect(await sendBack('director')).toMatchObject({ reason: 'not_allowed' });
    expect(await versions()).toMatchObject([{ state: 'sent' }]);
  });
});
