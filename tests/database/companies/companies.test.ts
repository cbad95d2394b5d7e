import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asActor, asReader } from '~/access/acting.server';
import { type AddCompanyInput, addCompanySchema } from '~/features/companies/add-company.schema';
import { addCompany } from '~/features/companies/add-company.server';
import { addFromRegister } from '~/features/companies/add-from-register.server';
import { listCompanies } from '~/features/companies/companies.queries.server';
import { companiesAddress, readCompanyFilter } from '~/features/companies/company-filter';
import { lookUpNumber } from '~/features/companies/company-look-up.queries.server';
import { readCompanyPage } from '~/features/companies/company-page.queries.server';
import { enrolCompany } from '~/features/companies/enrol-company.server';
import { editIdentity } from '~/features/company-profile/edit-identity.server';
import { freshWorld, type World } from '../../support/world';

const TODAY = '2026-11-23';
let world: World;

beforeAll(async () => {
  world = await freshWorld();
  await world.asOwner(
    world.a.clusterId,
    (
      sql,
    ) => sql`insert into register_units (siren, name, folded_name, naf_code, legal_form_code, head_office_nic, founded_on, is_ceased, row_hash) values
      ('000100503', 'PHOSALINE', 'phosaline', '26.70Z', '5710', '00010', '2012-05-02', false, 'h1'),
      ('000100511', 'CEASED UNIT', 'ceased unit', null, '5710', '00010', '2001-01-01', true, 'h2'),
      ('000100529', null, null, null, '1000', '00010', '2015-01-01', false, 'h3'),
      ('000100537', 'SPECTRELLE', 'spectrelle', '26.51B', '5499', '00010', '2018-01-01', false, 'h4')`,
  );
});
afterAll(() => world.drop());

const input = (given: Partial<AddCompanyInput>): AddCompanyInput => ({
  siren: null,
  foreignId: null,
  countryCode: '',
  name: null,
  joining: 'none',
  ...given,
});
const add = (given: Partial<AddCompanyInput>, actor = world.a.actors.manager) =>
  asActor(actor, (tx) => addCompany(tx, actor, input(given), TODAY));

describe('a company added by hand', () => {
  it('takes what the register publishes, enters the programme and may start a trial', async () => {
    const outcome = await add({ siren: '000100503', joining: 'trial' });
    if (!outcome.ok) throw new Error(outcome.reason);
    const page = await asReader(world.a.actors.manager, (tx) =>
      readCompanyPage(tx, world.a.actors.manager, outcome.value.companyId, TODAY),
    );
    expect(page?.company).toMatchObject({
      name: 'PHOSALINE',
      nafCode: '26.70Z',
      headOfficeNic: '00010',
      foundedOn: '2012-05-02',
      isEnrolled: true,
      standing: 'trial',
      trialUntil: '2027-11-23',
      isDemo: false,
    });
    const kinds = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select kind from events where company_id = ${outcome.value.companyId} order by id`,
    );
    expect(kinds.map((event) => event.kind)).toEqual(['company.added', 'company.enrolled']);
  });

  it('keeps the typed name, or a foreign identity', async () => {
    const outcome = await add({ foreignId: 'BE0123', countryCode: 'BE', name: 'Lumière Liège' });
    if (!outcome.ok) throw new Error(outcome.reason);
    const [row] = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select siren, foreign_id, country_code, name from companies where id = ${outcome.value.companyId}`,
    );
    expect(row).toEqual({ siren: null, foreign_id: 'BE0123', country_code: 'BE', name: 'Lumière Liège' });
  });

  it('is refused when known, ceased or nameless, and by anyone but a manager', async () => {
    expect(await add({ siren: '000100008', name: 'Again' })).toMatchObject({
      ok: false,
      reason: 'already_known',
      detail: { id: world.a.companyId, name: 'Optalys a' },
    });
    expect(await add({ siren: '000100511', name: 'X' })).toEqual({ ok: false, reason: 'unit_ceased' });
    expect(await add({ siren: '000100529' })).toEqual({ ok: false, reason: 'name_missing' });
    for (const name of ['advisor', 'trackLead', 'director', 'leader', 'admin', 'funder'] as const)
      expect(await add({ siren: '000100545', name: 'X' }, world.a.actors[name])).toEqual({ ok: false, reason: 'not_allowed' });
  });

  it('is one company when two managers add it at the same moment', async () => {
    const answers = await Promise.all([add({ siren: '000100560', name: 'Twice' }), add({ siren: '000100560', name: 'Twice' })]);
    expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true]);
    expect(answers.find((answer) => !answer.ok)).toMatchObject({ reason: 'already_known' });
  });

  it('needs a running programme', async () => {
    const actor = world.b.actors.manager;
    await world.asOwner(world.b.clusterId, (sql) => sql`update programmes set ends_on = '2026-01-01'`);
    expect(await add({ siren: '000100560', name: 'Late' }, actor)).toEqual({ ok: false, reason: 'no_programme' });
    await world.asOwner(world.b.clusterId, (sql) => sql`update programmes set ends_on = null`);
  });
});

describe('the form of a company', () => {
  const errorsOf = (fields: Record<string, string>) => {
    const read = addCompanySchema.safeParse({ joining: 'none', ...fields });
    return read.success ? read.data : read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  };

  it('says what is wrong with a number and offers the zeros back', () => {
    expect(errorsOf({ siren: '100 008', name: 'X' })).toEqual(['siren companies:errors.siren.zeros_lost?repaired=000100008']);
    expect(errorsOf({ siren: '732829321', name: 'X' })).toEqual(['siren companies:errors.siren.wrong_check_digit']);
    expect(errorsOf({ name: 'X' })).toEqual(['siren companies:errors.siren.missing']);
    expect(errorsOf({ siren: '000100008', foreignId: 'A', countryCode: 'BE', name: 'X' })).toEqual([
      'foreignId companies:errors.one_identity',
    ]);
    expect(errorsOf({ foreignId: 'A', countryCode: 'FR', name: 'X' })).toContain('countryCode companies:errors.country');
    expect(errorsOf({ siren: '732 829 320' })).toMatchObject({ siren: '732829320', name: null });
  });

  it('looks a number up', async () => {
    const { manager } = world.a.actors;
    const look = (typed: string) => asReader(manager, (tx) => lookUpNumber(tx, manager, typed));
    expect(await look('100008')).toMatchObject({ result: 'fault', fault: 'zeros_lost', repaired: '000100008' });
    expect(await look('000 100 008')).toMatchObject({ result: 'known', company: { name: 'Optalys a' } });
    expect(await look('000100537')).toMatchObject({ result: 'free', unit: { name: 'SPECTRELLE' } });
    expect(await look('732829320')).toMatchObject({ result: 'free', unit: null });
  });
});

describe('units picked from the register', () => {
  const pick = (siren: string[], actor = world.a.actors.manager) =>
    asActor(actor, (tx) => addFromRegister(tx, actor, { siren, joining: 'none' }, TODAY));

  it('become companies and enter the programme; those already known only enter it', async () => {
    expect(await pick(['000100537', '000100503'])).toMatchObject({ ok: true, value: { added: 1, enrolled: 1, companyId: null } });
    expect(await pick(['000100537'])).toMatchObject({ ok: true, value: { added: 0, enrolled: 0 } });
  });

  it('are refused together when one has ceased, publishes no name or is unknown, and by anyone but a manager', async () => {
    expect(await pick(['000100503', '000100511'])).toEqual({ ok: false, reason: 'unit_ceased', detail: { siren: '000100511' } });
    expect(await pick(['000100529'])).toEqual({ ok: false, reason: 'unit_unnamed', detail: { siren: '000100529' } });
    expect(await pick(['000100594'])).toEqual({ ok: false, reason: 'unit_unknown', detail: { siren: '000100594' } });
    for (const name of ['advisor', 'director', 'leader'] as const)
      expect(await pick(['000100537'], world.a.actors[name])).toEqual({ ok: false, reason: 'not_allowed' });
  });
});

describe('enrolling a company', () => {
  const enrol = (companyId: string, actor = world.a.actors.manager) =>
    asActor(actor, (tx) => enrolCompany(tx, actor, companyId, { joining: 'none', today: TODAY }));

  it('happens once, for a company that is active', async () => {
    const made = async (name: string, state: string) => {
      const [row] = await world.asOwner(
        world.a.clusterId,
        (sql) =>
          sql`insert into companies (cluster_id, name, foreign_id, country_code, administrative_state) values (${world.a.clusterId}, ${name}, ${name}, 'BE', ${state}) returning id`,
      );
      return row?.id as string;
    };
    const [active, ceased] = [await made('New one', 'active'), await made('Old one', 'ceased')];
    expect(await enrol(active)).toMatchObject({ ok: true });
    expect(await enrol(active)).toEqual({ ok: false, reason: 'already_enrolled' });
    expect(await enrol(ceased)).toEqual({ ok: false, reason: 'company_ceased' });
    expect(await enrol(active, world.a.actors.director)).toEqual({ ok: false, reason: 'not_allowed' });
    expect(await enrol(active, world.b.actors.manager)).toEqual({ ok: false, reason: 'not_found' });
  });
});

describe('editing a company', () => {
  const fields = {
    name: 'Optalys',
    acronym: null,
    tradeName: null,
    naf2025Code: null,
    streetAddress: null,
    postcode: '13400',
    city: 'La Ciotat',
    communeCode: '13005',
    departmentCode: '13',
    latitude: 43.29,
    longitude: 5.57,
  };
  const edit = (version: number, actor = world.a.actors.manager) =>
    asActor(actor, (tx) => editIdentity(tx, actor, world.a.companyId, { ...fields, version }));

  it('keeps codes from and to, derives the region, and refuses a version someone else replaced', async () => {
    const answers = await Promise.all([edit(1), edit(1)]);
    expect(answers.map((answer) => (answer.ok ? 'done' : answer.reason)).sort()).toEqual(['changed_meanwhile', 'done']);
    const [row] = await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select region_code, version from companies where id = ${world.a.companyId}`,
    );
    expect(row).toEqual({ region_code: '93', version: 2 });
    const [event] = await world.asOwner(
      world.a.clusterId,
      (sql) =>
        sql`select facts, (select array_agg(field order by field) from event_texts t where t.event_id = e.id) as texts from events e where kind = 'company.edited'`,
    );
    expect(event?.facts).toMatchObject({ communeCode_from: null, communeCode_to: '13005', departmentCode_to: '13' });
    expect(event?.texts).toEqual(['city_to', 'name_from', 'name_to']);
  });

  it('is not for a director, nor for those who do not see the company', async () => {
    expect(await edit(2, world.a.actors.director)).toEqual({ ok: false, reason: 'not_allowed' });
    expect(await edit(2, world.a.actors.otherAdvisor)).toEqual({ ok: false, reason: 'not_found' });
    expect(await edit(2, world.b.actors.manager)).toEqual({ ok: false, reason: 'not_found' });
  });
});

describe('the list of companies', () => {
  const list = (actor: (typeof world)['a']['actors']['manager'], query = '') =>
    asReader(actor, (tx) => listCompanies(tx, actor, readCompanyFilter(new URLSearchParams(query)), TODAY));
  const names = async (actor: (typeof world)['a']['actors']['manager'], query = '') =>
    (await list(actor, query)).rows.map((row) => row.name);

  it('shows a manager all of the cluster, an advisor those with a visible case, others nothing of it', async () => {
    const { manager, advisor, otherAdvisor, leader } = world.a.actors;
    expect(await names(manager)).toEqual(expect.arrayContaining(['Optalys', 'Lumonde a', 'PHOSALINE']));
    expect((await names(manager)).every((name) => !name.endsWith(' b'))).toBe(true);
    expect(await names(advisor)).toEqual([]);
    await world.caseIn(world.a, 'active', { track: 'financing' });
    const mine = await world.refreshed(advisor);
    const seen = await list(mine);
    expect(seen.rows).toMatchObject([{ name: 'Optalys', openTracks: ['financing'], standing: 'none' }]);
    expect(seen.rows[0]?.nextDueOn).toMatch(/^2026-/);
    expect(seen.canAdd).toBe(false);
    expect(await names(otherAdvisor)).toEqual([]);
    expect(await names(leader)).toEqual(['Optalys']);
  });

  it('leaves a company that only asks to the requests to take and to the search', async () => {
    const { otherAdvisor } = world.a.actors;
    const [asking] = await world.asOwner(
      world.a.clusterId,
      (sql) =>
        sql<
          { id: string }[]
        >`insert into companies (cluster_id, name, foreign_id, country_code) values (${world.a.clusterId}, 'Quartzine', 'Q1', 'BE') returning id`,
    );
    await world.caseIn(world.a, 'submitted', { companyId: asking?.id ?? '', lead: null, track: 'international' });
    const free = await world.refreshed(otherAdvisor);
    expect(await names(free)).not.toContain('Quartzine');
    expect(await names(free, 'q=quartzine')).toEqual(['Quartzine']);
  });

  it('narrows by words, number, domain, membership and state', async () => {
    const { manager } = world.a.actors;
    expect(await names(manager, 'q=lumiere li')).toEqual(['Lumière Liège']);
    expect(await names(manager, 'q=000 100 503')).toEqual(['PHOSALINE']);
    await world.asOwner(
      world.a.clusterId,
      (sql) =>
        sql`update companies set main_das = 'DAS2', value_chain = '{systems,software}', size_category = 'small', member_category = 'research' where id = ${world.a.companyId}`,
    );
    for (const query of ['das=DAS2', 'position=software', 'category=research'])
      expect(await names(manager, query), query).toEqual(['Optalys']);
    for (const query of ['territory=13', 'territory=R93', 'size=small']) expect(await names(manager, query), query).toContain('Optalys');
    for (const query of ['territory=83', 'territory=R76', 'size=medium', 'position=sources'])
      expect(await names(manager, query), query).toEqual([]);
    expect(await names(manager, 'territory=elsewhere')).not.toContain('Optalys');
    expect((await list(manager, 'category=research')).found).toBe(1);
    const all = await list(manager);
    expect(all.found).toBe(all.rows.length);
    expect(await names(manager, 'standing=trial')).toEqual(['PHOSALINE']);
    expect(await names(manager, 'state=ceased')).toEqual(['Old one']);
    expect(await names(manager, 'state=open')).toEqual(['Optalys', 'Quartzine']);
    expect(await names(manager, 'state=no_case&q=optalys')).toEqual([]);
    expect(await names(manager, 'das=DAS9')).toEqual(await names(manager));
  });

  it('pages by name, fifty at a time, losing and repeating none', async () => {
    const { manager } = world.a.actors;
    await world.asOwner(
      world.a.clusterId,
      (sql) =>
        sql`insert into companies (cluster_id, name, foreign_id, country_code) select ${world.a.clusterId}, 'Zz ' || lpad(n::text, 3, '0'), 'F' || n, 'BE' from generate_series(1, 60) n`,
    );
    const first = await list(manager);
    expect(first.rows).toHaveLength(50);
    const beside = (side: 'after' | 'before', row = first.rows[0]) =>
      list(manager, companiesAddress({ [side]: row && { id: row.id, name: row.name } }).split('?')[1]);
    const second = await beside('after', first.rows.at(-1));
    expect([first, second].map(({ hasPrevious, hasNext }) => [hasPrevious, hasNext])).toEqual([
      [false, true],
      [true, false],
    ]);
    expect((await beside('before', second.rows[0])).rows).toEqual(first.rows);
    expect((await beside('before', first.rows[3])).rows).toEqual(first.rows);
    const third = await beside('before', second.rows[5]);
    expect([third.hasPrevious, third.hasNext, third.rows.at(-1)]).toEqual([true, true, second.rows[4]]);
    const all = [...first.rows, ...second.rows].map((row) => row.id);
    expect(new Set(all).size).toBe(all.length);
    const [{ n }] = (await world.asOwner(
      world.a.clusterId,
      (sql) => sql`select count(*)::int as n from companies where cluster_id = ${world.a.clusterId}`,
    )) as unknown as [{ n: number }];
    expect(all).toHaveLength(n);
  });
});

describe('the page of a company', () => {
  it('has five lanes with what is open, what is over and what was never opened, and is absent for who may not see it', async () => {
    const { manager, otherAdvisor } = world.a.actors;
    await world.caseIn(world.a, 'closed', { track: 'international' });
    await world.asOwner(
      world.a.clusterId,
      (sql) => sql`insert into case_health (cluster_id, case_id, company_id, health, computed, reasons, on_date)
        select cluster_id, id, company_id, 'alert', 'alert', '[]', ${TODAY} from cases where company_id = ${world.a.companyId} and track = 'financing'`,
    );
    const page = await asReader(manager, (tx) => readCompanyPage(tx, manager, world.a.companyId, TODAY));
    expect(page?.lanes.map((lane) => [lane.track, lane.cases.map((one) => [one.state, one.isOpen])])).toEqual([
      ['strategy', []],
      ['financing', [['active', true]]],
      ['international', [['closed', false]]],
      ['eu_projects', []],
      ['innovation', []],
    ]);
    expect(page?.lanes[1]?.cases[0]).toMatchObject({ lead: 'advisor A', plannedMilestones: 10, health: 'alert' });
    expect(page?.lanes[2]?.cases[0]).toMatchObject({ health: null });
    expect(page?.lanes[1]?.cases[0]?.nextTitle).toBeTruthy();
    expect(page?.can).toEqual({ edit: true, enrol: false, ask: true, view: true });
    for (const actor of [otherAdvisor, world.b.actors.manager])
      expect(await asReader(actor, (tx) => readCompanyPage(tx, actor, world.a.companyId, TODAY))).toBeNull();
  });
});
