import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asActor } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { correctBaseline } from '~/features/outcomes/correct-baseline.server';
import { correctFigure } from '~/features/outcomes/correct-figure.server';
import { type Declaration, declareFigure, declareUnknown } from '~/features/outcomes/declare-figure.server';
import { confirmFigure, contestFigure, refuteFigure, verifyFigure, withdrawFigure } from '~/features/outcomes/judge-figure.server';
import { newId } from '~/platform/id.server';
import { freshWorld, type World } from '../../support/world';
import { figure, newCompany } from './figures';

let world: World;
beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world.drop());

const AT = new Date('2026-11-23T11:00:00Z');
const value = (num: number | null, den: number | null = null) => ({ num, den, unknownReason: null });
const headcount = (companyId: string, num = 46): Declaration => ({ ...value(num), companyId, metric: 'EMP-01', cell: '2025' });

const declare = (actor: Actor, declared: Declaration, at = AT) => asActor(actor, (tx) => declareFigure(tx, actor, declared, at));
async function declared(actor: Actor, declaration: Declaration): Promise<string> {
  const outcome = await declare(actor, declaration);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.value.observationId;
}
const reasonOf = (outcome: { ok: boolean; reason?: string }) => (outcome.ok ? 'done' : outcome.reason);
const standing = async (companyId: string, metric = 'EMP-01') => {
  const rows = await world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`select num::float8 as num, level, cell from ledger.standing_cells(array[${metric}], 'infinity', array[${companyId}::uuid]) order by cell`,
  );
  return rows.map((row) => [row.cell, row.num, row.level]);
};

describe('declaring', () => {
  test('what the leader gives is confirmed at once; what staff give for the company is declared, and says so', async () => {
    const { companyId, leader } = await newCompany(world);
    const { manager } = world.a.actors;
    await declared(leader, headcount(companyId));
    await declared(manager, { ...value(3_000_000), companyId, metric: 'FIN-01', cell: '2025' });
    const rows = await world.asOwner(
      world.a.clusterId,
      (sql) =>
        sql`select metric, entry_level, source, on_behalf_of_id, valid_on::text, size, region from observations where company_id = ${companyId} order by metric`,
    );
    expect([...rows]).toEqual([
      { metric: 'EMP-01', entry_level: 2, source: 'company', on_behalf_of_id: null, valid_on: '2025-12-31', size: 'small', region: '93' },
      {
        metric: 'FIN-01',
        entry_level: 1,
        source: 'staff',
        on_behalf_of_id: companyId,
        valid_on: '2025-12-31',
        size: 'small',
        region: '93',
      },
    ]);
    const events = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select kind, confidentiality from events where company_id = ${companyId}`,
    );
    expect([...events]).toEqual(Array(2).fill({ kind: 'figure.declared', confidentiality: 'company' }));
  });

  test('a second value of a cell is refused with the first', async () => {
    const { companyId, leader } = await newCompany(world);
    const first = await declared(leader, headcount(companyId));
    expect(await declare(leader, headcount(companyId, 47))).toEqual({
      ok: false,
      reason: 'already_has_value',
      detail: { observationId: first },
    });
    expect(await standing(companyId)).toEqual([['2025', 46, 2]]);
  });

  test('one event has one key in the whole cluster: its second entry is refused with the first', async () => {
    const { companyId, leader } = await newCompany(world);
    const other = await newCompany(world);
    const raised = { ...value(500_000), metric: 'FIN-04', cell: 'PACTE-2026-7', validOn: '2026-03-02' };
    const first = await declared(leader, { ...raised, companyId });
    expect(await declare(leader, { ...raised, companyId })).toMatchObject({ reason: 'already_recorded', detail: { observationId: first } });
    expect(await declare(world.a.actors.manager, { ...raised, companyId: other.companyId })).toMatchObject({ reason: 'already_recorded' });
  });

  test('two people who declare the same cell at once make one value', async () => {
    const { companyId, leader } = await newCompany(world);
    const { manager } = world.a.actors;
    const outcomes = await Promise.all([declare(leader, headcount(companyId, 40)), declare(manager, headcount(companyId, 41))]);
    expect(outcomes.map(reasonOf).sort()).toEqual(['already_has_value', 'done']);
    expect(await standing(companyId)).toHaveLength(1);
  });

  test.each([
    ['a year that has not ended', { cell: '2026' }, 'future_date'],
    ['a headcount below zero', { num: -1 }, 'out_of_bounds'],
    ['neither a number nor a reason', { num: null }, 'number_or_reason'],
    ['a denominator for a plain number', { den: 2 }, 'denominator_unexpected'],
    ['a computed figure', { metric: 'EMP-02' }, 'computed_figure'],
    ['an event without its day', { metric: 'FIN-04', cell: 'K1' }, 'event_incomplete'],
    ['a metric that is not in the catalogue', { metric: 'XXX-99' }, 'not_found'],
  ])('refuses %s', async (_what, change, reason) => {
    const { companyId, leader } = await newCompany(world);
    expect(reasonOf(await declare(leader, { ...headcount(companyId), ...change } as Declaration))).toBe(reason);
    expect(await standing(companyId)).toEqual([]);
  });

  test('"not available" is an answer with its reason and is never zero', async () => {
    const { companyId, leader } = await newCompany(world);
    const unknown = { companyId, metric: 'EMP-01', cell: '2025', unknownReason: 'not_available_yet' };
    expect((await asActor(leader, (tx) => declareUnknown(tx, leader, unknown, AT))).ok).toBe(true);
    expect(await standing(companyId)).toEqual([['2025', null, 2]]);
  });

  test('a stranger does not learn that the company exists; a director reads and does not declare', async () => {
    const { companyId } = await newCompany(world);
    const { otherLeader, collaborator, director } = world.a.actors;
    expect(reasonOf(await declare(otherLeader, headcount(companyId)))).toBe('not_found');
    expect(reasonOf(await declare(collaborator, headcount(world.a.companyId)))).toBe('not_found');
    expect(reasonOf(await declare(world.b.actors.manager, headcount(companyId)))).toBe('not_found');
    expect(reasonOf(await declare(director, headcount(companyId)))).toBe('not_allowed');
  });
});

describe('correcting', () => {
  const correct = (actor: Actor, observationId: string, num: number, comment = 'two apprentices counted twice') =>
    asActor(actor, (tx) => correctFigure(tx, actor, { ...value(num), observationId, comment }, AT));

  test('continues the chain, needs its reason, and takes a verified figure out until it is verified again', async () => {
    const { companyId, leader } = await newCompany(world);
    const { manager } = world.a.actors;
    const first = await declared(leader, headcount(companyId, 48));
    await asActor(manager, (tx) => verifyFigure(tx, manager, { observationId: first, evidence: 'payroll file read' }, AT));
    expect(await standing(companyId)).toEqual([['2025', 48, 3]]);
    expect(reasonOf(await correct(leader, first, 46, ' '))).toBe('reason_missing');
    expect(reasonOf(await correct(leader, first, 48))).toBe('nothing_changed');
    expect(reasonOf(await correct(leader, first, 46))).toBe('done');
    expect(await standing(companyId)).toEqual([['2025', 46, 2]]);
    expect(reasonOf(await correct(leader, first, 45))).toBe('changed_meanwhile');
  });

  test('two corrections of one value cannot both win', async () => {
    const { companyId, leader } = await newCompany(world);
    const { manager } = world.a.actors;
    const first = await declared(leader, headcount(companyId, 48));
    const outcomes = await Promise.all([correct(leader, first, 46), correct(manager, first, 47)]);
    expect(outcomes.map(reasonOf).sort()).toEqual(['changed_meanwhile', 'done']);
  });

  test('the value before a withdrawn correction stands again, and may be corrected again', async () => {
    const { companyId, leader } = await newCompany(world);
    const first = await declared(leader, headcount(companyId, 48));
    const second = await correct(leader, first, 46);
    if (!second.ok) throw new Error(second.reason);
    await asActor(leader, (tx) =>
      withdrawFigure(tx, leader, { observationId: second.value.observationId, reason: 'typed in the wrong year' }, AT),
    );
    expect(await standing(companyId)).toEqual([['2025', 48, 2]]);
    expect(reasonOf(await correct(leader, first, 47))).toBe('done');
  });
});

describe('judging', () => {
  const verify = (actor: Actor, observationId: string, evidence: string | null = 'accounts read', reason: string | null = null) =>
    asActor(actor, (tx) => verifyFigure(tx, actor, { observationId, evidence, reason }, AT));
  const confirm = (actor: Actor, observationId: string) => asActor(actor, (tx) => confirmFigure(tx, actor, { observationId }, AT));

  test('verification is for staff other than the author, with the evidence seen', async () => {
    const { companyId, leader } = await newCompany(world);
    const { manager, director } = world.a.actors;
    const byStaff = await declared(manager, headcount(companyId));
    expect(reasonOf(await verify(manager, byStaff))).toBe('own_figure');
    expect(reasonOf(await verify(leader, byStaff))).toBe('not_allowed');
    expect(reasonOf(await verify(director, byStaff))).toBe('not_allowed');
    const byLeader = await declared(leader, { ...value(1), companyId, metric: 'EXP-05', cell: '2025' });
    expect(reasonOf(await verify(manager, byLeader, ' '))).toBe('evidence_missing');
    expect(reasonOf(await verify(manager, byLeader))).toBe('done');
    expect(reasonOf(await verify(manager, byLeader))).toBe('nothing_to_raise');
    expect(reasonOf(await verify(manager, newId()))).toBe('not_found');
  });

  test('the leader confirms what staff gave; nobody else may', async () => {
    const { companyId, leader } = await newCompany(world);
    const { manager, otherLeader } = world.a.actors;
    const observation = await declared(manager, headcount(companyId));
    expect(reasonOf(await confirm(manager, observation))).toBe('not_allowed');
    expect(reasonOf(await confirm(otherLeader, observation))).toBe('not_found');
    expect(reasonOf(await confirm(leader, observation))).toBe('done');
    expect(await standing(companyId)).toEqual([['2025', 46, 2]]);
  });

  test.each([
    ['EMP-01', 100, 131, 'comment_missing'],
    ['EMP-01', 100, 130, 'done'],
    ['FIN-01', 1_000_000, 1_510_000, 'comment_missing'],
    ['FIN-01', 1_000_000, 1_500_000, 'done'],
  ])('%s from %d to %d without a word: %s', async (metric, before, after, reason) => {
    const { companyId, leader } = await newCompany(world);
    await declared(leader, { ...value(before), companyId, metric, cell: '2024' });
    const observation = await declared(leader, { ...value(after), companyId, metric, cell: '2025' });
    const { manager } = world.a.actors;
    expect(reasonOf(await verify(manager, observation))).toBe(reason);
    if (reason === 'comment_missing')
      expect(reasonOf(await verify(manager, observation, 'accounts read', 'a workshop was bought'))).toBe('done');
  });

  test('a share jumps by its quotient, not by its first number', async () => {
    const { companyId, leader } = await newCompany(world);
    const perHead = (cell: string, num: number, den: number) => declared(leader, { ...value(num, den), companyId, metric: 'FIN-03', cell });
    await perHead('2024', 600_000, 10);
    const observation = await perHead('2025', 1_200_000, 20);
    expect(reasonOf(await verify(world.a.actors.manager, observation))).toBe('done');
  });

  test('a leader who disagrees puts a value back to declared, in words', async () => {
    const { companyId, leader } = await newCompany(world);
    const { manager, otherLeader } = world.a.actors;
    const observation = await declared(manager, headcount(companyId));
    const contest = (actor: Actor, reason: string) =>
      asActor(actor, (tx) => contestFigure(tx, actor, { observationId: observation, reason }, AT));
    await confirm(leader, observation);
    expect(reasonOf(await contest(leader, ''))).toBe('reason_missing');
    expect(reasonOf(await contest(otherLeader, 'no'))).toBe('not_found');
    expect(reasonOf(await contest(manager, 'no'))).toBe('not_allowed');
    expect(reasonOf(await contest(leader, 'this counts temporary staff'))).toBe('done');
    expect(await standing(companyId)).toEqual([['2025', 46, 1]]);
  });

  test('refuting needs a reason, leaves no value, and frees the key of an event', async () => {
    const { companyId, leader } = await newCompany(world);
    const { manager } = world.a.actors;
    const raised = { ...value(500_000), companyId, metric: 'FIN-04', cell: `PACTE-${companyId}`, validOn: '2026-03-02' };
    const observation = await declared(leader, raised);
    const refute = (reason: string) => asActor(manager, (tx) => refuteFigure(tx, manager, { observationId: observation, reason }, AT));
    expect(reasonOf(await refute(''))).toBe('reason_missing');
    expect(reasonOf(await refute('a loan, not equity'))).toBe('done');
    expect(reasonOf(await refute('a loan, not equity'))).toBe('not_live');
    expect(await standing(companyId, 'FIN-04')).toEqual([]);
    expect(reasonOf(await declare(leader, raised))).toBe('done');
  });

  test('two people who judge one value at once: the second reads it again', async () => {
    const { companyId, leader } = await newCompany(world);
    const { manager } = world.a.actors;
    const observation = await declared(manager, headcount(companyId));
    const outcomes = await Promise.all([
      confirm(leader, observation),
      asActor(manager, (tx) => withdrawFigure(tx, manager, { observationId: observation, reason: 'wrong company' }, AT)),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok).length).toBeGreaterThanOrEqual(1);
    const levels = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select recorded_at::text from observation_acts where observation_id = ${observation}`,
    );
    expect(new Set(levels.map((row) => row.recorded_at)).size).toBe(levels.length);
  });
});

test('a frozen reference is corrected by the manager alone, with a reason, and the frozen one stays', async () => {
  const { companyId, journeyId, leader } = await newCompany(world);
  const { advisor, manager } = world.a.actors;
  const { caseId } = await world.caseIn(world.a, 'active', { lead: advisor, companyId, journeyId });
  const baselineId = newId();
  await world.asOwner(
    world.a.clusterId,
    (sql) =>
      sql`insert into baselines (cluster_id, id, metric, company_id, case_id, kind, num, on_date, by_id, recorded_at) values (${world.a.clusterId}, ${baselineId}, 'EMP-01', ${companyId}, ${caseId}, 'B0', 37, '2025-12-31', ${leader.personId}, '2026-10-05T08:00:00Z')`,
  );
  const correct = (actor: Actor, num: number, reason = 'payroll file of December') =>
    asActor(actor, (tx) => correctBaseline(tx, actor, { baselineId, num, reason }, AT));
  expect(reasonOf(await correct(advisor, 36))).toBe('not_allowed');
  expect(reasonOf(await correct(manager, 36, ''))).toBe('reason_missing');
  expect(reasonOf(await correct(manager, 37))).toBe('nothing_changed');
  expect(reasonOf(await correct(manager, 36))).toBe('done');
  expect(reasonOf(await correct(manager, 35))).toBe('changed_meanwhile');
  const rows = await world.asOwner(
    world.a.clusterId,
    (sql) => sql`select num::int as num, is_correction from baselines where case_id = ${caseId} order by recorded_at`,
  );
  expect([...rows]).toEqual([
    { num: 37, is_correction: false },
    { num: 36, is_correction: true },
  ]);
});

test('facts are never changed nor removed, whoever asks', async () => {
  const { id } = await figure(world, { metric: 'EMP-01', cell: '2020', validOn: '2020-12-31', num: 1, author: world.a.actors.leader });
  for (const statement of ['update observations set num = 2', 'delete from observations'] as const) {
    await expect(world.asOwner(world.a.clusterId, (sql) => sql.unsafe(`${statement} where id = '${id}'`))).rejects.toThrow(/append-only/);
  }
});
