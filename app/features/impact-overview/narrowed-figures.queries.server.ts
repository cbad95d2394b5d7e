import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { ContractSheet } from '~/features/impact/contract.queries.server';
import { type Answers, type FigureSum, NO_LINES, NOBODY_ASKED } from '~/features/impact/figure';
import { type FigureCut, termsOf } from '~/features/impact/figures.queries.server';
import type { LocalDate } from '~/features/programmes/paris-date';
import { DIMENSIONS, type Dimension, type Narrowing } from './overview-filter';

type Kind = 'total' | 'apart' | 'answers';
export type Ask = { kind: Kind; code: string; level: number; on: LocalDate };
type Row = FigureSum & Ask & { key: string };
type Wanted = { asks: readonly Ask[]; cut: FigureCut; within: Narrowing };

/** What was read, by place: a figure that has no row has no line. */
export type Figures = {
  keysOf: (code: string) => string[];
  sum: (code: string, on: LocalDate, level: number, key?: string) => FigureSum;
  apart: (code: string, on: LocalDate, level: number) => FigureSum;
  answers: (code: string, on: LocalDate, level: number, key?: string) => Answers;
};

const texts = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;

/** Subjects whose facts are counted again while somebody waits: two seconds or so. */
const MOST_RECOUNTED = 5_000;

/** Whether what no total holds, a cut of a narrowed figure or its lines, can be counted from the facts of this cluster at a reading. */
export async function isRecountable(tx: Tx): Promise<boolean> {
  const [row] = await tx.execute(sql`
    select not exists (select from impact_parts where cluster_id = access.cluster_id() offset ${MOST_RECOUNTED}) as "isSmall"`);
  return row?.isSmall === true;
}

/** At how many dimensions at once figures are read from totals: beyond, they are counted again from the facts. */
const MOST_TOTALLED = 2;

/** Whether figures narrowed so far, and cut by one dimension more, stand in the totals of any cluster. */
export function areTotalled(within: Narrowing, cut: FigureCut): boolean {
  return dimensionsOf(within, cut).length <= MOST_TOTALLED;
}

const dimensionsOf = (within: Narrowing, cut: FigureCut) => DIMENSIONS.filter((one) => within[one] !== undefined || one === cut);

/**
 * Figures under one cut, of what the narrowings leave. From totals where these are two dimensions in all; three or more at once are
 * counted again from the facts. One statement. `apart` is kept for the whole only.
 */
export async function readNarrowed(tx: Tx, contract: ContractSheet, { asks, cut, within }: Wanted): Promise<Figures> {
  if (asks.length === 0) return byPlace([]);
  return byPlace(await (areTotalled(within, cut) ? readTotals : recount)(tx, contract, { asks, cut, within }));
}

function byPlace(rows: readonly Row[]): Figures {
  const found = new Map<string, FigureSum>();
  const keys = new Map<string, Set<string>>();
  for (const { kind, code, level, on, key, ...sum } of rows) {
    found.set(`${kind} ${code} ${level} ${on} ${key}`, sum);
    keys.set(code, (keys.get(code) ?? new Set()).add(key));
  }
  const at = (kind: Kind, code: string, on: LocalDate, level: number, key = '') => found.get(`${kind} ${code} ${level} ${on} ${key}`);
  return {
    keysOf: (code) => [...(keys.get(code) ?? [])].sort(),
    sum: (code, on, level, key) => at('total', code, on, level, key) ?? NO_LINES,
    apart: (code, on, level) => at('apart', code, on, level) ?? NO_LINES,
    answers: (code, on, level, key) => {
      const sum = at('answers', code, on, level, key);
      return sum
        ? { expected: sum.lines, answered: sum.companies, covered: sum.num, weight: sum.den, coveredWeight: sum.base }
        : NOBODY_ASKED;
    },
  };
}

const MEASURES = sql`sum(lines)::int as lines, sum(companies)::int as companies, sum(num)::float8 as num, sum(den)::float8 as den, sum(base)::float8 as base, sum(value)::float8 as value,
  sum(fresh)::int as fresh`;

const askedFor = (asks: readonly Ask[]) => sql`${texts(asks.map(({ kind }) => kind))}, ${texts(asks.map(({ code }) => code))},
  ${sql.param(asks.map(({ level }) => level))}::int[], ${sql.param(asks.map(({ on }) => on))}::date[]`;

const codesOf = (asks: readonly Ask[]) => [...new Set(asks.map(({ code }) => code))];

/** Of one dimension, or of the pair of both; `key` is the one that is cut by, the other is held. */
async function readTotals(tx: Tx, contract: ContractSheet, { asks, cut, within }: Wanted): Promise<Row[]> {
  const [first, second] = dimensionsOf(within, cut);
  const held = (dimension: Dimension | undefined) => sql`${(dimension && within[dimension]) ?? null}::text`;
  const key = cut === 'total' ? sql`''` : cut === first ? sql`key` : sql`beside`;
  return (await tx.execute(sql`
    select kind, code, level, as_of::text as on, ${key} as key, ${MEASURES}
    from ledger.figures(${termsOf(contract, codesOf(asks))}, ${askedFor(asks)}, ${[first ?? 'total', second].filter(Boolean).join(' ')}, ${held(first)}, ${held(second)})
    group by 1, 2, 3, 4, 5 having sum(lines) <> 0`)) as unknown as Row[];
}

/** How a line, or who was asked, is placed in each dimension. */
const PLACES: Record<Dimension, SQL> = {
  das: sql`coalesce(x.das, '')`,
  department: sql`coalesce(x.department, '')`,
  region: sql`coalesce(x.region, '')`,
  size: sql`coalesce(x.size, '')`,
  cohort: sql`coalesce(x.cohort, '')`,
  track: sql`u.track`,
};

export const isIn = (within: Narrowing): SQL =>
  sql.join(
    [
      sql`true`,
      ...DIMENSIONS.flatMap((dimension) => (within[dimension] === undefined ? [] : [sql`${PLACES[dimension]} = ${within[dimension]}`])),
    ],
    sql` and `,
  );

/** Companies on their tracks since when, and the year in which each was first supported; `c` is the cluster. */
export const SUPPORT = sql`
  here as (select access.cluster_id() as c),
  support as materialized (
    select k.company_id, k.track::text as track, min(k.started_on) as from_on from cases k, here where k.cluster_id = here.c and k.started_on is not null group by 1, 2),
  cohorts as materialized (select s.company_id, extract(year from min(s.from_on))::text as cohort from support s group by 1)`;

/** The tracks of `x` on `day`: that of its case when it counts by case, else all those of its company. */
export const tracksOf = (day: SQL): SQL => sql`
  lateral (
    select coalesce((select k.track::text from cases k, here where k.cluster_id = here.c and k.id = x.case_id), '') as track where x.has_units or x.company_id is null
    union all
    select s.track from support s where not x.has_units and s.company_id = x.company_id and s.from_on <= ${day}
    union all
    select '' where not x.has_units and x.company_id is not null and not exists (select from support s where s.company_id = x.company_id and s.from_on <= ${day})) u`;

/** Whether an indicator counts events and cases, of which a subject may have several. */
export const HAS_UNITS = sql`i.rule in ('sum', 'mean', 'ratio', 'yearly_ratio') or (i.rule = 'distinct' and i.grain = 'event')`;

async function recount(tx: Tx, contract: ContractSheet, { asks, cut, within }: Wanted): Promise<Row[]> {
  const key = cut === 'total' ? sql`''` : PLACES[cut];
  const isByTrack = cut === 'track' || within.track !== undefined;
  const tracks = isByTrack ? sql`, ${tracksOf(sql`r.d`)}` : sql``;
  const terms = termsOf(contract, codesOf(asks));
  return (await tx.execute(sql`
    with ${SUPPORT},
    r as materialized (select * from unnest(${askedFor(asks)}) r (kind, code, level, d)),
    i as materialized (select i.*, ${HAS_UNITS} as has_units from unnest(${terms}) i),
    l as materialized (
      select s.*, i.has_units, i.rule, o.cohort from ledger.spans(${terms}, 'infinity', null) s join i on i.code = s.code left join cohorts o on o.company_id = s.company_id),
    given as materialized (
      select x.code, x.subject_id, x.min_level, x.from_on, x.until_on,
        case when x.has_units and x.company_id is not null then x.case_id::text when x.has_units then x.unit_key else x.subject_id::text end as asked_key
      from l x where x.is_fresh and x.kind = any (case when x.rule = 'growth' then array['given'] else array['total', 'in_group'] end)),
    asked as materialized (
      select a.*, i.has_units, o.main_das::text as das, o.department_code::text as department, o.region_code::text as region, o.size_category::text as size, h.cohort
      from ledger.asked(${terms}, 'infinity', null) a join i on i.code = a.code cross join here left join companies o on o.cluster_id = here.c and o.id = a.company_id
        left join cohorts h on h.company_id = a.company_id
      union all
      select x.code, x.subject_id, null, x.unit_key, null, x.from_on, x.until_on, x.has_units, x.das, x.department, x.region, x.size, null
      from l x where x.company_id is null and x.kind = 'total' and x.min_level = 1 and x.rule in ('sum', 'distinct', 'yearly_ratio')),
    counted as (
      select 'total' as kind, r.code, r.level, r.d, ${key} as key, count(*) as lines, count(distinct x.subject_id) as companies, coalesce(sum(x.num), 0) as num, coalesce(sum(x.den), 0) as den,
        coalesce(sum(x.base), 0) as base, coalesce(sum(x.value), 0) as value, count(*) filter (where x.is_fresh) as fresh
      from r join l x on x.kind = 'total' and x.code = r.code and x.min_level = r.level and x.from_on <= r.d and r.d < x.until_on ${tracks}
      where r.kind = 'total' and ${isIn(within)} group by 2, 3, 4, 5
      union all
      select 'answers', r.code, r.level, r.d, ${key}, count(*), count(*) filter (where g.levels is not null), count(*) filter (where r.level = any (g.levels)), 0, 0, 0, 0
      from r join asked x on x.code = r.code and x.from_on <= r.d and r.d < x.until_on
        left join lateral (select array_agg(n.min_level) as levels from given n
          where n.code = x.code and n.subject_id = x.subject_id and n.asked_key = x.asked_key and n.from_on <= r.d and r.d < n.until_on) g on true ${tracks}
      where r.kind = 'answers' and ${isIn(within)} group by 2, 3, 4, 5)
    select kind, code, level, d::text as on, key, ${MEASURES} from counted group by 1, 2, 3, 4, 5`)) as unknown as Row[];
}
