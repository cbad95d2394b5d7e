import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { closeCase } from '~/features/cases/close-case.server';
import { readMovePage, readProposePage, readReminderPage, readReviewPage } from '~/features/cases/move-page.queries.server';
import { proposeMove } from '~/features/cases/propose-move.server';
import { recordReminder } from '~/features/cases/record-reminder.server';
import { recordReview } from '~/features/cases/record-review.server';
import { returnToSupport } from '~/features/cases/return-to-support.server';
import { startFollowUp } from '~/features/cases/start-follow-up.server';
import { startReview } from '~/features/cases/start-review.server';
import { agreePlan } from '~/features/plans/agree-plan.server';
import { type CastName, freshWorld, type World } from '../../support/world';
import { closeOpenCases, readyToSend, send } from '../plans/plan-world';

let world: World;
const AT = new Date('2026-11-23T09:00:00Z');
const TODAY = '2026-11-23';

beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world?.drop());
beforeEach(() => closeOpenCases(world));

type Run<T, R extends string> = (
  actor: Actor,
  tx: Parameters<Parameters<typeof asActor<T, R>>[1]>[0],
) => ReturnType<Parameters<typeof asActor<T, R>>[1]>;
const as = <T, R extends string>(who: CastName, run: Run<T, R>) => asActor<T, R>(world.a.actors[who], (tx) => run(world.a.actors[who], tx));
const owner = <T>(work: Parameters<typeof world.asOwner<T>>[1]) => world.asOwner(world.a.clusterId, work);
const row = (id: string) =>
  owner(async (sql) => (await sql`select state, outcome, lessons, version, ended_on::text, end_reason from cases where id = ${id}`)[0]!);
const running = (id: string) =>
  owner(async (sql) =>
    (await sql`select rule from clocks where case_id = ${id} and stopped_at is null order by rule`).map(({ rule }) => rule),
  );
/** The case as it stood since the morning of `AT`, so that what is told during the stage counts. */
const fresh = async (state: 'active' | 'reviewing' | 'follow_up') => {
  const { caseId } = await world.caseIn(world.a, state);
  await owner((sql) => sql`update cases set state_since = '2026-06-01T08:00:00Z' where id = ${caseId}`);
  return caseId;
};

describe('the closing review', () => {
  it('opens once every critical milestone is settled and every task decided', async () => {
    const id = await fresh('active');
    const open = (who: CastName, version = 1) => as(who, (actor, tx) => startReview(tx, actor, id, { version }, AT));
    expect(await open('advisor')).toMatchObject({ reason: 'critical_milestones_open' });
    await owner(
      (sql) =>
        sql`update milestones set state = 'not_applicable', reason = 'Sans objet ici.' where case_id = ${id} and is_critical and state <> 'done'`,
    );
    const [task] = await owner(
      (sql) =>
        sql`insert into tasks (cluster_id, case_id, company_id, title, side, due_on, created_by_id) values (${world.a.clusterId}, ${id}, ${world.a.companyId}, 'Rappeler', 'advisor', '2026-12-01', ${world.a.actors.advisor.personId}) returning id`,
    );
    expect(await open('advisor')).toMatchObject({ reason: 'tasks_undecided' });
    await owner((sql) => sql`update tasks set state = 'done', done_at = now() where id = ${task!.id}`);
    expect(await open('director')).toMatchObject({ reason: 'not_allowed' });
    expect(await open('manager')).toMatchObject({ reason: 'not_allowed' });
    expect(await open('advisor', 4)).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await open('advisor')).toMatchObject({ ok: true, value: { state: 'reviewing' } });
    expect(await running(id)).toContain('C9');
    const back = (who: CastName, comment: string) => as(who, (actor, tx) => returnToSupport(tx, actor, id, { version: 2, comment }, AT));
    expect(await back('advisor', 'x')).toMatchObject({ reason: 'not_allowed' });
    expect(await back('manager', '')).toMatchObject({ reason: 'comment_missing' });
    expect(await back('manager', 'Deux jalons à reprendre.')).toMatchObject({ ok: true, value: { state: 'active' } });
    expect(await running(id)).not.toContain('C9');
  });

  it('keeps its outcome and lessons, written by the lead or a manager on what they saw', async () => {
    const id = await fresh('reviewing');
    const write = (who: CastName, version = 1) =>
      as(who, (actor, tx) => recordReview(tx, actor, id, { version, outcome: 'partly_reached', lessons: 'Partir plus tôt.' }, AT));
    expect(await write('director')).toMatchObject({ reason: 'not_allowed' });
    expect(await write('leader')).toMatchObject({ reason: 'not_allowed' });
    expect(await write('otherLeader')).toMatchObject({ reason: 'not_found' });
    const both = await Promise.all([write('advisor'), write('manager')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await row(id)).toMatchObject({ outcome: 'partly_reached', lessons: 'Partir plus tôt.', version: 2 });
    const review = (who: CastName) => asReader(world.a.actors[who], (tx) => readReviewPage(tx, world.a.actors[who], id, TODAY));
    expect(await review('advisor')).toMatchObject({ obstacle: null, outcome: 'partly_reached', lessons: 'Partir plus tôt.' });
    expect(await review('director')).toMatchObject({ obstacle: { reason: 'not_allowed', by: ['lead', 'manager'] } });
    expect(await review('otherLeader')).toBeNull();
  });

  it('counts each day of reminding once, and ends by a proposal that another person approves', async () => {
    const id = await fresh('reviewing');
    const remind = (who: CastName, on: string) => as(who, (actor, tx) => recordReminder(tx, actor, id, { on }, AT));
    expect(await remind('director', '2026-11-10')).toMatchObject({ reason: 'not_allowed' });
    expect(await remind('advisor', '2026-11-24')).toMatchObject({ reason: 'reminder_in_future' });
    expect(await remind('advisor', '2026-11-10')).toMatchObject({ ok: true });
    expect(await remind('manager', '2026-11-10')).toMatchObject({ reason: 'already_reminded' });
    expect(await remind('advisor', '2026-11-20')).toMatchObject({ ok: true });
    const { advisor } = world.a.actors;
    const page = await asReader(advisor, (tx) => readReminderPage(tx, advisor, id, TODAY));
    expect(page).toMatchObject({ obstacle: null, remindedOn: ['2026-11-10', '2026-11-20'] });

    const approve = (who: CastName, version: number) => as(who, (actor, tx) => startFollowUp(tx, actor, id, { version }, AT));
    expect(await approve('manager', 1)).toMatchObject({ reason: 'outcome_missing' });
    await as('advisor', (actor, tx) => recordReview(tx, actor, id, { version: 1, outcome: 'objectives_reached', lessons: 'Tout.' }, AT));
    expect(await approve('manager', 2)).toMatchObject({ reason: 'proposal_missing' });
    const propose = (version: number) =>
      as('advisor', (actor, tx) => proposeMove(tx, actor, id, { to: 'follow_up', version, comment: 'Bilan complet.' }, AT));
    expect(await propose(1)).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await propose(2)).toMatchObject({ ok: true });
    const proposing = await asReader(advisor, (tx) => readProposePage(tx, advisor, id, 'follow_up', TODAY));
    expect(proposing?.obstacle).toMatchObject({ reason: 'already_proposed' });
    expect(await approve('advisor', 2)).toMatchObject({ reason: 'not_allowed' });
    expect(await approve('manager', 2)).toMatchObject({ ok: true, value: { state: 'follow_up' } });
  });
});

describe('the follow-up', () => {
  it('closes when answered, or after three reminders over thirty working days', async () => {
    const id = await fresh('follow_up');
    const close = (who: CastName, version = 1) => as(who, (actor, tx) => closeCase(tx, actor, id, { version }, AT));
    await owner((sql) => sql`update cases set outcome = 'objectives_reached' where id = ${id}`);
    expect(await close('advisor')).toMatchObject({ reason: 'follow_up_unanswered' });
    for (const on of ['2026-10-26', '2026-11-10', '2026-11-20']) {
      await as('advisor', (actor, tx) => recordReminder(tx, actor, id, { on }, AT));
    }
    expect(await close('advisor')).toMatchObject({ reason: 'follow_up_unanswered' });
    await as('advisor', (actor, tx) => recordReminder(tx, actor, id, { on: '2026-10-05' }, AT));
    expect(await close('manager')).toMatchObject({ reason: 'not_allowed' });
    expect(await close('advisor', 2)).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await close('advisor')).toMatchObject({ ok: true, value: { state: 'closed' } });
    expect(await row(id)).toMatchObject({ state: 'closed', outcome: 'objectives_reached', ended_on: TODAY });
    expect(await running(id)).toEqual([]);
  });

  it('closes at once on the last milestone’s answer', async () => {
    const id = await fresh('follow_up');
    await owner((sql) => sql`update cases set outcome = 'too_early' where id = ${id}`);
    await owner(
      (sql) =>
        sql`update milestones set state = 'done', done_on = '2026-11-20' where case_id = ${id} and position = (select max(position) from milestones where case_id = ${id})`,
    );
    expect(await as('advisor', (actor, tx) => closeCase(tx, actor, id, { version: 1 }, AT))).toMatchObject({ ok: true });
  });
});

describe('the page of an act that is not open', () => {
  const open = (who: CastName, id: string, act: Parameters<typeof readMovePage>[3]) =>
    asReader(world.a.actors[who], (tx) => readMovePage(tx, world.a.actors[who], id, act, TODAY));
  it('says why, who may, and what is missing on the way', async () => {
    const id = await fresh('active');
    const page = await open('advisor', id, 'start_review');
    expect(page).toMatchObject({ obstacle: { reason: 'critical_milestones_open' }, isOnward: true });
    expect(page?.head.next?.missing.length).toBeGreaterThan(0);
    expect(await open('otherAdvisor', id, 'start_review')).toBeNull();
    expect(await open('manager', id, 'start_review')).toMatchObject({ obstacle: { reason: 'not_allowed', by: ['lead'] } });
    expect(await open('advisor', id, 'reopen')).toMatchObject({ obstacle: { reason: 'not_listed', by: [] } });
    expect(await open('manager', id, 'close_early')).toMatchObject({ obstacle: null, isOnward: false });
    expect(await open('leader', 'no-id', 'take')).toBeNull();
  });
  it('offers the plan to each side once, without waiting for the other', async () => {
    const id = await readyToSend(world);
    await send(world, id, AT);
    expect(await open('advisor', id, 'sign_plan')).toMatchObject({ obstacle: null, isOnward: true });
    await as('advisor', (actor, tx) => agreePlan(tx, actor, id, { version: 2, signatory: 'Une personne' }, AT));
    expect(await open('advisor', id, 'sign_plan')).toMatchObject({ obstacle: { reason: 'already_agreed' } });
  });
});
