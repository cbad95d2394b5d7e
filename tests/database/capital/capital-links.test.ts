import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { removeCapitalLink, saveCapitalLink } from '~/features/capital/save-capital-link.server';
import { computedSize, sizesOn } from '~/features/company-profile/annual-figures';
import { readCompanyRecords } from '~/features/company-profile/company-profile.queries.server';
import { keepComputedSize } from '~/features/company-profile/decide-size.server';
import { recordYear } from '~/features/company-profile/record-year.server';
import { freshWorld, type World } from '../../support/world';
import { figure } from '../outcomes/figures';

const TODAY = '2026-11-23';
let world: World;
let manager: Actor;
let advisor: Actor;
let leader: Actor;
let companyId: string;
let siren: string;

beforeAll(async () => {
  world = await freshWorld();
  await world.caseIn(world.a, 'active', { track: 'strategy' });
  manager = world.a.actors.manager;
  advisor = await world.refreshed(world.a.actors.advisor);
  leader = world.a.actors.leader;
  companyId = world.a.companyId;
  const [row] = await world.asOwner(world.a.clusterId, (sql) => sql`select siren from companies where id = ${companyId}`);
  siren = row?.siren;
});
afterAll(() => world.drop());

const reason = (outcome: { ok: boolean; reason?: string }) => (outcome.ok ? 'done' : outcome.reason);
const partner = {
  ...{ version: 0, year: 2025, name: 'Groupe Ondarel', siren: null, side: 'holder' as const, kind: 'partner' as const, share: 30 },
  ...{ exception: null, headcount: 120, turnover: 1_200_000_000, balanceTotal: 900_000_000 },
};
const linked = { ...partner, name: 'Filiale', side: 'holding' as const, kind: 'linked' as const, share: 60, headcount: 40 };
type Line = Parameters<typeof saveCapitalLink>[3];
const save = (actor: Actor, line: Line, linkId: string | null = null) =>
  asActor(actor, (tx) => saveCapitalLink(tx, actor, { companyId, linkId }, line, TODAY));
const remove = (actor: Actor, linkId: string, version: number) =>
  asActor(actor, (tx) => removeCapitalLink(tx, actor, { companyId, linkId }, { version }));
const records = (actor: Actor) => asReader(actor, (tx) => readCompanyRecords(tx, actor, companyId));
const linkNamed = async (name: string) => (await records(manager)).links.find((link) => link.name === name && link.year === 2025)!;

describe('linked and partner enterprises', () => {
  it('are written by the leader and by those who keep the company, and by nobody else', async () => {
    expect(reason(await save(leader, partner))).toBe('done');
    expect(reason(await save(advisor, linked))).toBe('done');
    expect((await records(leader)).links).toMatchObject([
      { name: 'Groupe Ondarel', share: 30, headcount: 120, turnover: 12_000_000, balanceTotal: 9_000_000, source: 'company' },
      { name: 'Filiale', kind: 'linked', source: 'staff' },
    ]);
    for (const actor of [world.a.actors.otherLeader, world.a.actors.otherAdvisor, world.a.actors.director]) {
      expect(['not_found', 'not_allowed'], actor.roles.join()).toContain(reason(await save(actor, { ...partner, year: 2024 })));
    }
  });

  it('are refused when they contradict the year’s table', async () => {
    expect(reason(await save(leader, { ...partner, name: 'Itself', siren }))).toBe('own_siren');
    expect(reason(await save(leader, { ...partner, name: 'groupe  ONDAREL' }))).toBe('duplicate');
    expect(reason(await save(leader, { ...partner, name: 'Majority', kind: 'linked', share: 70.01 }))).toBe('over_whole');
    expect(reason(await save(leader, { ...partner, year: 2027 }))).toBe('future');
    expect(reason(await save(leader, { ...partner, year: 2024 }))).toBe('done');
  });

  it('written at once never hold more than the whole', async () => {
    const both = await Promise.all(
      ['A', 'B'].map((name) => save(name === 'A' ? leader : manager, { ...partner, year: 2023, name, kind: 'linked', share: 60 })),
    );
    expect(both.map(reason).sort()).toEqual(['done', 'over_whole']);
  });

  it('are refused by the database too', async () => {
    for (const [kind, share] of [
      ['linked', 50],
      ['partner', 51],
      ['partner', 24],
      ['public_body', 0],
    ] as const) {
      await expect(
        world.asOwner(
          world.a.clusterId,
          (sql) => sql`insert into capital_links (cluster_id, company_id, year, side, kind, name, share, source, recorded_by_id)
            values (${world.a.clusterId}, ${companyId}, 2022, 'holder', ${kind}, 'X', ${share}, 'staff', ${manager.personId})`,
        ),
        `${kind} ${share}`,
      ).rejects.toMatchObject({ constraint_name: 'capital_links_share' });
    }
  });

  it('are corrected over the version that was read, and their own line is not counted twice', async () => {
    const link = await linkNamed('Groupe Ondarel');
    const corrected = { ...partner, year: link.year, version: link.version, share: 40 };
    expect(reason(await save(leader, corrected, link.id))).toBe('done');
    expect(reason(await save(advisor, corrected, link.id))).toBe('changed_meanwhile');
    expect((await linkNamed('Groupe Ondarel')).share).toBe(40);
  });

  it('taken off, a line counts no more and its place is free', async () => {
    const link = await linkNamed('Filiale');
    expect(reason(await remove(advisor, link.id, link.version + 1))).toBe('changed_meanwhile');
    expect(reason(await remove(advisor, link.id, link.version))).toBe('done');
    expect(reason(await remove(advisor, link.id, link.version + 1))).toBe('changed_meanwhile');
    expect((await records(advisor)).links.map(({ name }) => name)).not.toContain('Filiale');
    expect(reason(await save(advisor, linked))).toBe('done');
    const [kept] = await world.asOwner(world.a.clusterId, (sql) => sql`select removed_at from capital_links where id = ${link.id}`);
    expect(kept?.removed_at).not.toBeNull();
  });
});

describe('the size with what they add', () => {
  it('is computed by year, and taken only when somebody says so', async () => {
    const close = (closedOn: string) =>
      asActor(leader, (tx) =>
        recordYear(
          tx,
          leader,
          { companyId, yearId: null },
          { version: 0, closedOn, months: 12, balanceTotal: 300_000_000, netResult: null, photonicShare: null },
          TODAY,
        ),
      );
    for (const year of ['2024', '2025']) {
      expect(reason(await close(`${year}-12-31`))).toBe('done');
      await figure(world, { metric: 'EMP-01', cell: year, validOn: `${year}-12-31`, num: 30, companyId, author: leader, level: 2 });
      await figure(world, { metric: 'FIN-01', cell: year, validOn: `${year}-12-31`, num: 4_000_000, companyId, author: leader, level: 2 });
    }
    const sized = async () => sizesOn(await records(leader), TODAY);
    const last = (await sized()).at(-1);
    // 30 of its own, 40 % of 120 and 40 whole.
    expect(last?.year.total.headcount).toBe(118);
    expect(last?.ofYear).toBe('medium');
    const before = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select size_category, version from companies where id = ${companyId}`,
    );
    expect(computedSize(await sized())).toBe('medium');
    expect(before[0]?.size_category).not.toBe('medium');
    expect(reason(await asActor(advisor, (tx) => keepComputedSize(tx, advisor, companyId, { version: before[0]?.version }, TODAY)))).toBe(
      'done',
    );
    const after = await world.asOwner(world.a.clusterId, (sql) => sql`select size_category from companies where id = ${companyId}`);
    expect(after[0]?.size_category).toBe('medium');
  });
});
