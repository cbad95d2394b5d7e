import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { readPlanDocument } from '~/features/plans/plan-document.queries.server';
import { setPlanTarget } from '~/features/plans/set-plan-target.server';
import { freshWorld, type World } from '../../support/world';
import { closeOpenCases, readyToSend, send } from './plan-world';

let world: World;
const AT = new Date('2026-11-23T09:00:00Z');

beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world?.drop());
beforeEach(() => closeOpenCases(world));

const read = (actor: Actor, caseId: string, number: number | null = null) =>
  asReader(actor, (tx) => readPlanDocument(tx, actor, caseId, number));

describe('the plan as a document', () => {
  it('is the draft for staff while it is prepared, and nothing for the company', async () => {
    const { advisor, leader, director, funder } = world.a.actors;
    const { caseId } = await world.caseIn(world.a, 'assessing');
    const set = await asActor(advisor, (tx) =>
      setPlanTarget(tx, advisor, caseId, { metric: 'FIN-01', value: 900_000, dueOn: '2027-12-31' }, AT),
    );
    expect(set.ok).toBe(true);
    const draft = await read(advisor, caseId);
    expect(draft).toMatchObject({ version: null, number: 1, hasDraft: true, track: 'strategy', startedOn: '2026-09-10', versions: [] });
    expect(draft?.milestones).toHaveLength(10);
    expect(draft?.milestones[4]).toMatchObject({
      position: 5,
      title: 'Plan d’action signé',
      isAfterSignature: false,
      blockers: [4],
      isCritical: true,
    });
    expect(draft?.milestones[5]).toMatchObject({ position: 6, isAfterSignature: true, blockers: [5] });
    expect(draft?.targets).toMatchObject([{ metric: 'FIN-01', unit: 'eur', value: 900_000, dueOn: '2027-12-31' }]);
    expect((await read(director, caseId))?.version).toBeNull();
    for (const stranger of [leader, funder, world.b.actors.manager]) expect(await read(stranger, caseId)).toBeNull();
    expect(await read(advisor, caseId, 1)).toBeNull();
    expect(await read(advisor, 'no-id')).toBeNull();
  });

  it('is the version as it was sent for both sides, whatever its milestones become', async () => {
    const { advisor, leader, otherLeader } = world.a.actors;
    const caseId = await readyToSend(world);
    expect(await send(world, caseId, AT)).toMatchObject({ ok: true });
    await world.asOwner(
      world.a.clusterId,
      (sql) => sql`update milestones set title = 'Autre', due_on = '2030-01-01' where case_id = ${caseId}`,
    );
    for (const actor of [advisor, leader]) {
      const sent = await read(actor, caseId);
      expect(sent).toMatchObject({
        number: 1,
        hasDraft: false,
        version: { state: 'sent', sentBy: expect.stringContaining('advisor'), agreements: [] },
      });
      expect(sent?.milestones[0]?.title).toBe('Cadrage et lettre de mission');
      expect(sent?.targets).toHaveLength(1);
    }
    expect(await read(otherLeader, caseId)).toBeNull();
    const english = await asReader(advisor, (tx) => readPlanDocument(tx, { ...advisor, locale: 'en' }, caseId, 1));
    expect(english?.milestones[0]).toMatchObject({ title: 'Scoping and engagement letter', expectedEvidence: 'Signed engagement letter' });
    expect(english?.targets[0]?.label).toBe('Turnover');
  });

  it('keeps earlier versions within reach once a new draft is open, for staff beside it', async () => {
    const { advisor, leader } = world.a.actors;
    const caseId = await readyToSend(world);
    await send(world, caseId, AT);
    await world.asOwner(world.a.clusterId, async (sql) => {
      await sql`update cases set state = 'assessing' where id = ${caseId}`;
      await sql`update plan_versions set state = 'refused', refused_at = ${AT}, refused_by_id = ${leader.personId}, refusal = 'Trop court.' where case_id = ${caseId}`;
    });
    expect(await read(advisor, caseId)).toMatchObject({
      version: null,
      number: 2,
      hasDraft: true,
      versions: [{ number: 1, state: 'refused' }],
    });
    const first = { number: 1, version: { state: 'refused', refusal: 'Trop court.' } };
    expect(await read(advisor, caseId, 1)).toMatchObject(first);
    expect(await read(leader, caseId)).toMatchObject({ ...first, hasDraft: false });
  });
});
