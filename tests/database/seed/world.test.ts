import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isValidSiren } from '~/features/companies/siren';
import { computedSize, sizesOn } from '~/features/company-profile/annual-figures';
import { seedDemo } from '../../../db/seed/demo/seed';
import { frenchSigns } from '../../../db/seed/french-signs';
import { type FreshDatabase, freshDatabase } from '../../support/database';
import { tooLate } from './dated-columns';
import { scorecardOf } from './scorecard-of';

const DATES = [
  { asOf: '2016-06-30', contractStartYear: 2013 },
  { asOf: '2026-11-23', contractStartYear: 2023 },
  { asOf: '2027-03-01', contractStartYear: 2024 },
] as const;

/** Yearly figures of today's members as last recorded. */
const YEARLY_OF_MEMBERS = `(select distinct on (o.metric, o.company_id, o.cell) o.metric, o.company_id, o.cell::int as year, o.num, c.size_category
  from observations o join companies c on c.cluster_id = o.cluster_id and c.id = o.company_id
  join memberships m on m.cluster_id = c.cluster_id and m.company_id = c.id and m.status = 'member' and m.until_on is null
  where o.cluster_id = (select id from main) and o.metric in ('POL-02', 'FIN-01', 'EXP-01') and o.num is not null
  order by o.metric, o.company_id, o.cell, o.chain_no desc)`;
const OPEN = "('assessing', 'plan_to_sign', 'active')";

describe.each(DATES)('the demonstration as of $asOf (docs/domain.md §10)', ({ asOf, contractStartYear }) => {
  let database: FreshDatabase;
  let sql: postgres.Sql;

  beforeAll(async () => {
    database = await freshDatabase();
    await seedDemo(database.ownerUrl, { asOf, contractStartYear });
    sql = postgres(database.adminUrl, { max: 1, onnotice: () => {}, types: { bigint: postgres.BigInt } });
    await sql`create temp view main as select id from clusters where slug = 'clarenza'`;
  }, 240_000);
  afterAll(async () => {
    await sql?.end();
    await database?.drop();
  });

  /** Rows of a query as one object: first column to second. */
  async function counts(query: string): Promise<Record<string, number>> {
    const rows = await sql.unsafe(`select key::text, n::float8 from (${query}) q (key, n)`);
    return Object.fromEntries(rows.map(({ key, n }) => [key, Number(n)]));
  }
  async function one(query: string): Promise<number> {
    return Number(Object.values((await sql.unsafe(query))[0] ?? {})[0]);
  }
  const inMain = (table: string, where = 'true') => `${table} t where t.cluster_id = (select id from main) and ${where}`;
  const tally = (table: string, key: string, where = 'true') => counts(`select ${key}, count(*) from ${inMain(table, where)} group by 1`);
  const share = (part: string, of: string) => one(`select avg((${part})::int::numeric) from ${of}`);

  describe('companies and members (§10.2)', () => {
    const IS_MEMBER =
      "exists (select from memberships m where m.cluster_id = t.cluster_id and m.company_id = t.id and m.status = 'member' and m.until_on is null)";
    const WAS_MEMBER =
      'exists (select from memberships m where m.cluster_id = t.cluster_id and m.company_id = t.id and m.until_on is not null)';

    test('200 current members: 176 companies, 12 laboratories, 6 schools, 6 institutions', async () => {
      expect(await tally('companies', 'member_category', IS_MEMBER)).toEqual({ company: 176, research: 12, training: 6, institution: 6 });
    });

    test('200 companies: 176 members, 14 prospects, 10 former members', async () => {
      const standing = `case when ${IS_MEMBER} then 'member' when ${WAS_MEMBER} then 'former' else 'prospect' end`;
      expect(await tally('companies', standing, "member_category = 'company'")).toEqual({ member: 176, prospect: 14, former: 10 });
    });

    test('sizes of all, then of members', async () => {
      const ofCompanies = "member_category = 'company'";
      expect(await tally('companies', 'size_category', ofCompanies)).toEqual({ micro: 62, small: 71, medium: 37, mid_cap: 25, large: 5 });
      const members = await tally('companies', 'size_category', `${ofCompanies} and ${IS_MEMBER}`);
      expect(members).toEqual({ micro: 50, small: 62, medium: 34, mid_cap: 25, large: 5 });
    });

    test('linked and partner enterprises leave the sizes as they are; the company bought by a group keeps its own one year more (§2.3)', async () => {
      const rows = await sql.unsafe(`select c.name, c.size_category as size, c.size_override is not null as "isStory", c.autonomy,
        (select jsonb_agg(jsonb_build_object('metric', o.metric, 'year', o.cell::int, 'num', o.num)) from (select distinct on (o.metric, o.cell) o.* from observations o
          where o.cluster_id = c.cluster_id and o.company_id = c.id and o.metric in ('EMP-01', 'FIN-01') order by o.metric, o.cell, o.chain_no desc) o) as cells,
        (select jsonb_agg(jsonb_build_object('year', y.year, 'closedOn', y.closed_on, 'months', y.months, 'balanceTotalCents', y.balance_total_cents)) from company_years y
          where y.cluster_id = c.cluster_id and y.company_id = c.id) as years,
        (select jsonb_agg(jsonb_build_object('id', l.id, 'year', l.year, 'side', l.side, 'kind', l.kind, 'share', l.share, 'exception', l.exception, 'headcount', l.headcount,
          'turnover', l.turnover_cents / 100.0, 'balanceTotal', l.balance_total_cents / 100.0)) from capital_links l where l.cluster_id = c.cluster_id and l.company_id = c.id) as links
        from companies c where c.cluster_id = (select id from main) and exists (select from capital_links l where l.cluster_id = c.cluster_id and l.company_id = c.id) order by c.id`);
      const sized = rows.map(({ cells, years, ...row }) => ({
        ...row,
        years: sizesOn({ ...row, cells: cells ?? [], years: years ?? [] } as never, asOf),
      }));
      expect(sized.length).toBeGreaterThan(6);
      const moved = sized.filter(({ size, years }: Record<string, unknown>) => {
        const computed = computedSize(years as ReturnType<typeof sizesOn>);
        return computed !== null && computed !== size;
      });
      expect(moved).toEqual([]);
      const story = sized.find(({ isStory }: Record<string, unknown>) => isStory);
      const last = story?.years.at(-1);
      // As of March, the accounts of the year before may not be known yet.
      expect([last?.year.added.length, last?.status, last?.ofYear]).toEqual([
        1,
        'medium',
        last?.year.own.headcount === null ? null : 'mid_cap',
      ]);
    });

    test('domains, departments and regions of the day, main place in the value chain', async () => {
      const ofCompanies = "member_category = 'company'";
      expect(await tally('companies', 'main_das', ofCompanies)).toEqual({ DAS1: 38, DAS2: 58, DAS3: 56, DAS4: 48 });
      const inside = "department_code not in ('31', '38', '69', '75')";
      const departments = { '13': 72, '83': 34, '06': 30, '84': 10, '04': 6, '05': 4, '34': 22, '30': 8, '66': 3, '11': 2, '48': 1 };
      expect(await tally('companies', 'department_code', `${ofCompanies} and ${inside}`)).toEqual(departments);
      expect(await one(`select count(*) from ${inMain('companies', `${ofCompanies} and not ${inside}`)}`)).toBe(8);
      expect(await tally('companies', 'value_chain[1]', ofCompanies)).toEqual({
        ...{
          components: 34,
          sources: 16,
          detectors: 22,
          modules: 26,
          systems: 48,
          software: 24,
          integration: 14,
          services: 12,
          distribution: 4,
        },
      });
    });

    test('every SIREN is valid, its own and in the range of the demonstration; mails and telephones reach nobody (§10.1)', async () => {
      const sirens = (await sql`select siren from companies`).map(({ siren }) => siren as string);
      expect(new Set(sirens).size).toBe(sirens.length);
      expect(sirens.filter((siren) => !isValidSiren(siren) || siren < '000001000' || siren > '000099999')).toEqual([]);
      expect(await one('select count(*) from companies where not is_demo')).toBe(0);
      expect(await one("select count(*) from people where email is null or email !~ '\\.example$'")).toBe(0);
      expect(await one("select count(*) from people where phone !~ '^(01 99 00|04 65 71|06 39 98) \\d\\d \\d\\d$'")).toBe(0);
    });
  });

  describe('cases (§10.2)', () => {
    test('240 cases of 118 companies, by track, drafts among them', async () => {
      const all = `select cluster_id, company_id, track from cases union all select cluster_id, company_id, track from support_requests where state = 'draft'`;
      const ofMain = `from (${all}) c where cluster_id = (select id from main)`;
      expect(await one(`select count(distinct company_id) ${ofMain}`)).toBe(118);
      expect(await counts(`select track, count(*) ${ofMain} group by 1`)).toEqual({
        ...{ strategy: 62, financing: 58, international: 44, eu_projects: 30, innovation: 46 },
      });
    });

    test('by state and outcome', async () => {
      const state = `case when state = 'closed' then 'closed ' || outcome when state in ${OPEN} then 'under way'
        when state in ('qualifying', 'accepted') then 'being decided' when state in ('reviewing', 'follow_up') then 'reviewed' else state end`;
      expect(await tally('cases', state)).toEqual({
        ...{ submitted: 8, 'being decided': 6, 'under way': 74, on_hold: 9, reviewed: 28, refused: 8, redirected: 6, closed_early: 7 },
        ...{ 'closed objectives_reached': 62, 'closed partly_reached': 21, 'closed not_reached': 7 },
      });
    });

    test('health of the 74 under way: about 60 % on track, 26 % to watch, 14 % in alert', async () => {
      const health = await counts(
        `select h.health, count(*) from case_health h join cases t on t.cluster_id = h.cluster_id and t.id = h.case_id
         where h.cluster_id = (select id from main) and t.state in ${OPEN} group by 1`,
      );
      expect(Math.abs((health.on_track ?? 0) / 74 - 0.6)).toBeLessThan(0.07);
      expect(Math.abs((health.watch ?? 0) / 74 - 0.26)).toBeLessThan(0.07);
      expect(Math.abs((health.alert ?? 0) / 74 - 0.14)).toBeLessThan(0.05);
    });

    test('none was asked before the contract; an ended one has its day and its reason or outcome', async () => {
      expect(await one(`select count(*) from cases where submitted_at < '${contractStartYear}-01-01'`)).toBe(0);
      expect(
        await one("select count(*) from cases where state = 'closed' and (outcome is null or ended_on is null or lessons is null)"),
      ).toBe(0);
      expect(await one("select count(*) from cases where state in ('refused', 'redirected', 'closed_early') and end_reason is null")).toBe(
        0,
      );
    });

    test('about 38 contacts a case: calls 45 %, mails 30, visits 15, meetings 10 (§10.3)', async () => {
      const kinds = await tally('notes', 'kind', "kind <> 'internal'");
      const contacts = Object.values(kinds).reduce((sum, count) => sum + count, 0);
      expect(Math.abs(contacts / 240 - 38)).toBeLessThan(5);
      for (const [kind, wanted] of Object.entries({ call: 0.45, email: 0.3, visit: 0.15, meeting: 0.1 })) {
        expect(Math.abs((kinds[kind] ?? 0) / contacts - wanted), kind).toBeLessThan(0.03);
      }
    });
  });

  describe('figures (§10.3)', () => {
    /** Yearly figures as last recorded. */
    const YEARLY = `(select distinct on (metric, company_id, cell) metric, company_id, cell::int as year, num, id from observations
      where cluster_id = (select id from main) and metric in ('EMP-01', 'POL-02', 'FIN-01', 'EXP-01') and num is not null
      order by metric, company_id, cell, chain_no desc)`;

    test('members gave the four years that are closed, but for about 14 %; about 18 % are only declared', async () => {
      const closed = `generate_series(${contractStartYear - 1}, ${Number(asOf.slice(0, 4)) - (asOf.slice(5) >= '03-01' ? 1 : 2)})`;
      // Who joined later is asked from the year before.
      const asked = `(select m.company_id, y as year from memberships m join companies c on c.cluster_id = m.cluster_id and c.id = m.company_id, ${closed} y
        where m.cluster_id = (select id from main) and m.status = 'member' and m.until_on is null and c.member_category = 'company'
          and m.from_on <= make_date(y + 1, 1, 11)) a`;
      const isGiven = (metric: string) =>
        `exists (select from ${YEARLY} o where o.metric = '${metric}' and o.company_id = a.company_id and o.year = a.year)`;
      const missing = [await share(`not ${isGiven('FIN-01')}`, asked), await share(`not ${isGiven('POL-02')}`, asked)];
      // What a case asks before its plan is sent is never missing: accounts are better known than jobs in the territory.
      expect(Math.abs(((missing[0] ?? 0) + (missing[1] ?? 0)) / 2 - 0.14), String(missing)).toBeLessThan(0.04);
      const isVerified =
        'exists (select from observation_acts a where a.cluster_id = (select id from main) and a.observation_id = o.id and a.level = 3)';
      expect(Math.abs((await share(`not ${isVerified}`, `${YEARLY} o`)) - 0.18)).toBeLessThan(0.06);
    });

    const pairs = (first: string, second: string, years: number) =>
      `(select a.num as first, b.num as second from ${YEARLY} a join ${YEARLY} b on b.company_id = a.company_id and b.year = a.year + ${years}
        where a.metric = '${first}' and b.metric = '${second}' and a.num > 0) p`;

    test('nobody exports more than it sells', async () => {
      expect(await one(`select count(*) from ${pairs('FIN-01', 'EXP-01', 0)} where second > first`)).toBe(0);
      expect(await one(`select count(*) from ${pairs('FIN-01', 'EXP-01', 0)}`)).toBeGreaterThan(300);
    });

    test('turnover grows by ln(1 + g) ~ N(0.045, 0.18²); a few jumps are flagged and commented', async () => {
      const growth = pairs('FIN-01', 'FIN-01', 1);
      expect(Math.abs((await one(`select avg(ln(second / first)) from ${growth}`)) - 0.045)).toBeLessThan(0.03);
      expect(Math.abs((await one(`select stddev(ln(second / first)) from ${growth}`)) - 0.17)).toBeLessThan(0.04);
      const flagged = await share('abs(second / first - 1) > 0.5', growth);
      expect(flagged).toBeGreaterThan(0.002);
      expect(flagged).toBeLessThan(0.05);
    });

    test('a closed case has its final figures, or why they are not known', async () => {
      const unanswered = `select count(*) from expected_figures e join cases c on c.cluster_id = e.cluster_id and c.id = e.case_id
        join events f on f.cluster_id = c.cluster_id and f.case_id = c.id and f.kind = 'case.follow_up_started'
        where c.state = 'closed' and not e.is_baseline and e.asked_at < f.recorded_at and not exists (select from observations o
          where o.cluster_id = e.cluster_id and o.company_id = e.company_id and o.metric = e.metric and (o.cell = e.cell or o.case_id = e.case_id))`;
      expect(await one(unanswered)).toBe(0);
    });

    test('reference values are of before the plan was signed', async () => {
      const late = `select count(*) from baselines b join plan_versions v on v.cluster_id = b.cluster_id and v.case_id = b.case_id and v.state = 'signed'
        where b.on_date > v.signed_at::date or b.recorded_at < v.signed_at`;
      expect(await one(late)).toBe(0);
      expect(
        await one(
          `select count(*) from baselines b join cases c on c.cluster_id = b.cluster_id and c.id = b.case_id where b.kind = 'B0' and b.on_date > c.started_on`,
        ),
      ).toBe(0);
    });
  });

  describe('the scorecard (§10.3)', () => {
    const read = async (on: string) => {
      const [main] = await sql<{ id: string }[]>`select id from main`;
      return scorecardOf(database.ownerUrl, main?.id ?? '', on);
    };

    test('of the indicators measured about 60 % are reached or on line, 25 % to watch, 15 % behind; about two are not measured', async () => {
      const lines = [...(await read(asOf)).values()];
      const said = lines.map(({ code, status, rawAttainment, coverage }) => `${code} ${status} ${rawAttainment} ${coverage}`).join('\n');
      expect(lines).toHaveLength(21);
      const count = (...statuses: string[]) => lines.filter(({ status }) => statuses.includes(status)).length;
      const measured = lines.length - count('not_measured');
      expect(measured, said).toBeGreaterThanOrEqual(18);
      expect(measured, said).toBeLessThanOrEqual(20);
      for (const [share, least, most] of [
        [count('reached', 'on_line') / measured, 0.55, 0.7],
        [count('watch') / measured, 0.15, 0.35],
        [count('gap') / measured, 0.08, 0.22],
      ] as const) {
        expect(share, said).toBeGreaterThanOrEqual(least);
        expect(share, said).toBeLessThanOrEqual(most);
      }
    });

    test('nothing is cumulated before the contract starts, and no job is lost before anybody is supported', async () => {
      for (const on of [`${contractStartYear - 1}-12-31`, `${contractStartYear}-01-02`]) {
        const lines = await read(on);
        for (const code of ['ACC-01', 'EMP-02', 'FIN-02', 'FIN-04', 'INN-03', 'EXP-03'])
          expect(lines.get(code)?.achieved ?? 0, code).toBe(0);
      }
    });

    test('reference values of the contract are those of the world: jobs of members, export share of member SMEs', async () => {
      const eve = await one(
        `select sum(o.num) from ${YEARLY_OF_MEMBERS} o where o.metric = 'POL-02' and o.year = ${contractStartYear - 1}`,
      );
      const growth = eve / 15_600;
      // About one member in ten gave nothing that year.
      expect(growth).toBeGreaterThan(0.8);
      expect(growth).toBeLessThan(1.01);
      const exports =
        await one(`select sum(e.num) / sum(t.num) from ${YEARLY_OF_MEMBERS} e join ${YEARLY_OF_MEMBERS} t using (company_id, year)
        where e.metric = 'EXP-01' and t.metric = 'FIN-01' and year = ${contractStartYear - 1} and e.size_category in ('micro', 'small', 'medium')`);
      expect(Math.abs(exports - 0.31)).toBeLessThan(0.03);
    });
  });

  test('nothing is dated of that day or later', async () => {
    expect(await tooLate(sql, asOf)).toEqual([]);
  });

  test('no milestone is done before what it waits for', async () => {
    const early = `select count(*) from milestone_dependencies d join milestones m on m.cluster_id = d.cluster_id and m.id = d.milestone_id
      join milestones b on b.cluster_id = d.cluster_id and b.id = d.blocker_id
      where m.state = 'done' and b.state <> 'not_applicable' and (b.done_at is null or b.done_at > m.done_at)`;
    expect(await one(early)).toBe(0);
  });

  test('notes read as written by people: sentences rarely come back, 15 % in English, no gap left open (§10.3)', async () => {
    const bodies = (await sql.unsafe(`select body from ${inMain('notes')}`)).map(({ body }) => body as string);
    const sentences = bodies.flatMap((body) => body.split(/(?<=[.!?])\s+(?=[A-ZÀ-Ý«“])/));
    expect(new Set(sentences).size / sentences.length).toBeGreaterThanOrEqual(0.6);
    const english = bodies.filter(
      (body) => /\b(?:the|and|will|we|is|are|at|to)\b/.test(body) && !/\b(?:le|la|les|des|pour|est)\b/.test(body),
    );
    expect(Math.abs(english.length / bodies.length - 0.15)).toBeLessThan(0.03);
    expect(bodies.filter((body) => /[{}[\]|]|undefined|NaN|(?<!\p{L})de (?:les? |[AEIOUÉ])/u.test(body))).toEqual([]);
  });

  test('no text leaves a French sign at the start of a line: its space is a no-break one', async () => {
    const columns = await sql<{ table: string; column: string }[]>`
      select c.table_name as table, c.column_name as column from information_schema.columns c join pg_tables t on t.schemaname = 'public' and t.tablename = c.table_name
      where c.table_schema = 'public' and (c.data_type in ('text', 'jsonb') or c.udt_name = '_text')`;
    const texts = await Promise.all(
      columns.map(({ table, column }) =>
        sql.unsafe(`select distinct "${column}"::text as text from "${table}" where "${column}" is not null`),
      ),
    );
    const distinct = new Set(texts.flat().map(({ text }) => text as string));
    expect([...distinct].filter((text) => frenchSigns(text) !== text)).toEqual([]);
    expect([...distinct].filter((text) => text.includes('\u202f;')).length).toBeGreaterThan(100);
    expect([...distinct].filter((text) => text.includes('\u00a0:')).length).toBeGreaterThan(50);
  });
});
