import type postgres from 'postgres';

/** How an indicator is added up, as the test says it. */
export type PlainTerm = {
  code: string;
  rule: string;
  source: string;
  against?: string;
  perimeter?: 'members' | 'member_smes' | 'member_groups';
  isYearly?: boolean;
  isEvent?: boolean;
  isHalfYearly?: boolean;
  isOfCluster?: boolean;
};
type Place = { das: string | null; department: string | null; region: string | null; size: string | null };
/** What stands under the keys of a cut: a line of a figure, or somebody asked for one. */
type Placed = Place & { company: string | null; case_id: string | null };
type Line = Placed & { subject: string; unit: string; valid_on: string; num: number; den: number; is_fresh: boolean };
export type PlainAsk = { on: string; level: number };
export type PlainPlace = { clusterId: string; startsOn: string; growth: number };

/**
 * The values that stand, in plain SQL over the facts: nothing of schema `ledger` is called. A value is live while its last act leaves it
 * a level; it heads its chain when no later one is live; it wins its cell when no rival head is more trusted, or as trusted and later.
 */
export async function standingValues(sql: postgres.TransactionSql, { clusterId }: PlainPlace): Promise<void> {
  await sql`drop table if exists pg_temp.standing`;
  await sql`create temp table standing as
    with live as materialized (
      select o.*, coalesce(o.company_id, o.project_id, o.cluster_id) as subject,
        coalesce((select a.level from observation_acts a where a.cluster_id = o.cluster_id and a.observation_id = o.id order by a.recorded_at desc limit 1), o.entry_level) as lvl
      from observations o where o.cluster_id = ${clusterId}),
    heads as materialized (
      select l.* from live l where l.lvl > 0 and not exists (select from live n where n.chain_id = l.chain_id and n.chain_no > l.chain_no and n.lvl > 0))
    select h.* from heads h where h.num is not null
      and not exists (select from heads b where b.subject = h.subject and b.metric = h.metric and b.cell = h.cell and (b.lvl, b.recorded_at, b.id) > (h.lvl, h.recorded_at, h.id))`;
}

const FORCE = ['net', 'latest', 'ratio', 'paired_ratio', 'industry_share'];

/** The lines of an indicator on a day at a minimum trust. `isConstant`: of the members of the contract's first day, whatever became of them. */
export async function plainLines(
  sql: postgres.TransactionSql,
  { clusterId, startsOn, growth }: PlainPlace,
  term: PlainTerm,
  { on, level }: PlainAsk,
  isConstant = false,
): Promise<Line[]> {
  if (term.perimeter === 'member_groups') return groupsOnce(sql, { clusterId, startsOn, growth }, term, { on, level }, isConstant);
  const { rule, source, against = '', perimeter, isYearly = false, isEvent = false } = term;
  const grain = term.isHalfYearly ? '6 months' : '1 year';
  const since = isYearly ? `${on.slice(0, 4)}-01-01` : startsOn;
  const isIn = FORCE.includes(rule) || (isYearly && rule === 'distinct');
  const lines = await sql<Line[]>`
    with facts as (
      select s.subject, s.company_id, s.project_id, s.cell, s.lvl, s.valid_on, s.num, s.den, s.case_id, s.das, s.department, s.region, s.size from standing s
      where s.metric = ${source} and ${rule} not in ('paired_ratio', 'industry_share')
      union all
      select s.subject, s.company_id, null, s.cell, least(s.lvl, d.lvl), s.valid_on, s.num, d.num, s.case_id, s.das, s.department, s.region, s.size
      from standing s join standing d on d.subject = s.subject and d.cell = s.cell and d.metric = ${against} and d.num > 0
      where ${rule} = 'paired_ratio' and s.metric = ${source} and s.company_id is not null
      union all
      select s.subject, s.company_id, null, s.cell, s.lvl, s.valid_on, s.num * y.photonic_share / 100, 0, s.case_id, s.das, s.department, s.region, s.size
      from standing s join company_years y on y.cluster_id = ${clusterId} and y.company_id = s.company_id and y.year::text = s.cell and y.photonic_share is not null
      where ${rule} = 'industry_share' and s.metric = ${source}
      union all
      select s.subject, null, null, s.cell, s.lvl, s.valid_on, 0, s.num, null, s.das, s.department, s.region, s.size from standing s
      where ${rule} = 'industry_share' and s.metric = ${against} and s.company_id is null and s.project_id is null),
    known as (
      select f.*, case when ${rule} in ('sum', 'mean', 'yearly_ratio') or (${rule} = 'distinct' and ${isEvent}) then f.cell
        when ${rule} = 'ratio' and f.company_id is not null then coalesce(f.case_id, f.subject)::text else f.subject::text end as unit
      from facts f where f.lvl >= ${level}::int and f.valid_on <= ${on}::date and (${isIn} or f.valid_on >= ${since}::date)),
    base as (
      select b.company_id, b.num, b.on_date from baselines b where b.cluster_id = ${clusterId} and b.metric = ${source}
        and not exists (select from baselines e where e.cluster_id = b.cluster_id and e.metric = b.metric and e.company_id = b.company_id and e.case_id <> b.case_id
          and (e.recorded_at, e.id) < (select f.recorded_at, f.id from baselines f where f.cluster_id = b.cluster_id and f.metric = b.metric and f.company_id = b.company_id and f.case_id = b.case_id
            order by f.recorded_at, f.id limit 1))
        and not exists (select from baselines n where n.cluster_id = b.cluster_id and n.metric = b.metric and n.company_id = b.company_id and n.case_id = b.case_id and (n.recorded_at, n.id) > (b.recorded_at, b.id))),
    chosen as (
      select k.*, b.num as base from known k left join base b on b.company_id = k.company_id
      where case when ${rule} = 'distinct' then k.num > 0 and not exists (select from known e where e.subject = k.subject and e.unit = k.unit and e.num > 0
            and (not ${isYearly} or k.project_id is not null or e.valid_on >= ${since}::date) and (e.valid_on, e.cell collate "C") < (k.valid_on, k.cell collate "C"))
            and (not ${isYearly} or k.valid_on >= ${since}::date)
        when ${rule} = 'growth' then b.num > 0 and k.num >= b.num * (1 + ${growth}::numeric) and k.valid_on > b.on_date and not exists (select from known e where e.subject = k.subject
            and e.num >= b.num * (1 + ${growth}::numeric) and e.valid_on > b.on_date and (e.valid_on, e.cell collate "C") < (k.valid_on, k.cell collate "C"))
        when ${FORCE.includes(rule)} then ${on}::date <= (k.valid_on + ${grain}::interval + interval '1 year')::date and (${rule} <> 'net' or (k.valid_on >= b.on_date and ${on}::date >= ${startsOn}::date))
            and not exists (select from known e where e.subject = k.subject and e.unit = k.unit
              and (e.valid_on > k.valid_on or (e.valid_on = k.valid_on and (e.lvl > k.lvl or (e.lvl = k.lvl and e.cell collate "C" < k.cell collate "C")))))
        else true end)
    select c.subject, c.company_id as company, c.unit, c.valid_on::text as valid_on, c.case_id,
      (case when ${rule} in ('distinct', 'growth') then 1 when ${rule} = 'net' then c.num - c.base else c.num end)::float8 as num,
      (case when ${rule} in ('distinct', 'growth') then 0 else coalesce(c.den, 0) end)::float8 as den,
      not ${FORCE.includes(rule)} or ${on}::date <= (c.valid_on + ${grain}::interval)::date as is_fresh, c.das, c.department, c.region, c.size
    from chosen c
    where ${perimeter ?? null}::text is null or c.company_id is null or exists (
      select from memberships m join companies o on o.cluster_id = m.cluster_id and o.id = m.company_id
      where m.cluster_id = ${clusterId} and m.company_id = c.company_id and m.status = 'member' and o.member_category = 'company'
        and ${isConstant ? startsOn : on}::date >= m.from_on and (m.until_on is null or ${isConstant ? startsOn : on}::date <= m.until_on)
        and (${perimeter ?? ''} <> 'member_smes' or coalesce(c.size, o.size_category) in ('micro', 'small', 'medium')))`;
  return lines;
}

/**
 * The members' lines without those of a company that another member holds, in the year of that member's own value in force, whatever its trust.
 * Two that hold each other are both kept.
 */
async function groupsOnce(sql: postgres.TransactionSql, place: PlainPlace, term: PlainTerm, { on, level }: PlainAsk, isConstant: boolean) {
  const members: PlainTerm = { ...term, perimeter: 'members' };
  const heads = await plainLines(sql, place, members, { on, level: 1 }, isConstant);
  const lines = await plainLines(sql, place, members, { on, level }, isConstant);
  const said = await sql<{ held: string; holder: string; year: number }[]>`
    select l.company_id as held, h.id as holder, l.year from capital_links l join companies h on h.cluster_id = l.cluster_id and h.siren = l.siren
    where l.cluster_id = ${place.clusterId} and l.kind = 'linked' and l.side = 'holder' and l.removed_at is null
    union select h.id, l.company_id, l.year from capital_links l join companies h on h.cluster_id = l.cluster_id and h.siren = l.siren
    where l.cluster_id = ${place.clusterId} and l.kind = 'linked' and l.side = 'holding' and l.removed_at is null`;
  const known = new Set(said.map(({ holder, held, year }) => `${holder} ${held} ${year}`));
  const holds = (holder: Line, held: Line) => {
    const year = Number(holder.valid_on.slice(0, 4));
    const [one, other] = [holder.company, held.company];
    return one !== other && known.has(`${one} ${other} ${year}`) && !known.has(`${other} ${one} ${year}`);
  };
  return lines.filter((line) => !heads.some((head) => holds(head, line)));
}

/** The year of each company's first supported case, the tracks on which it is supported on a day, and where it stands now. */
export async function plainSupport(sql: postgres.TransactionSql, { clusterId }: PlainPlace, on: string) {
  const rows = await sql<{ id: string; track: string; company: string; started: string | null }[]>`
    select id, track, company_id as company, started_on::text as started from cases where cluster_id = ${clusterId}`;
  const now = await sql<({ id: string } & Place)[]>`
    select id, main_das as das, department_code as department, region_code as region, size_category as size from companies where cluster_id = ${clusterId}`;
  const places = new Map(now.map(({ id, ...place }) => [id, place]));
  const cohort = new Map<string, string>();
  const tracks = new Map<string, Set<string>>();
  const trackOfCase = new Map(rows.map(({ id, track }) => [id, track]));
  for (const { company, track, started } of rows) {
    if (started === null) continue;
    const year = started.slice(0, 4);
    if (year < (cohort.get(company) ?? '9999')) cohort.set(company, year);
    if (started <= on) tracks.set(company, (tracks.get(company) ?? new Set()).add(track));
  }
  return { cohort, tracks, trackOfCase, places };
}
export type PlainSupport = Awaited<ReturnType<typeof plainSupport>>;

export type PlainSum = { lines: number; companies: number; num: number; den: number; fresh: number };

function addUp(lines: readonly Line[]): PlainSum {
  const sum = (pick: (line: Line) => number) => lines.reduce((total, line) => total + pick(line), 0);
  return {
    lines: lines.length,
    companies: new Set(lines.map(({ subject }) => subject)).size,
    num: sum(({ num }) => num),
    den: sum(({ den }) => den),
    fresh: lines.filter((line) => line.is_fresh).length,
  };
}

const hasUnits = ({ rule, isEvent }: PlainTerm) =>
  ['sum', 'mean', 'ratio', 'yearly_ratio'].includes(rule) || (rule === 'distinct' && isEvent === true);

/** What stands under each key of a cut; under a pair of dimensions, the two keys with a space between. */
export function cutBy<P extends Placed>(term: PlainTerm, all: readonly P[], cut: string, support: PlainSupport): Map<string, P[]> {
  const keysIn = (one: P, dimension: string): string[] => {
    if (dimension === 'total') return [''];
    if (dimension === 'cohort') return [(one.company && support.cohort.get(one.company)) || ''];
    if (dimension !== 'track') return [one[dimension as keyof Place] ?? ''];
    if (hasUnits(term) || one.company === null) return [(hasUnits(term) && one.case_id && support.trackOfCase.get(one.case_id)) || ''];
    const tracks = [...(support.tracks.get(one.company) ?? [])];
    return tracks.length === 0 ? [''] : tracks;
  };
  const [first = '', second] = cut.split(' ');
  const byKey = new Map<string, P[]>();
  for (const one of all)
    for (const key of keysIn(one, first))
      for (const beside of second === undefined ? [null] : keysIn(one, second)) {
        const at = beside === null ? key : `${key} ${beside}`;
        byKey.set(at, [...(byKey.get(at) ?? []), one]);
      }
  return byKey;
}

/** Lines by the highest trust at which each counts. */
export function apartLines(byLevel: Record<number, readonly Line[]>, level: number): PlainSum {
  const above = new Set(
    [1, 2, 3].filter((other) => other > level).flatMap((other) => (byLevel[other] ?? []).map((line) => `${line.subject} ${line.unit}`)),
  );
  return addUp((byLevel[level] ?? []).filter((line) => !above.has(`${line.subject} ${line.unit}`)));
}

export type Asked = Placed & { isAnswered: boolean; isCovered: boolean };

/** Who was asked on a day, and who of them has a fresh value at any trust, and at the trust. A company stands where it stands now. */
export async function plainAnswers(
  sql: postgres.TransactionSql,
  place: PlainPlace,
  term: PlainTerm,
  { on, level }: PlainAsk,
  byLevel: Record<number, readonly Line[]>,
  support: PlainSupport,
): Promise<Asked[]> {
  const { rule, source, perimeter } = term;
  const isByCase = hasUnits(term);
  const { clusterId, startsOn } = place;
  const asked = new Map<string, { company: string | null; case_id: string | null }>();
  if (perimeter) {
    for (const { id } of await sql<{ id: string }[]>`
      select distinct o.id from memberships m join companies o on o.cluster_id = m.cluster_id and o.id = m.company_id where m.cluster_id = ${clusterId} and m.status = 'member'
        and o.member_category = 'company' and m.from_on <= ${on} and (m.until_on is null or m.until_on >= ${on})
        and (${perimeter} <> 'member_smes' or o.size_category in ('micro', 'small', 'medium'))`)
      asked.set(id, { company: id, case_id: null });
  } else if (!term.isOfCluster) {
    for (const { unit, ...who } of await sql<{ unit: string; company: string; case_id: string | null }[]>`
      select case when ${isByCase} then case_id else company_id end as unit, company_id as company, case when ${isByCase} then case_id end as case_id from expected_figures where cluster_id = ${clusterId} and metric = ${source} and not is_baseline and valid_on <= ${on}
        and (not ${term.isYearly ?? false} or extract(year from valid_on) = extract(year from ${on}::date))
      union select company_id, company_id, null from baselines where cluster_id = ${clusterId} and metric = ${source} and ${rule} in ('net', 'growth') and on_date <= ${on}`)
      asked.set(unit, who);
  }
  if (rule === 'industry_share' || (term.isOfCluster && rule === 'ratio' && on >= startsOn))
    if (on >= startsOn) asked.set(clusterId, NOBODY);
  // Who is counted with their holder has answered all the same.
  const given = async (one: number) =>
    perimeter === 'member_groups'
      ? await plainLines(sql, place, { ...term, perimeter: 'members' }, { on, level: one })
      : rule === 'growth'
        ? await plainLines(sql, place, { ...term, rule: 'net' }, { on, level: one })
        : (byLevel[one] ?? []);
  const keyOf = (line: Line) =>
    line.company === null && ['sum', 'distinct', 'yearly_ratio'].includes(rule)
      ? line.unit
      : isByCase && line.company !== null
        ? line.case_id
        : line.subject;
  const keys = async (one: number) => new Set((await given(one)).filter((line) => line.is_fresh).map(keyOf));
  const [first, second, third] = [await keys(1), await keys(2), await keys(3)];
  const registered = (byLevel[1] ?? []).filter((line) => line.company === null && ['sum', 'distinct', 'yearly_ratio'].includes(rule));
  const at = [first, second, third][level - 1] ?? first;
  const units = [
    ...[...asked].map(([unit, who]) => ({ unit, ...NOWHERE, ...((who.company && support.places.get(who.company)) || {}), ...who })),
    ...registered.map(({ unit, das, department, region, size }) => ({ unit, ...NOBODY, das, department, region, size })),
  ];
  return units.map(({ unit, ...where }) => ({
    ...where,
    isAnswered: first.has(unit) || second.has(unit) || third.has(unit),
    isCovered: at.has(unit),
  }));
}
const NOBODY = { company: null, case_id: null };
const NOWHERE: Place = { das: null, department: null, region: null, size: null };

export { addUp };
