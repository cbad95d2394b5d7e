import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { addPlannedMilestone } from '~/features/plans/add-planned-milestone.server';
import { editPlannedMilestone } from '~/features/plans/edit-planned-milestone.server';
import { removePlannedMilestone } from '~/features/plans/remove-planned-milestone.server';
import { removePlanTarget, setPlanTarget } from '~/features/plans/set-plan-target.server';
import { type CastName, freshWorld, type World } from '../../support/world';
import { closeOpenCases, readyToSend, send } from './plan-world';

let world: World;
let caseId: string;
let ids: string[];
const AT = new Date('2026-11-23T09:00:00Z');

beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world?.drop());
beforeEach(async () => {
  await closeOpenCases(world);
  ({ caseId, milestoneIds: ids } = await world.caseIn(world.a, 'assessing'));
});

type Line = {
  id: string;
  position: number;
  title: string;
  title_en: string;
  state: string;
  side: string;
  sides: string[];
  offset: Record<string, number>;
  duration_days: number;
  starts_on: string | null;
  due_on: string;
  version: number;
};
const owner = <T>(work: Parameters<World['asOwner']>[1]) => world.asOwner(world.a.clusterId, work) as Promise<T>;
const lines = () =>
  owner<Line[]>(
    (sql) =>
      sql`select id, position, title, title_en, state, side, sides, "offset", duration_days, starts_on::text, due_on::text, version from milestones where case_id = ${caseId} order by position`,
  );
const blockersOf = (id: string) =>
  owner<{ blocker_id: string }[]>((sql) => sql`select blocker_id from milestone_dependencies where milestone_id = ${id}`).then((rows) =>
    rows.map((row) => row.blocker_id).sort(),
  );
const events = (kind: string) =>
  owner<{ facts: Record<string, unknown>; confidentiality: string }[]>(
    (sql) => sql`select facts, confidentiality from events where case_id = ${caseId} and kind = ${kind} order by id`,
  );
const at = (position: number) => ids[position - 1] as string;
const actorOf = (who: CastName | Actor) => (typeof who === 'string' ? world.a.actors[who] : who);

/** Milestone 6 of the strategy template, unchanged: D+55, 90 days, after 5. */
type Sides = ('advisor' | 'company' | 'expert' | 'third_party')[];
const SIX = {
  title: 'Déploiement, vague 1',
  titleEn: 'Roll-out, wave 1',
  sides: ['company'] as Sides,
  offsetDays: 55 as number | null,
  durationDays: 90,
  dueOn: null as string | null,
  expectedEvidence: 'Journal',
  expectedEvidenceEn: 'Log' as string | null,
};
const edit = (
  who: CastName | Actor,
  position: number,
  change: Partial<typeof SIX> & { blockers?: number[]; blockerIds?: string[]; version?: number },
) => {
  const { blockers = [5], blockerIds = blockers.map(at), version = 1, ...rest } = change;
  const actor = actorOf(who);
  return asActor(actor, (tx) => editPlannedMilestone(tx, actor, caseId, at(position), { ...SIX, ...rest, blockerIds, version }, AT));
};
const add = (who: CastName | Actor, change: Partial<typeof SIX> & { afterPosition?: number; blockerIds?: string[] } = {}) => {
  const { dueOn: _, ...words } = SIX;
  const actor = actorOf(who);
  const input = {
    ...words,
    title: 'Visite du site',
    titleEn: null,
    offsetDays: 60,
    durationDays: 3,
    afterPosition: 6,
    blockerIds: [at(5)],
    ...change,
  };
  return asActor(actor, (tx) => addPlannedMilestone(tx, actor, caseId, input, AT));
};
const remove = (who: CastName | Actor, position: number, version = 1) => {
  const actor = actorOf(who);
  return asActor(actor, (tx) => removePlannedMilestone(tx, actor, caseId, at(position), { version }, AT));
};
const target = (who: CastName | Actor, change: Partial<{ metric: string; value: number; dueOn: string }> = {}) => {
  const actor = actorOf(who);
  return asActor(actor, (tx) => setPlanTarget(tx, actor, caseId, { metric: 'FIN-01', value: 900_000, dueOn: '2027-12-31', ...change }, AT));
};

/** Who may not touch a plan, and how they are told. */
const OUTSIDE = [
  ['otherAdvisor', 'not_found'],
  ['trackLead', 'not_allowed'],
  ['director', 'not_allowed'],
  ['leader', 'not_allowed'],
  ['otherLeader', 'not_found'],
  ['collaborator', 'not_found'],
  ['funder', 'not_found'],
  ['admin', 'not_found'],
] as const;

/** Milestones not yet shown to the company don't exist for its leader. */
const OUTSIDE_ITS_MILESTONES = OUTSIDE.map(([who, reason]) => [who, who === 'leader' ? ('not_found' as const) : reason] as const);

describe('changing a milestone of the plan', () => {
  it('writes words, owners, days and what it waits for; every later day follows', async () => {
    const outcome = await edit('advisor', 6, { durationDays: 100, sides: ['expert', 'company'], blockers: [4, 5] });
    expect(outcome).toMatchObject({ ok: true, value: { caseId, milestoneId: at(6) } });
    const [, , , , , six, seven] = await lines();
    expect(six).toMatchObject({
      title: SIX.title,
      title_en: SIX.titleEn,
      sides: ['expert', 'company'],
      side: 'expert',
      duration_days: 100,
      offset: { days: 55 },
      version: 2,
    });
    expect((seven?.starts_on ?? '') >= (six?.due_on ?? '')).toBe(true);
    expect(await blockersOf(at(6))).toEqual([at(4), at(5)].sort());
    expect(await events('milestone.edited')).toMatchObject([
      { confidentiality: 'team', facts: { position: 6, durationFrom: 90, durationTo: 100 } },
    ]);
  });

  it('turns a due day given by hand into a length, from the start that the same change brings', async () => {
    // D+40 after 10 September is 5 November, but milestone 5 ends later: the start is its end.
    expect(await edit('manager', 6, { offsetDays: 300, dueOn: '2027-12-03' })).toMatchObject({ ok: true });
    const six = (await lines())[5];
    expect(six).toMatchObject({ offset: { days: 300 }, due_on: '2027-12-03' });
    expect((six?.starts_on ?? '') > '2027-11-01').toBe(true);
    expect(await edit('manager', 6, { offsetDays: 300, dueOn: '2027-01-04', version: 2 })).toMatchObject({ reason: 'due_before_start' });
  });

  it('starts right after what it waits for once its start is left empty', async () => {
    expect(await edit('manager', 6, { offsetDays: null })).toMatchObject({ ok: true });
    const [, , , , five, six] = await lines();
    expect(six).toMatchObject({ offset: {}, starts_on: five?.due_on });
  });

  it('keeps a start counted in months', async () => {
    expect(await edit('advisor', 10, { blockers: [9], offsetDays: 3, durationDays: 0 })).toMatchObject({ ok: true });
    expect((await lines())[9]).toMatchObject({ offset: { months: 12 } });
  });

  it('goes half as far again as the template for the lead, further for the manager', async () => {
    const beyond = { ok: false, reason: 'beyond_margin' };
    expect(await edit('advisor', 6, { durationDays: 136 })).toMatchObject({ ...beyond, detail: { what: 'length', from: 45, to: 135 } });
    expect(await edit('advisor', 6, { offsetDays: 83 })).toMatchObject({ ...beyond, detail: { what: 'start', from: 28, to: 82 } });
    expect(await edit('advisor', 6, { offsetDays: null })).toMatchObject(beyond);
    expect(await edit('advisor', 6, { durationDays: 135, offsetDays: 28 })).toMatchObject({ ok: true });
    expect(await edit('manager', 6, { durationDays: 200, version: 2 })).toMatchObject({ ok: true });
    // What the manager gave may stay.
    expect(await edit('advisor', 6, { durationDays: 200, offsetDays: 30, version: 3 })).toMatchObject({ ok: true });
  });

  it('refuses a loop with the milestones it goes through, what isn’t in the plan, and what is settled', async () => {
    expect(await edit('advisor', 6, { blockers: [8] })).toMatchObject({
      reason: 'dependency_cycle',
      detail: { positions: '6 → 8 → 7 → 6' },
    });
    expect(await edit('advisor', 6, { blockers: [6] })).toMatchObject({ reason: 'dependency_cycle', detail: { positions: '6 → 6' } });
    expect(await edit('advisor', 6, { blockerIds: [caseId] })).toMatchObject({ reason: 'unknown_milestone' });
    await owner((sql) => sql`update milestones set state = 'done', done_on = '2026-10-01' where id = ${at(6)}`);
    expect(await edit('advisor', 6, {})).toMatchObject({ reason: 'milestone_settled' });
    expect(await blockersOf(at(6))).toEqual([at(5)]);
  });

  it('is refused on a version read before somebody else’s change', async () => {
    expect(await edit('advisor', 6, { durationDays: 80 })).toMatchObject({ ok: true });
    expect(await edit('manager', 6, { durationDays: 70 })).toMatchObject({ reason: 'changed_meanwhile' });
    expect((await lines())[5]).toMatchObject({ duration_days: 80 });
  });

  it.each(OUTSIDE_ITS_MILESTONES)('is refused to the %s: %s', async (who, reason) => {
    expect(await edit(who, 6, { durationDays: 80 })).toMatchObject({ ok: false, reason });
  });

  it('is unknown to the other cluster, and over once the plan is sent', async () => {
    expect(await edit(world.b.actors.manager, 6, {})).toMatchObject({ reason: 'not_found' });
    await owner((sql) => sql`update cases set state = 'plan_to_sign' where id = ${caseId}`);
    expect(await edit('advisor', 6, {})).toMatchObject({ reason: 'plan_closed' });
  });

  it('never lets two changes at once close a loop', async () => {
    const both = await Promise.all([
      edit('advisor', 6, { blockers: [5, 7] }),
      edit('manager', 7, { offsetDays: 140, durationDays: 5, blockers: [5] }),
    ]);
    const refusals = both.filter((outcome) => !outcome.ok);
    // Whichever came first: 7 no longer waits for 6, or 6 may not wait for 7.
    expect(refusals.length).toBeLessThanOrEqual(1);
    for (const refusal of refusals) expect(refusal).toMatchObject({ reason: 'dependency_cycle' });
    const crossed = await Promise.all([
      edit('advisor', 4, { durationDays: 15, offsetDays: 30, blockers: [3] }),
      edit('manager', 4, { durationDays: 16, offsetDays: 30, blockers: [3] }),
    ]);
    expect(crossed.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(crossed.find((outcome) => !outcome.ok)).toMatchObject({ reason: 'changed_meanwhile' });
  });
});

describe('adding a milestone of the case’s own', () => {
  it('puts it at its place, moves those below down by one, and dates it', async () => {
    const outcome = await add('advisor');
    expect(outcome).toMatchObject({ ok: true });
    const after = await lines();
    expect(after.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const five = after[4];
    expect(after[6]).toMatchObject({ title: 'Visite du site', title_en: '', state: 'upcoming', duration_days: 3 });
    expect((after[6]?.starts_on ?? '') >= (five?.due_on ?? '')).toBe(true);
    expect(after[7]?.id).toBe(at(7));
    expect(await blockersOf(after[6]?.id as string)).toEqual([at(5)]);
    expect(await events('milestone.added')).toMatchObject([{ facts: { position: 7 }, confidentiality: 'team' }]);
  });

  it('starts at once when it waits for nothing before the signature', async () => {
    expect(await add('manager', { afterPosition: 0, blockerIds: [], offsetDays: 0 })).toMatchObject({ ok: true });
    const after = await lines();
    expect(after[0]).toMatchObject({ title: 'Visite du site', state: 'in_progress' });
    const [gate] = await owner<{ position: number }[]>(
      (sql) => sql`select position from milestones where case_id = ${caseId} and is_signature_gate`,
    );
    expect(gate?.position).toBe(6);
  });

  it('refuses to wait for what isn’t in the plan', async () => {
    expect(await add('advisor', { blockerIds: [caseId] })).toMatchObject({ reason: 'unknown_milestone' });
    expect(await lines()).toHaveLength(10);
  });

  it.each(OUTSIDE)('is refused to the %s: %s', async (who, reason) => {
    expect(await add(who)).toMatchObject({ ok: false, reason });
  });

  it('gives two added at once a place each', async () => {
    const both = await Promise.all([add('advisor'), add('manager', { title: 'Autre visite' })]);
    expect(both.every((outcome) => outcome.ok)).toBe(true);
    expect((await lines()).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });
});

describe('taking a milestone out', () => {
  it('closes the gap, frees what waited for it and redates', async () => {
    expect(await remove('advisor', 4)).toMatchObject({ ok: true, value: { caseId } });
    const after = await lines();
    expect(after.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(after[3]?.id).toBe(at(5));
    expect(await blockersOf(at(5))).toEqual([]);
    expect(await events('milestone.removed')).toMatchObject([{ facts: { position: 4 } }]);
  });

  it('keeps gates, what is settled, what the company was shown; critical ones are the manager’s', async () => {
    expect(await remove('manager', 3)).toMatchObject({ reason: 'gate_milestone' });
    expect(await remove('manager', 5)).toMatchObject({ reason: 'gate_milestone' });
    expect(await remove('advisor', 7)).toMatchObject({ reason: 'manager_only' });
    await owner((sql) => sql`update milestones set published_at = now() where id = ${at(6)}`);
    expect(await remove('manager', 6)).toMatchObject({ reason: 'already_published' });
    await owner((sql) => sql`update milestones set state = 'not_applicable', reason = 'Sans objet.' where id = ${at(8)}`);
    expect(await remove('manager', 8)).toMatchObject({ reason: 'milestone_settled' });
    expect(await lines()).toHaveLength(10);
    expect(await remove('manager', 7)).toMatchObject({ ok: true });
  });

  it('is refused on another version, and done once by two at once', async () => {
    expect(await remove('advisor', 4, 7)).toMatchObject({ reason: 'changed_meanwhile' });
    const both = await Promise.all([remove('advisor', 4), remove('manager', 4)]);
    expect(both.filter((outcome) => outcome.ok)).toHaveLength(1);
    expect(both.find((outcome) => !outcome.ok)).toMatchObject({ reason: 'not_found' });
    expect((await lines()).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it.each(OUTSIDE_ITS_MILESTONES)('is refused to the %s: %s', async (who, reason) => {
    expect(await remove(who, 4)).toMatchObject({ ok: false, reason });
  });
});

describe('the figures a plan promises', () => {
  const targets = () =>
    owner<{ metric: string; value: string; due_on: string }[]>(
      (sql) => sql`select metric, value::text, due_on::text from plan_targets where case_id = ${caseId} order by metric`,
    );

  it('take a value and a day, replaced by the next', async () => {
    expect(await target('advisor')).toMatchObject({ ok: true });
    expect(await target('manager', { value: 950_000, dueOn: '2028-06-30' })).toMatchObject({ ok: true });
    expect(await targets()).toEqual([{ metric: 'FIN-01', value: '950000', due_on: '2028-06-30' }]);
    expect(await events('plan.target_set')).toHaveLength(2);
  });

  it('refuse a figure no milestone moves, a day that has passed, and what the unit can’t hold', async () => {
    expect(await target('advisor', { metric: 'INN-07' })).toMatchObject({ reason: 'unknown_metric' });
    expect(await target('advisor', { dueOn: '2026-11-23' })).toMatchObject({ reason: 'target_past' });
    expect(await target('advisor', { value: -1 })).toMatchObject({ reason: 'target_out_of_scale' });
    expect(await target('advisor', { metric: 'ACC-04', value: 11 })).toMatchObject({ reason: 'target_out_of_scale' });
    expect(await target('advisor', { metric: 'FIN-01', value: 1.5 })).toMatchObject({ reason: 'target_out_of_scale' });
    // The reference value of a figure is no promise.
    await owner(
      (sql) =>
        sql`update milestones set moves = '[{"metric": "FIN-01", "isBaseline": true}, {"metric": "FIN-05", "isBaseline": false, "isRequested": true}]' where case_id = ${caseId}`,
    );
    expect(await target('advisor')).toMatchObject({ reason: 'unknown_metric' });
    expect(await target('advisor', { metric: 'FIN-05' })).toMatchObject({ reason: 'unknown_metric' });
    expect(await targets()).toEqual([]);
  });

  it('are removed, once', async () => {
    const { advisor } = world.a.actors;
    await target('advisor');
    const drop = () => asActor(advisor, (tx) => removePlanTarget(tx, advisor, caseId, { metric: 'FIN-01' }, AT));
    expect(await drop()).toMatchObject({ ok: true });
    expect(await drop()).toMatchObject({ reason: 'not_found' });
    expect(await targets()).toEqual([]);
    expect(await events('plan.target_removed')).toHaveLength(1);
  });

  it('keep one of two set at once, without failing either', async () => {
    const both = await Promise.all([target('advisor', { value: 1 }), target('manager', { value: 2 })]);
    expect(both.every((outcome) => outcome.ok)).toBe(true);
    expect(await targets()).toHaveLength(1);
  });

  it.each(OUTSIDE)('are refused to the %s: %s', async (who, reason) => {
    expect(await target(who)).toMatchObject({ ok: false, reason });
  });
});

it('a plan sent while it was being changed holds the change, or refuses it', async () => {
  await closeOpenCases(world);
  caseId = await readyToSend(world);
  ids = (await lines()).map(({ id }) => id);
  const [sent, edited] = await Promise.all([send(world, caseId, AT), edit('manager', 6, { title: 'Titre changé au dernier moment' })]);
  expect(sent).toMatchObject({ ok: true });
  const [version] = await owner<{ content: { milestones: { title: string }[] } }[]>(
    (sql) => sql`select content from plan_versions where case_id = ${caseId}`,
  );
  const titles = version?.content.milestones.map(({ title }) => title);
  if (edited.ok) expect(titles).toContain('Titre changé au dernier moment');
  else {
    expect(edited).toMatchObject({ reason: 'plan_closed' });
    expect((await lines()).map(({ title }) => title)).toEqual(titles);
  }
});
