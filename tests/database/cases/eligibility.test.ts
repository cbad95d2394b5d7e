import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import { acceptCase } from '~/features/cases/accept-case.server';
import { ELIGIBILITY_ITEMS } from '~/features/cases/eligibility';
import { readEligibilityPage } from '~/features/cases/eligibility.queries.server';
import type { FillEligibilityInput } from '~/features/cases/eligibility.schema';
import { fillEligibility } from '~/features/cases/fill-eligibility.server';
import { type CastName, freshWorld, type World } from '../../support/world';

let world: World;
let caseId: string;
const AT = new Date('2026-11-23T09:00:00Z');
const TODAY = '2026-11-23';

beforeAll(async () => {
  world = await freshWorld();
});
afterAll(() => world?.drop());
beforeEach(async () => {
  await owner(
    (sql) => sql`update cases set state = 'closed_early', ended_on = '2026-11-01', end_reason = 'withdrawn' where ended_on is null`,
  );
  caseId = (await world.caseIn(world.a, 'qualifying')).caseId;
});

const owner = <T>(work: Parameters<typeof world.asOwner<T>>[1]) => world.asOwner(world.a.clusterId, work);
const yes = Object.fromEntries(ELIGIBILITY_ITEMS.map((item) => [item, 'yes'])) as Record<(typeof ELIGIBILITY_ITEMS)[number], 'yes'>;
const blank = { ...(Object.fromEntries(ELIGIBILITY_ITEMS.map((item) => [item, null])) as Record<keyof typeof yes, null>), note: null };
const fill = (who: CastName, given: Partial<FillEligibilityInput> = yes) => {
  const actor = world.a.actors[who];
  return asActor(actor, (tx) => fillEligibility(tx, actor, caseId, { version: 1, supportDays: null, ...blank, ...given }, AT));
};
const page = (who: CastName) => asReader(world.a.actors[who], (tx) => readEligibilityPage(tx, world.a.actors[who], caseId, TODAY));
const sheets = () =>
  owner((sql) => sql`select answers, support_days, filled_by_id, version from eligibility_sheets where case_id = ${caseId}`);

describe('filling the eligibility sheet', () => {
  it('keeps what was answered, in part then whole, and tells the team alone', async () => {
    expect(await fill('advisor', { in_territory: 'yes', note: 'À vérifier.' })).toMatchObject({ ok: true });
    expect(await sheets()).toMatchObject([{ answers: { in_territory: 'yes', note: 'À vérifier.' }, support_days: null, version: 1 }]);
    expect(await fill('advisor', { ...yes, not_duplicate: 'no', supportDays: 4, version: 2 })).toMatchObject({ ok: true });
    expect(await sheets()).toMatchObject([
      { answers: { ...yes, not_duplicate: 'no' }, support_days: 4, filled_by_id: world.a.actors.advisor.personId, version: 2 },
    ]);
    const events = await owner((sql) => sql`select kind, confidentiality, facts from events where case_id = ${caseId} order by id`);
    expect(events).toMatchObject([
      { kind: 'case.qualified', confidentiality: 'team', facts: { eligible: false, unanswered: 6, failed: null } },
      { kind: 'case.qualified', facts: { eligible: false, unanswered: 0, failed: 'not_duplicate', days: 4 } },
    ]);
    expect((await page('leader'))?.sheet ?? null).toBeNull();
  });

  it('is open to who qualifies, to the lead of the track and to the manager', async () => {
    expect(await fill('otherAdvisor')).toMatchObject({ reason: 'not_allowed' });
    expect(await fill('director')).toMatchObject({ reason: 'not_allowed' });
    expect(await fill('leader')).toMatchObject({ reason: 'not_allowed' });
    expect(await fill('otherLeader')).toMatchObject({ reason: 'not_found' });
    expect(await sheets()).toEqual([]);
    expect(await fill('trackLead')).toMatchObject({ ok: true });
    expect(await fill('manager', { version: 2, in_domain: 'no' })).toMatchObject({ ok: true });
  });

  it('is closed once the request is decided', async () => {
    await owner((sql) => sql`update cases set state = 'accepted' where id = ${caseId}`);
    expect(await fill('advisor')).toMatchObject({ reason: 'sheet_closed' });
    expect(await page('advisor')).toMatchObject({ mayFill: false, proposed: {} });
  });

  it('goes to one of two who save at once, and to none who saw an older case', async () => {
    const both = await Promise.all([fill('advisor'), fill('manager', { in_domain: 'no' })]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await fill('advisor')).toMatchObject({ reason: 'changed_meanwhile' });
  });

  it('makes a decision taken on the sheet as it was a stale one', async () => {
    await fill('advisor');
    const { manager } = world.a.actors;
    const accept = (version: number) => asActor(manager, (tx) => acceptCase(tx, manager, caseId, { version }, AT));
    expect(await fill('advisor', { ...yes, supportDays: 40, version: 2 })).toMatchObject({ ok: true });
    expect(await accept(2)).toMatchObject({ reason: 'changed_meanwhile' });
    expect(await accept(3)).toMatchObject({ ok: true });
  });
});

describe('what the record says beside each question', () => {
  it('answers what it knows and leaves the rest open', async () => {
    expect((await page('advisor'))?.proposed).toEqual({
      in_domain: 'yes',
      member_or_trial: 'no',
      not_ceased: 'yes',
      sme_status_known: 'yes',
      not_duplicate: 'yes',
    });
  });

  it('follows the programme’s departments, the membership of the day, the register and the other cases', async () => {
    const { clusterId, companyId, programmeId } = world.a;
    await owner(async (sql) => {
      await sql`update programmes set settings = '{"departments": ["13"]}' where id = ${programmeId}`;
      await sql`update companies set department_code = '38', administrative_state = 'ceased', main_das = null, size_category = null where id = ${companyId}`;
      await sql`insert into memberships (cluster_id, company_id, status, from_on, until_on) values (${clusterId}, ${companyId}, 'trial', '2026-01-01', '2026-11-23')`;
      await sql`update cases set exception_no = 1 where id = ${caseId}`;
    });
    expect((await page('advisor'))?.proposed).toEqual({
      in_territory: 'no',
      member_or_trial: 'yes',
      not_ceased: 'no',
      not_duplicate: 'no',
    });
    await owner((sql) => sql`update memberships set until_on = '2026-11-22' where company_id = ${companyId}`);
    await owner((sql) => sql`update companies set department_code = '13' where id = ${companyId}`);
    expect((await page('advisor'))?.proposed).toMatchObject({ in_territory: 'yes', member_or_trial: 'no' });
  });

  it('is nobody else’s to see', async () => {
    expect(await page('otherLeader')).toBeNull();
    expect(await page('funder')).toBeNull();
    expect(await asReader(world.b.actors.manager, (tx) => readEligibilityPage(tx, world.b.actors.manager, caseId, TODAY))).toBeNull();
  });
});
