import fc from 'fast-check';
import type postgres from 'postgres';
import { newId } from '~/platform/id.server';
import type { ClusterWorld } from '../../support/world';

/** The observed metrics of the contract, by whom they are about. */
const OF_COMPANIES = ['ACC-01', 'ACC-06', 'EMP-01', 'FIN-01', 'FIN-04', 'ACC-04', 'EXP-01', 'POL-02', 'INN-03', 'EXP-03'] as const;
const OF_PROJECTS = ['PRJ-01', 'PRJ-03', 'PRJ-07', 'PRJ-04', 'EUR-01', 'EUR-02', 'EUR-03'] as const;
const OF_CLUSTER = ['INT-01', 'INT-02', 'POL-03', 'POL-04'] as const;
const METRICS = [...OF_COMPANIES, ...OF_PROJECTS, ...OF_CLUSTER];
const ANNUAL = ['EMP-01', 'FIN-01', 'EXP-01', 'POL-02', 'POL-03', 'POL-04', 'INT-02'];
const RATIOS = ['ACC-06', 'PRJ-03', 'EUR-02', 'INT-02', 'POL-03'];
const LEVELS = { confirmed: 2, verified: 3, refuted: 0, withdrawn: 0, reopened: 1 } as const;
type Act = keyof typeof LEVELS;

const fact = fc.record({
  metric: fc.constantFrom(...METRICS),
  who: fc.nat(2),
  place: fc.nat(4),
  isLeaders: fc.boolean(),
  num: fc.option(fc.integer({ min: 0, max: 12 }), { freq: 6 }),
  /** Continue the cell's chain, or start a rival. */
  isCorrection: fc.boolean(),
  acts: fc.array(fc.constantFrom<Act>('confirmed', 'verified', 'verified', 'refuted', 'withdrawn', 'reopened'), { maxLength: 3 }),
  das: fc.constantFrom('DAS1', 'DAS2', null),
  department: fc.constantFrom('13', '83', null),
  region: fc.constantFrom('93', '76', null),
  size: fc.constantFrom('small', 'medium', 'mid_cap', null),
});
/** Where a company stands from now on, which moves none of its facts. */
const move = fc.record({
  who: fc.nat(2),
  das: fc.constantFrom('DAS1', 'DAS2', null),
  department: fc.constantFrom('13', '83'),
  region: fc.constantFrom('93', '76'),
  size: fc.constantFrom('small', 'medium', 'mid_cap'),
});
const baseline = fc.record({
  who: fc.nat(2),
  isFirstCase: fc.boolean(),
  metric: fc.constantFrom('EMP-01', 'FIN-01'),
  num: fc.integer({ min: 0, max: 12 }),
  year: fc.integer({ min: 2022, max: 2024 }),
});
const membership = fc.record({
  who: fc.nat(2),
  from: fc.constantFrom('2021-03-01', '2023-01-01', '2024-07-15'),
  months: fc.option(fc.integer({ min: 1, max: 30 })),
});
const photonics = fc.record({
  who: fc.nat(2),
  year: fc.integer({ min: 2021, max: 2025 }),
  share: fc.option(fc.integer({ min: 0, max: 100 })),
});
const link = fc.record({
  who: fc.nat(2),
  other: fc.nat(2),
  year: fc.integer({ min: 2021, max: 2025 }),
  isHolder: fc.boolean(),
  kind: fc.constantFrom('linked', 'linked', 'linked', 'partner'),
  isRemoved: fc.constantFrom(false, false, false, true),
});
const start = fc.record({ who: fc.nat(2), isFirstCase: fc.boolean(), on: fc.constantFrom('2023-02-01', '2024-06-30', '2025-05-13') });

/** Facts of any kind, in the order in which they become known. */
export const someFacts = fc.record({
  facts: fc.array(fact, { minLength: 30, maxLength: 60 }),
  baselines: fc.array(baseline, { minLength: 3, maxLength: 8 }),
  memberships: fc.array(membership, { minLength: 2, maxLength: 4 }),
  photonics: fc.array(photonics, { minLength: 3, maxLength: 10 }),
  links: fc.array(link, { minLength: 4, maxLength: 10 }),
  starts: fc.array(start, { minLength: 1, maxLength: 5 }),
  moves: fc.array(move, { minLength: 1, maxLength: 4 }),
});
export type SomeFacts = typeof someFacts extends fc.Arbitrary<infer F> ? F : never;
export type Subjects = { companies: { companyId: string; caseIds: string[] }[]; projectIds: string[] };

/** Where a value stands: five cells a metric, each with its own day. */
function cellOf(metric: string, place: number, who: number, caseId: string): { cell: string; validOn: string } {
  const year = 2021 + place;
  if (ANNUAL.includes(metric)) return { cell: String(year), validOn: `${year}-12-31` };
  if (metric === 'ACC-01' || metric === 'ACC-06') {
    const half = `${2024 + Math.floor(place / 2)}-H${(place % 2) + 1}`;
    const validOn = half.endsWith('1') ? `${half.slice(0, 4)}-06-30` : `${half.slice(0, 4)}-12-31`;
    return { cell: metric === 'ACC-06' ? `${half}/${caseId}` : half, validOn };
  }
  return { cell: `K${who}-${place}`, validOn: `${2022 + place}-05-1${place}` };
}

/** Writes them as they became known; each part in a transaction of its caller. */
export class Facts {
  readonly #chains = new Map<string, { id: string; no: number }>();
  #clock = Date.parse('2026-01-01T00:00:00Z');

  constructor(
    private readonly cluster: ClusterWorld,
    private readonly subjects: Subjects,
  ) {}

  #instant(): string {
    this.#clock += 60_000;
    return new Date(this.#clock).toISOString();
  }

  async write(sql: postgres.TransactionSql, some: Partial<SomeFacts>): Promise<void> {
    for (const one of some.memberships ?? []) await this.#join(sql, one);
    for (const { who, year, share } of some.photonics ?? []) await this.#sayShare(sql, this.#company(who).companyId, year, share);
    for (const one of some.links ?? []) await this.#link(sql, one);
    for (const { who, isFirstCase, on } of some.starts ?? [])
      await sql`update cases set started_on = ${on} where cluster_id = ${this.cluster.clusterId} and id = ${this.#company(who).caseIds[isFirstCase ? 0 : 1]!}`;
    for (const { who, das, department, region, size } of some.moves ?? [])
      await sql`update companies set main_das = ${das}, department_code = ${department}, region_code = ${region}, size_category = ${size}
        where cluster_id = ${this.cluster.clusterId} and id = ${this.#company(who).companyId}`;
    for (const one of some.baselines ?? []) await this.#freeze(sql, one);
    for (const one of some.facts ?? []) await this.#observe(sql, one);
  }

  #company(who: number) {
    return this.subjects.companies[who % this.subjects.companies.length]!;
  }

  async #join(sql: postgres.TransactionSql, { who, from, months }: SomeFacts['memberships'][number]) {
    const { companyId } = this.#company(who);
    const until = months === null ? null : sql`(${from}::date + make_interval(months => ${months}))::date`;
    await sql`insert into memberships (cluster_id, company_id, status, from_on, until_on) select ${this.cluster.clusterId}, ${companyId}, 'member', ${from}, ${until}
      where not exists (select from memberships where cluster_id = ${this.cluster.clusterId} and company_id = ${companyId})`;
  }

  async #sayShare(sql: postgres.TransactionSql, companyId: string, year: number, share: number | null) {
    const { clusterId, actors } = this.cluster;
    const known =
      await sql`update company_years set photonic_share = ${share} where cluster_id = ${clusterId} and company_id = ${companyId} and year = ${year} returning id`;
    if (known.length === 0)
      await sql`insert into company_years (cluster_id, company_id, closed_on, photonic_share, source, recorded_by_id) values (${clusterId}, ${companyId}, ${`${year}-12-31`}, ${share}, 'staff', ${actors.advisor.personId})`;
  }

  /** What one company says of another, either way round, again as often as it likes: the later word stands. */
  async #link(sql: postgres.TransactionSql, { who, other, year, isHolder, kind, isRemoved }: SomeFacts['links'][number]) {
    const { clusterId, actors } = this.cluster;
    const [one, two] = [this.#company(who).companyId, this.#company(other).companyId];
    if (one === two) return;
    const side = isHolder ? 'holder' : 'holding';
    const removed = isRemoved ? sql`now()` : null;
    const known = await sql`update capital_links set kind = ${kind}, share = ${kind === 'linked' ? 80 : 40}, removed_at = ${removed}
      where cluster_id = ${clusterId} and company_id = ${one} and year = ${year} and side = ${side} and name = ${two} returning id`;
    if (known.length === 0)
      await sql`insert into capital_links (cluster_id, company_id, year, side, kind, name, siren, share, source, recorded_by_id, removed_at)
        select ${clusterId}, ${one}, ${year}, ${side}, ${kind}, ${two}, c.siren, ${kind === 'linked' ? 80 : 40}, 'staff', ${actors.advisor.personId}, ${removed}
        from companies c where c.cluster_id = ${clusterId} and c.id = ${two}`;
  }

  async #freeze(sql: postgres.TransactionSql, { who, isFirstCase, metric, num, year }: SomeFacts['baselines'][number]) {
    const { companyId, caseIds } = this.#company(who);
    await sql`insert into baselines (cluster_id, metric, company_id, case_id, kind, num, on_date, by_id, recorded_at)
      values (${this.cluster.clusterId}, ${metric}, ${companyId}, ${caseIds[isFirstCase ? 0 : 1]!}, 'B0', ${num}, ${`${year}-12-31`}, ${this.cluster.actors.advisor.personId}, ${this.#instant()})`;
  }

  async #observe(sql: postgres.TransactionSql, one: SomeFacts['facts'][number]) {
    const { clusterId, actors } = this.cluster;
    const { metric, who, place, isLeaders, isCorrection, acts } = one;
    const isCompany = (OF_COMPANIES as readonly string[]).includes(metric);
    const isProject = (OF_PROJECTS as readonly string[]).includes(metric);
    const { companyId, caseIds } = this.#company(who);
    const caseId = isCompany ? caseIds[place % 2]! : null;
    const projectId = isProject ? this.subjects.projectIds[who % this.subjects.projectIds.length]! : null;
    const { cell, validOn } = cellOf(metric, place, who, caseId ?? '');
    const at = `${metric} ${isCompany ? companyId : (projectId ?? clusterId)} ${cell}`;
    const id = newId();
    const known = this.#chains.get(at);
    const chain = isCorrection && known ? { id: known.id, no: known.no + 1 } : { id, no: 1 };
    this.#chains.set(at, chain);
    const den = RATIOS.includes(metric) && one.num !== null ? one.num + 3 : null;
    await sql`insert into observations (cluster_id, id, metric, metric_version, company_id, project_id, cell, chain_id, chain_no, valid_on, num, den, unknown_reason, entry_level, author_id, case_id,
        recorded_at, das, department, region, size)
      values (${clusterId}, ${id}, ${metric}, 1, ${isCompany ? companyId : null}, ${projectId}, ${cell}, ${chain.id}, ${chain.no}, ${validOn}, ${one.num}, ${den}, ${one.num === null ? 'not_measured' : null},
        ${isLeaders ? 2 : 1}, ${actors.advisor.personId}, ${caseId}, ${this.#instant()}, ${one.das}, ${one.department}, ${one.region}, ${one.size})`;
    let level = isLeaders ? 2 : 1;
    for (const act of acts) {
      level = act === 'confirmed' || act === 'verified' ? Math.max(level, LEVELS[act]) : LEVELS[act];
      await sql`insert into observation_acts (cluster_id, observation_id, company_id, project_id, metric, act, level, by_id, reason, evidence, recorded_at)
        values (${clusterId}, ${id}, ${isCompany ? companyId : null}, ${projectId}, ${metric}, ${act}, ${level}, ${actors.advisor.personId}, 'r', 'e', ${this.#instant()})`;
    }
  }
}
