import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { readRequestForm } from '~/features/requests/request-page.queries.server';
import { listOwnDrafts } from '~/features/requests/requests.queries.server';
import { saveRequest } from '~/features/requests/save-request.server';
import { submitRequest } from '~/features/requests/submit-request.server';
import { freshWorld, type World } from '../../support/world';

let world: World;
beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world.drop());

const AT = new Date('2026-11-23T10:00:00Z');
const need =
  'We sell a hyperspectral camera and want a first customer in Germany before the trade fair of next June, with a partner on site.';
const request = (over: object = {}) => ({ track: 'international' as const, title: 'Sell in Germany', need, note: null, ...over });
const submit = (actor: Actor, over: object = {}, target: { companyId: string; requestId?: string } = { companyId: world.a.companyId }) =>
  asActor(actor, (tx) => submitRequest(tx, actor, target, request(over), AT));

describe('asking for support', () => {
  it('opens a submitted case with a number, two clocks in working days and an event both sides read', async () => {
    const { leader } = world.a.actors;
    const sent = await submit(leader);
    expect(sent).toMatchObject({ ok: true, value: { reference: 'INT-2026-0001' } });
    const caseId = sent.ok ? sent.value.caseId : '';
    const rows = await world.asOwner(world.a.clusterId, async (sql) => ({
      found: await sql`select state, worklist, track, title from cases where id = ${caseId}`,
      clocks: await sql`select rule, due_on::text from clocks where case_id = ${caseId} order by rule`,
      events: await sql`select kind, confidentiality from events where case_id = ${caseId}`,
      requests: await sql`select state, notice_version is not null as noticed from support_requests where case_id = ${caseId}`,
    }));
    expect(rows.found).toMatchObject([{ state: 'submitted', worklist: 'new', track: 'international', title: 'Sell in Germany' }]);
    expect(rows.clocks).toMatchObject([
      { rule: 'C1', due_on: '2026-11-30' },
      { rule: 'C2', due_on: '2026-12-14' },
    ]);
    expect(rows.events).toMatchObject([{ kind: 'request.submitted', confidentiality: 'company' }]);
    expect(rows.requests).toMatchObject([{ state: 'submitted', noticed: true }]);
  });

  it('refuses a second one on a track that is open, naming it', async () => {
    expect(await submit(world.a.actors.leader)).toEqual({ ok: false, reason: 'already_open', detail: { reference: 'INT-2026-0001' } });
  });

  it('makes one case of two simultaneous requests', async () => {
    const both = await Promise.all([
      submit(world.a.actors.leader, { track: 'financing' }),
      submit(world.a.actors.leader, { track: 'financing' }),
    ]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.find((one) => !one.ok)).toMatchObject({ reason: 'already_open' });
  });

  it('asks staff who they act for', async () => {
    await world.caseIn(world.a, 'active', { track: 'strategy' });
    expect(await submit(world.a.actors.advisor, { track: 'innovation' })).toEqual({ ok: false, reason: 'note_missing' });
    expect(await submit(world.a.actors.advisor, { track: 'innovation', note: 'Asked by phone on Monday' })).toMatchObject({ ok: true });
  });

  it('asks staff for a leader among the contacts first', async () => {
    const { clusterId, companyId, actors } = world.a;
    const leave = (on: string | null) =>
      world.asOwner(clusterId, (sql) => sql`update company_roles set until_on = ${on} where company_id = ${companyId} and role = 'leader'`);
    await leave('2026-11-22');
    expect(await submit(actors.manager, { track: 'eu_projects', note: 'x' })).toEqual({ ok: false, reason: 'leader_missing' });
    await leave(null);
    expect(await submit(actors.manager, { track: 'eu_projects', note: 'x' })).toMatchObject({ ok: true });
  });

  it('refuses those who may not, and hides what they may not see', async () => {
    expect(await submit(world.a.actors.director, { note: 'x' })).toEqual({ ok: false, reason: 'not_allowed' });
    for (const stranger of ['funder', 'admin', 'otherLeader', 'collaborator'] as const) {
      expect(await submit(world.a.actors[stranger]), stranger).toEqual({ ok: false, reason: 'not_found' });
    }
    expect(await submit(world.b.actors.leader)).toEqual({ ok: false, reason: 'not_found' });
    expect(await submit(world.b.actors.manager, { note: 'x' })).toEqual({ ok: false, reason: 'not_found' });
  });

  it('refuses a company that has ceased or is not enrolled', async () => {
    const { clusterId, otherCompanyId, actors } = world.a;
    const ask = () => submit(actors.otherLeader, {}, { companyId: otherCompanyId });
    await world.asOwner(clusterId, (sql) => sql`update companies set administrative_state = 'ceased' where id = ${otherCompanyId}`);
    expect(await ask()).toEqual({ ok: false, reason: 'company_ceased' });
    await world.asOwner(clusterId, async (sql) => {
      await sql`update companies set administrative_state = 'active' where id = ${otherCompanyId}`;
      await sql`update journeys set ended_on = '2026-06-30' where company_id = ${otherCompanyId}`;
    });
    expect(await ask()).toEqual({ ok: false, reason: 'not_enrolled' });
    await world.asOwner(clusterId, (sql) => sql`update journeys set ended_on = null where company_id = ${otherCompanyId}`);
  });

  it('keeps a draft for its author alone, and sends it once', async () => {
    const { otherLeader, manager } = world.a.actors;
    const target = { companyId: world.a.otherCompanyId };
    const kept = await asActor(otherLeader, (tx) =>
      saveRequest(tx, otherLeader, target, { track: 'strategy', title: 'Plan', need: null, note: null }),
    );
    const requestId = kept.ok ? kept.value.requestId : '';
    const drafts = (actor: Actor) => asReader(actor, (tx) => listOwnDrafts(tx, actor, target.companyId));
    expect(await drafts(otherLeader)).toHaveLength(1);
    expect(await drafts(manager)).toHaveLength(0);
    expect(await asReader(manager, (tx) => readRequestForm(tx, manager, { ...target, requestId }))).toBeNull();
    expect(await submit(manager, { note: 'x' }, { ...target, requestId })).toEqual({ ok: false, reason: 'not_found' });
    expect(await submit(otherLeader, { track: 'strategy' }, { ...target, requestId })).toMatchObject({ ok: true, value: { requestId } });
    expect(await drafts(otherLeader)).toHaveLength(0);
    expect(await submit(otherLeader, { track: 'innovation' }, { ...target, requestId })).toEqual({
      ok: false,
      reason: 'already_submitted',
    });
    expect(await asActor(otherLeader, (tx) => saveRequest(tx, otherLeader, { ...target, requestId }, request()))).toEqual({
      ok: false,
      reason: 'already_submitted',
    });
  });
});
