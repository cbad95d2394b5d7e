import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asActor, asReader, type Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { withdrawCase } from '~/features/cases/withdraw-case.server';
import { contestMilestone } from '~/features/milestones/contest-milestone.server';
import { submitMilestone } from '~/features/milestones/submit-milestone.server';
import { submitMilestoneForCompany } from '~/features/milestones/submit-milestone-for-company.server';
import { findLeaderCase, readLeaderCasePage } from '~/features/my-plan/leader-case.queries.server';
import { readLeaderMilestone } from '~/features/my-plan/leader-milestone.queries.server';
import { readMyPlan } from '~/features/my-plan/my-plan.queries.server';
import { writeNote } from '~/features/notes/write-note.server';
import { agreePlan } from '~/features/plans/agree-plan.server';
import { readPlanDocument } from '~/features/plans/plan-document.queries.server';
import { returnPlan } from '~/features/plans/return-plan.server';
import { addTask } from '~/features/tasks/add-task.server';
import { moveTask } from '~/features/tasks/move-task.server';
import { freshWorld, type World } from '../../support/world';

let world: World;
const AT = new Date('2026-11-24T10:00:00Z');
const later = (minutes: number) => new Date(AT.getTime() + minutes * 60_000);
const PROOF = 'Journal des actions signé le 20 novembre.';

beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world.drop());
beforeEach(() =>
  world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`update cases set state = 'closed_early', ended_on = '2026-11-01', end_reason = 'withdrawn', resumes_in = null where ended_on is null`,
  ),
);

/** Reads once, with how many statements it took. */
async function counted<T>(actor: Actor, read: (tx: Tx) => Promise<T>): Promise<{ value: T; statements: number }> {
  let statements = 0;
  const value = await asReader(actor, (tx) =>
    read(
      new Proxy(tx, {
        get: (target, key) => {
          if (key === 'execute' || key === 'select') statements += 1;
          const member = Reflect.get(target, key);
          return typeof member === 'function' ? member.bind(target) : member;
        },
      }) as Tx,
    ),
  );
  return { value, statements };
}

const companyA = () => ({ id: world.a.companyId, name: 'Optalys a' });
const planOf = (actor: Actor, company = companyA(), at = AT) => asReader(actor, (tx) => readMyPlan(tx, actor, company, at));
const pageOf = (actor: Actor, caseId: string) => asReader(actor, (tx) => readLeaderCasePage(tx, actor, caseId, null, AT));
const reason = (outcome: { ok: true } | { ok: false; reason: string }) => (outcome.ok ? 'done' : outcome.reason);

describe('my plan', () => {
  test('is at most eight statements, however many tracks are open, and shows each with its path', async () => {
    const { leader } = world.a.actors;
    const few = await counted(leader, (tx) => readMyPlan(tx, leader, companyA(), AT));
    await world.caseIn(world.a, 'active', { track: 'strategy' });
    await world.caseIn(world.a, 'plan_to_sign', { track: 'financing' });
    await world.caseIn(world.a, 'submitted', { track: 'innovation' });
    const many = await counted(leader, (tx) => readMyPlan(tx, leader, companyA(), AT));
    expect(many.statements).toBe(few.statements);
    expect(many.statements).toBeLessThanOrEqual(8);
    const { open, others, turn, advisers } = many.value;
    expect(open.map(({ track, milestones }) => [track, milestones.length])).toEqual([
      ['financing', 10],
      ['strategy', 10],
      ['innovation', 0],
    ]);
    expect(others.map(({ track }) => track)).toEqual(['international', 'eu_projects']);
    expect(turn.map(({ kind }) => kind)).toEqual(['sign', 'milestone']);
    expect(turn[1]).toMatchObject({ caseId: open[1]?.id, dueOn: '2026-11-30' });
    expect(advisers).toMatchObject([{ name: 'advisor A', tracks: ['financing', 'strategy'], since: '2026-09-10' }]);
  });

  test('shows nothing of another company, nor of another cluster, whatever company is asked for', async () => {
    const { otherLeader, collaborator } = world.a.actors;
    await world.caseIn(world.a, 'active');
    for (const stranger of [otherLeader, collaborator, world.b.actors.leader]) {
      const plan = await planOf(stranger);
      expect([plan.open, plan.turn, plan.others.filter(({ last }) => last)]).toEqual([[], [], []]);
    }
  });

  test('keeps what was not sent to the company out of sight', async () => {
    const { leader } = world.a.actors;
    const { caseId } = await world.caseIn(world.a, 'assessing');
    const plan = await planOf(leader);
    expect(plan.open).toMatchObject([{ id: caseId, milestones: [], plan: null }]);
    expect(plan.turn).toEqual([]);
  });

  test('a closed case leaves its track to be asked for again, and can be read', async () => {
    const { leader } = world.a.actors;
    const { caseId } = await world.caseIn(world.a, 'closed', { track: 'eu_projects' });
    const plan = await planOf(leader);
    expect(plan.others.find(({ track }) => track === 'eu_projects')?.last?.id).toBe(caseId);
    expect((await pageOf(leader, caseId))?.head).toMatchObject({ isOpen: false, canSign: false, canWithdraw: false });
  });
});

describe('a case as its leader reads it', () => {
  test('is at most eight statements in every state, and absent for who may not see it', async () => {
    const { leader, otherLeader, collaborator } = world.a.actors;
    for (const state of ['submitted', 'assessing', 'plan_to_sign', 'active', 'reviewing', 'closed'] as const) {
      const { caseId } = await world.caseIn(world.a, state, { track: state === 'closed' ? 'innovation' : 'strategy' });
      const { value, statements } = await counted(leader, (tx) => readLeaderCasePage(tx, leader, caseId, null, AT));
      expect([state, value?.head.state, statements <= 8]).toEqual([state, state, true]);
      for (const stranger of [otherLeader, collaborator, world.b.actors.leader]) expect(await pageOf(stranger, caseId)).toBeNull();
      await world.asOwner(
        world.a.clusterId,
        (sql) => sql`update cases set state = 'closed_early', ended_on = '2026-11-01', end_reason = 'withdrawn' where id = ${caseId}`,
      );
    }
    expect(await pageOf(leader, 'nothing')).toBeNull();
  });

  test('holds the shared notes and the company’s tasks, and nothing the team keeps to itself', async () => {
    const { advisor, leader } = world.a.actors;
    const { caseId } = await world.caseIn(world.a, 'active');
    const note = (audience: 'team' | 'company', body: string) => ({
      ...{ kind: 'call' as const, happenedOn: '2026-11-20', minutes: 45, contactId: null, isVoicemail: false, wasAnswered: false },
      ...{ body, keep: 'publish' as const, audience, readerIds: [] },
    });
    await asActor(advisor, (tx) => writeNote(tx, advisor, caseId, note('team', 'Entre nous'), AT));
    await asActor(advisor, (tx) => writeNote(tx, advisor, caseId, note('company', 'Pour vous'), AT));
    await asActor(advisor, (tx) =>
      addTask(tx, advisor, caseId, { title: 'Relire le dossier', side: 'advisor', itemClass: 'team', readerIds: [], dueOn: null }, AT),
    );
    await asActor(advisor, (tx) =>
      addTask(
        tx,
        advisor,
        caseId,
        { title: 'Envoyer le bilan', side: 'company', itemClass: 'team', readerIds: [], dueOn: '2026-11-25' },
        AT,
      ),
    );
    const page = await pageOf(leader, caseId);
    const text = JSON.stringify(page);
    expect(page?.notes.map(({ html, minutes }) => [html, minutes])).toEqual([['<p>Pour vous</p>', null]]);
    expect(page?.tasks.map(({ title, offered }) => [title, offered])).toEqual([['Envoyer le bilan', ['complete', 'block']]]);
    for (const hidden of ['Entre nous', 'Relire le dossier', '"minutes":45', 'clock', 'alert', 'support_days'])
      expect(text).not.toContain(hidden);
    expect((await planOf(leader)).turn[0]).toMatchObject({ kind: 'task', title: 'Envoyer le bilan' });
  });

  test('its leader settles a task of the company, and no other', async () => {
    const { advisor, leader, otherLeader, collaborator } = world.a.actors;
    const { caseId } = await world.caseIn(world.a, 'active');
    const add = async (side: 'advisor' | 'company') => {
      const made = await asActor(advisor, (tx) =>
        addTask(tx, advisor, caseId, { title: 'Une action', side, itemClass: 'team', readerIds: [], dueOn: null }, AT),
      );
      return made.ok ? made.value.taskId : '';
    };
    const [ours, theirs] = [await add('company'), await add('advisor')];
    const move = async (actor: Actor, id: string, act: 'complete' | 'drop') =>
      reason(await asActor(actor, (tx) => moveTask(tx, actor, id, { version: 1, move: act, reason: 'Parce que' }, AT)));
    for (const stranger of [otherLeader, collaborator, world.b.actors.leader])
      expect(await move(stranger, ours, 'complete')).toBe('not_found');
    expect(await move(leader, theirs, 'complete')).toBe('not_found');
    expect(await move(leader, ours, 'drop')).toBe('not_allowed');
    expect(await move(leader, ours, 'complete')).toBe('done');
  });
});

describe('the plan to sign', () => {
  const agree = async (actor: Actor, caseId: string, version = 1, at = AT) =>
    reason(await asActor(actor, (tx) => agreePlan(tx, actor, caseId, { version, signatory: 'Nadia Verlan' }, at)));

  test('is read and signed by the company’s leader alone; the second agreement starts the support', async () => {
    const { advisor, leader, otherLeader, collaborator } = world.a.actors;
    const { caseId } = await world.caseIn(world.a, 'plan_to_sign');
    for (const stranger of [otherLeader, collaborator, world.b.actors.leader]) {
      expect(await agree(stranger, caseId)).toBe('not_found');
      expect(await asReader(stranger, (tx) => readPlanDocument(tx, stranger, caseId, null))).toBeNull();
    }
    expect((await pageOf(leader, caseId))?.head).toMatchObject({ canSign: true, canReturnPlan: true, canWithdraw: false });
    expect(await agree(leader, caseId, 7)).toBe('changed_meanwhile');
    expect(await agree(leader, caseId)).toBe('done');
    expect(await agree(leader, caseId)).toBe('already_agreed');
    const head = (await pageOf(leader, caseId))?.head;
    expect(head).toMatchObject({ canSign: false, plan: { isAgreedByCompany: true }, state: 'plan_to_sign' });
    expect((await planOf(leader)).turn).toEqual([]);
    expect(await agree(advisor, caseId)).toBe('done');
    expect((await pageOf(leader, caseId))?.head.state).toBe('active');
  });

  test('is sent back by the leader with what should change, which both sides then read', async () => {
    const { leader, otherLeader } = world.a.actors;
    const { caseId } = await world.caseIn(world.a, 'plan_to_sign');
    const send = async (actor: Actor, comment: string) =>
      reason(await asActor(actor, (tx) => returnPlan(tx, actor, caseId, { version: 1, comment }, AT)));
    expect(await send(otherLeader, 'Trop court')).toBe('not_found');
    expect(await send(leader, ' ')).toBe('comment_missing');
    expect(await send(leader, 'Le salon est en mars')).toBe('done');
    const page = await pageOf(leader, caseId);
    expect(page?.head).toMatchObject({ state: 'assessing', plan: { state: 'refused' }, canReturnPlan: false });
    expect(page?.timeline.events.flatMap(({ words }) => words)).toContain('Le salon est en mars');
  });

  test('a request is withdrawn by its leader until an advisor is assigned', async () => {
    const { leader, otherLeader, collaborator } = world.a.actors;
    const asked = await world.caseIn(world.a, 'submitted', { track: 'innovation' });
    const running = await world.caseIn(world.a, 'active', { track: 'strategy' });
    const withdraw = async (actor: Actor, caseId: string) =>
      reason(await asActor(actor, (tx) => withdrawCase(tx, actor, caseId, { version: 1, comment: 'Projet arrêté' }, AT)));
    for (const stranger of [otherLeader, collaborator, world.b.actors.leader])
      expect(await withdraw(stranger, asked.caseId)).toBe('not_found');
    expect(await withdraw(leader, running.caseId)).toBe('not_listed');
    expect(await withdraw(leader, asked.caseId)).toBe('done');
    const head = await asReader(leader, (tx) => findLeaderCase(tx, leader, asked.caseId, AT));
    expect(head).toMatchObject({ state: 'closed_early', endReason: 'withdrawn', canWithdraw: false });
  });
});

describe('a milestone of the company', () => {
  const input = { version: 1, evidenceText: PROOF };

  test('declared done by the lead is the leader’s to check, with the lead’s note, for ten working days', async () => {
    const { advisor, leader, otherLeader } = world.a.actors;
    const { caseId, milestoneIds } = await world.caseIn(world.a, 'active');
    const id = milestoneIds[5]!;
    const read = (actor: Actor, at: Date) => asReader(actor, (tx) => readLeaderMilestone(tx, actor, caseId, id, at));
    await asActor(advisor, (tx) => submitMilestoneForCompany(tx, advisor, id, { ...input, comment: 'Vu ensemble hier' }, AT));
    const page = await read(leader, AT);
    expect(page?.milestone).toMatchObject({ offered: ['contest'], submittedBy: 'advisor A', contestableUntil: '2026-12-08' });
    expect(page?.events[0]?.words).toEqual(['Vu ensemble hier']);
    expect(await read(otherLeader, AT)).toBeNull();
    expect((await planOf(leader)).turn).toMatchObject([{ kind: 'contest', milestoneId: id, dueOn: '2026-12-08' }]);
    expect((await read(leader, new Date('2026-12-09T08:00:00Z')))?.milestone.offered).toEqual([]);
    const contested = await asActor(leader, (tx) =>
      contestMilestone(tx, leader, id, { version: 2, comment: 'La vague 1 n’est pas finie' }, later(5)),
    );
    expect(reason(contested)).toBe('done');
    expect((await read(leader, later(6)))?.milestone).toMatchObject({ state: 'in_progress', submittedBy: null });
  });

  test('declared done by the leader can be taken back at once, and leaves their turn', async () => {
    const { leader } = world.a.actors;
    const { caseId, milestoneIds } = await world.caseIn(world.a, 'active');
    // The case reached its state before the leader's move: nothing has passed since.
    await world.asOwner(world.a.clusterId, (sql) => sql`update cases set state_since = '2026-10-05' where id = ${caseId}`);
    const id = milestoneIds[5]!;
    expect((await planOf(leader)).turn).toMatchObject([{ kind: 'milestone', milestoneId: id }]);
    expect(reason(await asActor(leader, (tx) => submitMilestone(tx, leader, id, input, AT)))).toBe('done');
    const plan = await planOf(leader, companyA(), later(1));
    expect(plan.turn).toEqual([]);
    expect(plan.open[0]?.milestones.find((line) => line.id === id)).toMatchObject({ state: 'to_validate', pressed: ['undo'] });
    const elsewhere = await asReader(leader, (tx) => readLeaderMilestone(tx, leader, world.a.companyId, id, AT));
    expect(elsewhere).toBeNull();
  });
});
