import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { readClusterFigures } from '~/features/cluster-figures/cluster-figures.queries.server';
import { submitClusterFigure } from '~/features/cluster-figures/submit-cluster-figure.server';
import { readScorecard } from '~/features/impact/scorecard.queries.server';
import { declareFigure } from '~/features/outcomes/declare-figure.server';
import { readFigurePage } from '~/features/outcomes/figure-view.queries.server';
import { submitFigure } from '~/features/outcomes/submit-case-figure.server';
import { seedClusterReference } from '../../../db/seed/reference';
import { freshWorld, type World } from '../../support/world';

const AT = new Date('2027-02-10T10:00:00Z');
let world: World;
let manager: Actor;
let second: Actor;
beforeAll(async () => {
  world = await freshWorld();
  const { clusterId, programmeId, actors } = world.a;
  manager = actors.manager;
  await world.asOwner(clusterId, async (sql) => {
    await seedClusterReference(sql, clusterId, programmeId, 2023);
    // The other advisor becomes the second manager.
    await sql`update cluster_roles set role = 'manager' where cluster_id = ${clusterId} and person_id = ${actors.otherAdvisor.personId}`;
  });
  second = await world.refreshed(actors.otherAdvisor);
});
afterAll(() => world.drop());

const reason = (outcome: { ok: boolean; reason?: string }) => (outcome.ok ? 'done' : outcome.reason);
const EMPTY = { value: '', den: '', evidence: 'Accounts, certified', comment: null };
const record = (actor: Actor, metric: string, form: Partial<typeof EMPTY> & { period: string }) =>
  asActor(actor, (tx) => submitClusterFigure(tx, actor, { intent: `record:${metric}`, form: { ...EMPTY, ...form } }, AT));
const told = async (metric: string) =>
  (await asReader(manager, (tx) => readClusterFigures(tx, manager))).find(({ of }) => of.code === metric)?.cells ?? [];
const act = (actor: Actor, kind: string, observationId: string, form: { value?: string; den?: string; comment?: string | null } = {}) =>
  asActor(actor, (tx) => {
    const sent = { value: '', den: '', unknownReason: '', eventKey: null, on: null, evidence: 'Accounts', comment: null, ...form };
    return submitFigure(tx, actor, { observationId, intent: `${kind}:${observationId}`, form: sent }, AT);
  });
const page = (actor: Actor, observationId: string) => asReader(actor, (tx) => readFigurePage(tx, actor, observationId));
const firstOf = async (metric: string) => (await told(metric))[0]?.observationId ?? '';
const achieved = async (code: string) =>
  (await asReader(manager, (tx) => readScorecard(tx, manager, { on: '2027-02-10', minLevel: 3, chosen: null })))?.objectives
    .flatMap(({ lines }) => lines)
    .find((line) => line.code === code)?.achieved;

describe('a figure of the cluster itself', () => {
  it('is asked for the metrics whose subject is the cluster, computed ones apart', async () => {
    const codes = (await asReader(manager, (tx) => readClusterFigures(tx, manager))).map(({ of }) => of.code);
    expect(codes).toEqual(['ADH-01', 'INT-01', 'INT-02', 'POL-03', 'POL-04']);
  });

  it('is recorded by a manager for a period that has ended, with its evidence, and by nobody else', async () => {
    expect(reason(await record(manager, 'POL-03', { period: '2026', value: '860 000', den: '2 000 000' }))).toBe('done');
    expect(await told('POL-03')).toMatchObject([
      {
        cell: '2026',
        validOn: '2026-12-31',
        num: 860_000,
        den: 2_000_000,
        level: 1,
        authorId: manager.personId,
        evidence: 'Accounts, certified',
      },
    ]);
    const { director, advisor, leader } = world.a.actors;
    for (const actor of [director, advisor, leader])
      expect(reason(await record(actor, 'POL-03', { period: '2025', value: '1', den: '2' })), actor.roles.join()).toBe('not_allowed');
  });

  it.each([
    ['a period that has not ended', 'POL-03', { period: '2027', value: '1', den: '2' }, 'future_date'],
    ['a half-year of a yearly metric', 'POL-03', { period: '2025-H1', value: '1', den: '2' }, 'unreadable'],
    ['a share without its whole', 'POL-03', { period: '2025', value: '1' }, 'unreadable'],
    ['a share of nothing', 'POL-03', { period: '2025', value: '1', den: '0' }, 'denominator_zero'],
    ['a period told already', 'POL-03', { period: '2026', value: '1', den: '2' }, 'already_has_value'],
    ['a computed metric', 'POL-01', { period: '2025', value: '1', den: '2' }, 'not_found'],
    ['a metric of companies', 'EMP-01', { period: '2025', value: '1' }, 'not_found'],
  ])('is refused: %s', async (_, metric, form, refused) => {
    expect(reason(await record(manager, metric, form))).toBe(refused);
  });

  it('is refused of a metric that speaks of companies, whatever asks', async () => {
    const declared = { companyId: null, metric: 'EMP-01', cell: '2025', num: 3, den: null, unknownReason: null };
    expect(reason(await asActor(manager, (tx) => declareFigure(tx, manager, declared, AT)))).toBe('not_found');
  });

  it('is not told as a whole when its parts are', async () => {
    expect(reason(await record(manager, 'INT-01', { period: '2026-H1', value: '7' }))).toBe('done');
    await world.asOwner(
      world.a.clusterId,
      (
        sql,
      ) => sql`insert into observations (cluster_id, id, metric, metric_version, cell, chain_id, chain_no, valid_on, num, entry_level, author_id, recorded_at)
        select ${world.a.clusterId}, x.id, 'INT-01', 1, '2026-09', x.id, 1, '2026-09-30', 2, 1, ${manager.personId}, now() from (select uuidv7() as id) x`,
    );
    expect(reason(await record(manager, 'INT-01', { period: '2026-H2', value: '9' }))).toBe('already_has_value');
  });

  it('two managers at once tell a period once', async () => {
    const both = await Promise.all([manager, second].map((actor) => record(actor, 'POL-04', { period: '2026', value: '11 100 000 000' })));
    expect(both.map(reason).sort()).toEqual(['already_has_value', 'done']);
  });
});

describe('its trust', () => {
  it('is verified by another manager, never by its author; it then counts in the contract', async () => {
    const id = await firstOf('POL-03');
    expect(await achieved('POL-03')).toBeNull();
    expect((await page(manager, id))?.can).toEqual({ verify: false, correct: true, refute: false, withdraw: true });
    expect(reason(await act(manager, 'verify', id))).toBe('own_figure');
    for (const actor of [world.a.actors.director, world.a.actors.advisor]) expect(reason(await act(actor, 'verify', id))).not.toBe('done');
    expect((await page(second, id))?.can.verify).toBe(true);
    expect(reason(await act(second, 'verify', id))).toBe('done');
    expect((await told('POL-03'))[0]?.level).toBe(3);
    expect(await achieved('POL-03')).toBeCloseTo(43, 9);
  });

  it('is corrected with a reason, must then be verified again, and keeps its history', async () => {
    const id = await firstOf('POL-03');
    expect(reason(await act(manager, 'correct', id, { value: '900 000', den: '2 000 000', comment: null }))).toBe('reason_missing');
    expect(reason(await act(manager, 'correct', id, { value: '900 000', den: '2 000 000', comment: 'late invoice' }))).toBe('done');
    expect(await told('POL-03')).toMatchObject([{ num: 900_000, level: 1 }]);
    const view = await page(second, await firstOf('POL-03'));
    expect(view?.moments.map(({ kind }) => kind)).toEqual(['corrected', 'verified', 'entered']);
    expect(view).toMatchObject({ companyId: null, can: { verify: true, refute: true } });
  });

  it('is read by director and managers, and by nobody else', async () => {
    const id = await firstOf('POL-03');
    expect((await page(world.a.actors.director, id))?.can).toEqual({ verify: false, correct: false, refute: false, withdraw: false });
    for (const actor of [world.a.actors.advisor, world.a.actors.leader, world.b.actors.manager]) expect(await page(actor, id)).toBeNull();
  });

  it('withdrawn, it counts no more and its period may be told again', async () => {
    const id = await firstOf('POL-03');
    expect(reason(await act(manager, 'withdraw', id, { comment: 'wrong accounts' }))).toBe('done');
    // What it had corrected stands again, until it is withdrawn in its turn.
    const before = await firstOf('POL-03');
    expect(before).not.toBe(id);
    expect(reason(await act(manager, 'withdraw', before, { comment: 'wrong accounts' }))).toBe('done');
    expect(await told('POL-03')).toEqual([]);
    expect(reason(await record(second, 'POL-03', { period: '2026', value: '800 000', den: '2 000 000' }))).toBe('done');
  });
});
