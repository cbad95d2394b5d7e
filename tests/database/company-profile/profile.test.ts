import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { findAid, readCompanyAid } from '~/features/aid/aid.queries.server';
import { roomOn } from '~/features/aid/de-minimis';
import { correctAid, recordAid } from '~/features/aid/record-aid.server';
import { changeMembership } from '~/features/company-profile/change-membership.server';
import { readCompanyRecords } from '~/features/company-profile/company-profile.queries.server';
import { keepComputedSize, overrideSize } from '~/features/company-profile/decide-size.server';
import { editActivity, stateOwnActivity } from '~/features/company-profile/edit-activity.server';
import { stateOwnOwnership } from '~/features/company-profile/edit-ownership.server';
import { recordYear } from '~/features/company-profile/record-year.server';
import { recordDifficulty, stateExportControl } from '~/features/company-profile/restricted.server';
import { saveEstablishment } from '~/features/company-profile/save-establishment.server';
import { freshWorld, type World } from '../../support/world';

const TODAY = '2026-11-23';
const NOW = new Date('2026-11-23T09:00:00Z');
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

const records = (actor: Actor, id = companyId) => asReader(actor, (tx) => readCompanyRecords(tx, actor, id));
const aidOf = (actor: Actor, id = companyId) => asReader(actor, (tx) => readCompanyAid(tx, actor, id));
const versionOf = async (id = companyId) =>
  (await world.asOwner(world.a.clusterId, (sql) => sql`select version from companies where id = ${id}`))[0]?.version as number;
const reason = (outcome: { ok: boolean; reason?: string }) => (outcome.ok ? 'done' : outcome.reason);

const figure = (metric: string, cell: string, num: number) =>
  world.asOwner(
    world.a.clusterId,
    (
      sql,
    ) => sql`insert into observations (cluster_id, metric, metric_version, company_id, cell, chain_id, chain_no, valid_on, num, entry_level, author_id, recorded_at)
      values (${world.a.clusterId}, ${metric}, 1, ${companyId}, ${cell}, uuidv7(), 1, ${`${cell}-12-31`}, ${num}, 2, ${leader.personId}, now())`,
  );

describe('what a company makes and for whom', () => {
  const made = { valueChain: ['components' as const], technologies: ['lasers' as const], markets: ['space' as const] };

  it('is written by those who keep it and by its leader, each over the version they read', async () => {
    const version = await versionOf();
    const full = { ...made, mainDas: 'DAS2' as const, secondaryDas: ['DAS1' as const], version };
    expect(reason(await asActor(advisor, (tx) => editActivity(tx, advisor, companyId, full)))).toBe('done');
    const own = { ...made, valueChain: ['systems' as const], version };
    expect(reason(await asActor(leader, (tx) => stateOwnActivity(tx, leader, companyId, own)))).toBe('changed_meanwhile');
    expect(reason(await asActor(leader, (tx) => stateOwnActivity(tx, leader, companyId, { ...own, version: version + 1 })))).toBe('done');
    const [row] = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select main_das, secondary_das, value_chain from companies where id = ${companyId}`,
    );
    expect(row).toEqual({ main_das: 'DAS2', secondary_das: ['DAS1'], value_chain: ['systems'] });
    const stranger = world.a.actors.otherLeader;
    expect(reason(await asActor(stranger, (tx) => stateOwnActivity(tx, stranger, companyId, { ...own, version: version + 2 })))).toBe(
      'not_found',
    );
  });

  it('lets the leader touch no other column, even past the command', async () => {
    for (const change of [
      "name = 'Mine'",
      "size_category = 'large'",
      "main_das = 'DAS1'",
      "member_category = 'investor'",
      'siren = null',
    ]) {
      await expect(
        asActor(leader, async (tx) => {
          await tx.execute(`update companies set ${change} where id = '${companyId}'`);
          return { ok: true, value: null };
        }),
        change,
      ).rejects.toMatchObject({ cause: { code: '42501' } });
    }
  });

  it('keeps a named group from being denied by the leader', async () => {
    await world.asOwner(
      world.a.clusterId,
      (sql) => sql`update companies set autonomy = 'linked', group_head_siren = '000100032' where id = ${companyId}`,
    );
    const held = {
      version: await versionOf(),
      autonomy: 'autonomous' as const,
      jeiFrom: null,
      jeiUntil: null,
      cirFrom: null,
      cirUntil: null,
    };
    expect(reason(await asActor(leader, (tx) => stateOwnOwnership(tx, leader, companyId, held, TODAY)))).toBe('group_named');
    await world.asOwner(
      world.a.clusterId,
      (sql) => sql`update companies set autonomy = 'unknown', group_head_siren = null where id = ${companyId}`,
    );
    expect(reason(await asActor(leader, (tx) => stateOwnOwnership(tx, leader, companyId, held, TODAY)))).toBe('done');
  });
});

describe('closed years', () => {
  const year = (closedOn: string, months = 12) => ({
    version: 0,
    closedOn,
    months,
    balanceTotal: 150_000_000,
    netResult: -4_000_000,
    photonicShare: 80,
  });
  const add = (actor: Actor, closedOn: string, months = 12) =>
    asActor(actor, (tx) => recordYear(tx, actor, { companyId, yearId: null }, year(closedOn, months), TODAY));

  it('are written by the leader and by those who keep the company, once a calendar year', async () => {
    expect(reason(await add(leader, '2024-12-31'))).toBe('done');
    const both = await Promise.all([add(advisor, '2025-12-31'), add(manager, '2025-12-31')]);
    expect(both.map(reason).sort()).toEqual(['done', 'year_taken']);
    expect((await records(leader)).years).toMatchObject([
      { year: 2024, source: 'company', balanceTotalCents: 150_000_000, netResultCents: -4_000_000, photonicShare: 80 },
      { year: 2025, source: 'staff' },
    ]);
    expect(reason(await add(world.a.actors.otherAdvisor, '2023-12-31'))).toBe('not_found');
  });

  it('are refused when they do not follow each other', async () => {
    expect(reason(await add(manager, '2026-12-31'))).toBe('future');
    expect(reason(await add(manager, '2023-05-31'))).toBe('too_far');
    expect(reason(await add(manager, '2026-03-31'))).toBe('too_far');
    expect(reason(await add(manager, '2026-09-30', 12))).toBe('overlap');
    expect(reason(await add(manager, '2026-09-30', 9))).toBe('done');
  });

  it('give the size by the two-year rule, which an override sets aside with its reason', async () => {
    for (const [cell, people] of [['2024', 9], ['2025', 11], ['2026', 12]] as const) await figure('EMP-01', cell, people); // biome-ignore format: pairs
    const keep = async (actor: Actor, on: string) => {
      const version = await versionOf();
      return asActor(actor, (tx) => keepComputedSize(tx, actor, companyId, { version }, on));
    };
    const size = async () =>
      (
        await world.asOwner(
          world.a.clusterId,
          (sql) => sql`select size_category, size_override, size_override_reason from companies where id = ${companyId}`,
        )
      )[0];
    expect(reason(await keep(advisor, '2026-01-15'))).toBe('done');
    expect((await size())?.size_category).toBe('micro');
    expect(reason(await keep(advisor, TODAY))).toBe('done');
    expect((await size())?.size_category).toBe('small');
    const input = {
      version: await versionOf(),
      size: 'micro' as const,
      reason: 'Bought last month: the status is contested',
      evidence: null,
    };
    expect(reason(await asActor(manager, (tx) => overrideSize(tx, manager, companyId, input, NOW)))).toBe('done');
    expect(await size()).toEqual({ size_category: 'micro', size_override: 'micro', size_override_reason: input.reason });
    expect(reason(await asActor(manager, (tx) => overrideSize(tx, manager, companyId, input, NOW)))).toBe('changed_meanwhile');
    expect((await records(manager)).sizeOverrideBy).toBe(`${manager.givenName} ${manager.familyName}`);
    expect(reason(await keep(manager, TODAY))).toBe('done');
    expect(await size()).toEqual({ size_category: 'small', size_override: null, size_override_reason: null });
    expect(reason(await keep(leader, TODAY))).toBe('not_allowed');
  });
});

describe('aid', () => {
  const line = (euros: number, grantedOn: string, isDeMinimis = true) => ({
    ...{ grantedOn, title: 'Prêt', funder: 'Région', instrumentCode: null, instrumentOther: null, grossGrant: euros * 100 },
    ...{ rule: isDeMinimis ? ('de_minimis' as const) : ('other' as const), evidence: 'Notification' },
  });
  const add = (actor: Actor, euros: number, on: string, isDeMinimis = true, id = companyId) =>
    asActor(actor, (tx) => recordAid(tx, actor, id, line(euros, on, isDeMinimis), TODAY));

  it('is added by those who keep the company, corrected by a further line, never changed', async () => {
    expect(reason(await add(advisor, 1_000, '2025-03-18'))).toBe('done');
    expect(reason(await add(manager, 5_000, '2024-06-04', false))).toBe('done');
    expect(reason(await add(leader, 1, '2025-01-01'))).toBe('not_allowed');
    expect(reason(await add(manager, 1, '2026-11-24'))).toBe('future');
    const before = await aidOf(leader);
    expect(before.lines.map(({ grossGrantCents }) => grossGrantCents)).toEqual([100_000, 500_000]);
    expect(before.counted).toEqual([{ grantedOn: '2025-03-18', grossGrantCents: 100_000, isOwn: true }]);
    const grantId = before.lines[0]!.id;
    const correction = { ...line(2_000, '2025-03-19'), reason: 'The wrong amount was typed', isStruck: false };
    const correct = () => asActor(manager, (tx) => correctAid(tx, manager, { companyId, grantId }, correction, TODAY));
    const both = await Promise.all([correct(), correct()]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    const after = await aidOf(advisor);
    expect(after.lines.map(({ grossGrantCents }) => grossGrantCents)).toEqual([200_000, 500_000]);
    expect(after.counted).toEqual([{ grantedOn: '2025-03-19', grossGrantCents: 200_000, isOwn: true }]);
    const moments = await asReader(manager, (tx) => findAid(tx, manager, companyId, after.lines[0]!.id));
    expect(moments).toMatchObject([
      { grossGrantCents: 200_000, correctionReason: correction.reason },
      { id: grantId, correctionReason: null },
    ]);
    expect(await asReader(manager, (tx) => findAid(tx, manager, companyId, grantId))).toBeNull();
  });

  it('of a struck line counts no more', async () => {
    const grantId = (await aidOf(manager)).lines[0]!.id;
    const strike = { ...line(2_000, '2025-03-19'), reason: 'This aid was never granted', isStruck: true };
    expect(reason(await asActor(manager, (tx) => correctAid(tx, manager, { companyId, grantId }, strike, TODAY)))).toBe('done');
    expect(await aidOf(manager)).toMatchObject({ lines: [{ grossGrantCents: 500_000 }], counted: [] });
  });

  it('takes its rule from its instrument on the day of the grant, and says beside which field it can’t', async () => {
    await world.asOwner(
      world.a.clusterId,
      (sql) =>
        sql`insert into instruments (cluster_id, code, version, label_fr, label_en, funder_fr, funder_en, aid_forms, aid_rule, valid_from, valid_until, notes_fr, notes_en, mark, serves)
        select ${world.a.clusterId}, x.code, x.version, x.label, x.label || ' (en)', 'f', 'f', '{grant}', x.rule, x.since, x.until, '-', '-', 'model', '{}' from (values
          ('PROSP', 1, 'Prospection', 'de_minimis', null::date, '2024-12-31'::date), ('PROSP', 2, 'Prospection bis', 'other', '2025-01-01', null), ('OPEN', 1, 'Ouvert', null, '2024-01-01', '2025-06-30')) x (code, version, label, rule, since, until)`,
    );
    const other = world.a.otherCompanyId;
    const give = (instrumentCode: string | null, rule: 'instrument' | 'de_minimis' | 'other', grantedOn: string, more = {}) =>
      asActor(manager, (tx) => recordAid(tx, manager, other, { ...line(100, grantedOn), instrumentCode, rule, ...more }, TODAY));
    expect(await give('PROSP', 'instrument', '2024-12-31')).toMatchObject({ ok: true });
    expect(await give('PROSP', 'instrument', '2025-01-01')).toMatchObject({ ok: true });
    expect(await give('OPEN', 'de_minimis', '2025-06-30')).toMatchObject({ ok: true });
    expect(await give(null, 'other', '2025-07-01', { instrumentOther: 'Un fonds local' })).toMatchObject({ ok: true });
    const { lines } = await aidOf(manager, other);
    const named = await Promise.all(lines.map(({ id }) => asReader(manager, (tx) => findAid(tx, manager, other, id))));
    expect(named.map((moments) => [moments?.[0]?.grantedOn, moments?.[0]?.instrument, moments?.[0]?.isDeMinimis])).toEqual([
      ['2025-07-01', 'Un fonds local', false],
      ['2025-06-30', 'Ouvert', true],
      ['2025-01-01', 'Prospection bis', false],
      ['2024-12-31', 'Prospection', true],
    ]);
    expect(await give('PROSP', 'other', '2024-12-31')).toMatchObject({ reason: 'rule_differs' });
    expect(await give('OPEN', 'instrument', '2025-01-01')).toMatchObject({ reason: 'rule_unknown' });
    expect(await give('OPEN', 'other', '2025-07-01')).toMatchObject({ reason: 'no_longer_in_force', detail: { until: '30 juin 2025' } });
    expect(await give('OPEN', 'other', '2023-12-31')).toMatchObject({ reason: 'not_yet_in_force', detail: { from: '1er janv. 2024' } });
    expect(await give('NONE', 'other', '2025-01-01')).toMatchObject({ reason: 'instrument_unknown' });
    const grantId = lines[1]!.id;
    const strike = { ...line(1, '2030-01-01'), instrumentCode: 'NONE', reason: 'This aid was never granted', isStruck: true };
    expect(await asActor(manager, (tx) => correctAid(tx, manager, { companyId: other, grantId }, strike, TODAY))).toMatchObject({
      ok: true,
    });
    const [struck] = await world.asOwner(world.a.clusterId, (sql) => sql`select * from aid_grants where corrects_id = ${grantId}`);
    expect(struck).toMatchObject({ instrument_code: 'OPEN', is_de_minimis: true, is_struck: true });
    for (const { id } of (await aidOf(manager, other)).lines) {
      const away = { ...line(100, '2025-01-01'), reason: 'This aid was never granted', isStruck: true };
      await asActor(manager, (tx) => correctAid(tx, manager, { companyId: other, grantId: id }, away, TODAY));
    }
  });

  it('of linked companies counts for each of them, as days and amounts alone', async () => {
    const other = world.a.otherCompanyId;
    await world.asOwner(world.a.clusterId, async (sql) => {
      await sql`update companies set autonomy = 'linked', group_head_siren = ${siren} where id = ${other}`;
    });
    expect(reason(await add(manager, 250_000, '2026-02-01', true, other))).toBe('done');
    expect(reason(await add(manager, 40_000, '2026-03-01'))).toBe('done');
    const seen = await aidOf(advisor);
    expect(seen.lines.map(({ grossGrantCents }) => grossGrantCents)).not.toContain(25_000_000);
    expect(seen.counted).toEqual([
      { grantedOn: '2026-02-01', grossGrantCents: 25_000_000, isOwn: false },
      { grantedOn: '2026-03-01', grossGrantCents: 4_000_000, isOwn: true },
    ]);
    expect(roomOn(seen.counted, TODAY).roomCents).toBe(1_000_000);
    expect((await aidOf(manager, other)).counted).toHaveLength(2);
    expect(await aidOf(advisor, other)).toEqual({ lines: [], counted: [] });
    expect(await aidOf(world.b.actors.manager)).toEqual({ lines: [], counted: [] });
    await world.asOwner(world.a.clusterId, (sql) => sql`update companies set autonomy = 'partner' where id = ${other}`);
    expect((await aidOf(advisor)).counted).toHaveLength(1);
  });
});

describe('places of business', () => {
  const place = {
    version: 0,
    siret: null,
    name: 'Atelier',
    isHeadOffice: false,
    streetAddress: null,
    postcode: null,
    city: null,
    communeCode: '34172',
    fromOn: null,
    untilOn: null,
  };
  const save = (given: Partial<Parameters<typeof saveEstablishment>[3]> = {}, establishmentId: string | null = null) =>
    asActor(advisor, (tx) => saveEstablishment(tx, advisor, { companyId, establishmentId }, { ...place, ...given }));

  it('bear the SIREN of their company, one NIC each and one head office', async () => {
    expect(reason(await save({ siret: `${siren}00010`, isHeadOffice: true }))).toBe('done');
    expect(reason(await save({ siret: '73282932000074' }))).toBe('other_company');
    expect(reason(await save({ siret: `${siren}00010` }))).toBe('nic_taken');
    expect(reason(await save({ isHeadOffice: true }))).toBe('other_head_office');
    expect(reason(await save({ isHeadOffice: true, untilOn: '2020-01-01' }))).toBe('done');
    const [head] = (await records(advisor)).establishments;
    expect(head).toMatchObject({ isHeadOffice: true, nic: '00010', departmentCode: '34', version: 1 });
    expect(reason(await save({ version: 1, name: 'Siège', siret: `${siren}00010`, isHeadOffice: true }, head!.id))).toBe('done');
    expect(reason(await save({ version: 1 }, head!.id))).toBe('changed_meanwhile');
  });
});

describe('membership', () => {
  const change = (to: 'member' | 'trial' | 'suspended' | 'left', fromOn: string, actor = manager) =>
    asActor(actor, (tx) => changeMembership(tx, actor, companyId, { change: to, fromOn }, TODAY));

  it('goes from one period to the next, by a manager, and never overlaps', async () => {
    expect(reason(await change('suspended', '2024-01-01'))).toBe('nothing_to_end');
    expect(reason(await change('trial', '2023-01-01'))).toBe('done');
    expect(reason(await change('member', '2023-09-01'))).toBe('done');
    expect(reason(await change('member', '2024-01-01'))).toBe('already_so');
    expect(reason(await change('suspended', '2023-05-01'))).toBe('before_current');
    expect(reason(await change('suspended', '2026-12-01'))).toBe('future');
    expect(reason(await change('left', '2026-06-01'))).toBe('done');
    expect(reason(await change('member', '2026-07-01', advisor))).toBe('not_allowed');
    expect((await records(advisor)).memberships).toMatchObject([
      { status: 'member', fromOn: '2023-09-01', untilOn: '2026-05-31' },
      { status: 'trial', fromOn: '2023-01-01', untilOn: '2023-08-31' },
    ]);
    await expect(
      world.asOwner(
        world.a.clusterId,
        (sql) =>
          sql`insert into memberships (cluster_id, company_id, status, from_on) values (${world.a.clusterId}, ${companyId}, 'member', '2026-05-31')`,
      ),
    ).rejects.toMatchObject({ code: '23P01' });
  });

  it('opens once when two managers open it together', async () => {
    const both = await Promise.all([change('member', '2026-08-01'), change('member', '2026-08-01')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('what is restricted', () => {
  const judge = (level: 'none' | 'watch' | 'collective_proceedings', fromOn: string, actor = advisor) =>
    asActor(actor, (tx) => recordDifficulty(tx, actor, companyId, { level, fromOn, reason: 'A published ruling' }, TODAY));

  it('is judged by those who keep the company, by period, and never read by it', async () => {
    expect(reason(await judge('watch', '2026-03-01'))).toBe('done');
    expect(reason(await judge('watch', '2026-04-01'))).toBe('same_level');
    expect(reason(await judge('collective_proceedings', '2026-02-01'))).toBe('before_current');
    expect(reason(await judge('collective_proceedings', '2026-09-09'))).toBe('done');
    expect(reason(await judge('none', '2026-12-01'))).toBe('future');
    expect(reason(await judge('none', '2026-10-01', leader))).toBe('not_allowed');
    expect((await records(advisor)).difficulties).toMatchObject([
      { level: 'collective_proceedings', fromOn: '2026-09-09', untilOn: null },
      { level: 'watch', fromOn: '2026-03-01', untilOn: '2026-09-08' },
    ]);
    expect((await records(leader)).difficulties).toEqual([]);
    const events = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select facts, confidentiality from events where kind = 'company.restricted_recorded'`,
    );
    expect(events.every(({ facts, confidentiality }) => Object.keys(facts).length === 0 && confidentiality === 'team')).toBe(true);
    const words = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select 1 from event_texts t join events e on e.id = t.event_id where e.kind = 'company.restricted_recorded'`,
    );
    expect(words).toEqual([]);
  });

  it('lets the leader say what falls under export control, over what they read', async () => {
    const state = (actor: Actor, version: number, status: 'dual_use' | 'not_concerned' = 'dual_use') =>
      asActor(actor, (tx) => stateExportControl(tx, actor, companyId, { version, status }, TODAY));
    expect(reason(await state(leader, 0))).toBe('done');
    expect(reason(await state(advisor, 0))).toBe('changed_meanwhile');
    expect(reason(await state(advisor, 1, 'not_concerned'))).toBe('done');
    expect((await records(leader)).exportControl).toMatchObject({ status: 'not_concerned', version: 2, statedOn: TODAY });
    expect(reason(await state(world.a.actors.otherLeader, 2))).toBe('not_found');
    expect((await records(world.a.actors.collaborator)).exportControl).toBeNull();
  });
});
