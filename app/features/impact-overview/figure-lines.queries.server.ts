import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type ContractLine, type ContractSheet, findContract } from '~/features/impact/contract.queries.server';
import { type FigureSum, figureOf, NOBODY_ASKED } from '~/features/impact/figure';
import { termsOf } from '~/features/impact/figures.queries.server';
import type { FigureSubject } from '~/features/outcomes/figures.queries.server';
import type { LocalDate } from '~/features/programmes/paris-date';
import { HAS_UNITS, isIn, SUPPORT, tracksOf } from './narrowed-figures.queries.server';
import type { OverviewFilter } from './overview-filter';
import { eveOf } from './period';

/** One line behind a figure: what a company, a project, an event or a case adds to it. */
export type FigureLine = {
  subject: FigureSubject;
  name: string;
  city: string | null;
  caseId: string | null;
  reference: string | null;
  unitKey: string;
  num: number;
  den: number | null;
  base: number | null;
  value: number;
  level: number;
  isFresh: boolean;
  validOn: LocalDate;
};

export type FigureLines = {
  indicator: ContractLine;
  contract: Pick<ContractSheet, 'name' | 'startsOn'>;
  /** What all lines make, also those that are not shown. */
  figure: number | null;
  sum: Pick<FigureSum, 'lines' | 'companies' | 'num' | 'den' | 'base' | 'value'>;
  lines: FigureLine[];
};

const FIRST_LINES = 50;
const MOST_LINES = 2000;

type Row = FigureLine & { all: FigureLines['sum'] & { fresh: number } };

/** The lines of a figure as narrow as its page, by effect; they total it. Two statements. */
export async function readFigureLines(
  tx: Tx,
  actor: Actor,
  { code, filter, isWhole }: { code: string; filter: OverviewFilter; isWhole: boolean },
): Promise<FigureLines | null> {
  const contract = await findContract(tx, actor, filter.on);
  const indicator = contract?.objectives.flatMap((objective) => objective.lines).find((line) => line.code === code);
  if (!contract || !indicator) return null;
  const rows = await readRows(tx, actor, { contract, indicator, filter, most: isWhole ? MOST_LINES : FIRST_LINES });
  const sum = rows[0]?.all ?? { lines: 0, companies: 0, num: 0, den: 0, base: 0, value: 0, fresh: 0 };
  return {
    indicator,
    contract: { name: contract.name, startsOn: contract.startsOn },
    figure: figureOf(indicator.rule, sum, indicator.scale, NOBODY_ASKED),
    sum,
    lines: rows.map(({ all: _all, ...line }) => line),
  };
}

type Asked = { contract: ContractSheet; indicator: ContractLine; filter: OverviewFilter; most: number };

async function readRows(tx: Tx, actor: Actor, { contract, indicator, filter, most }: Asked): Promise<Row[]> {
  const { on, minLevel, within, period } = filter;
  const eve = eveOf(indicator, period, on, contract.startsOn);
  const terms = termsOf(contract, [indicator.code]);
  const open = (day: LocalDate) => sql`
    select x.* from l x ${within.track === undefined ? sql`` : sql`, ${tracksOf(sql`${day}::date`)}`}
    where x.kind = 'total' and x.min_level = ${minLevel}::int and x.from_on <= ${day}::date and ${day}::date < x.until_on and ${isIn(within)}`;
  return (await tx.execute(sql`
    with ${SUPPORT},
    i as materialized (select i.*, ${HAS_UNITS} as has_units from unnest(${terms}) i),
    l as materialized (
      select s.*, i.has_units, o.cohort from ledger.spans(${terms}, 'infinity', null) s join i on i.code = s.code left join cohorts o on o.company_id = s.company_id),
    now as (${open(on)}),
    before as (${eve === null ? sql`select * from l where false` : open(eve)}),
    d as materialized (
      select coalesce(n.subject_id, b.subject_id) as subject_id, coalesce(n.company_id, b.company_id) as company_id, coalesce(n.project_id, b.project_id) as project_id,
        coalesce(n.unit_key, b.unit_key) as unit_key, coalesce(n.case_id, b.case_id) as case_id, coalesce(n.num, 0) - coalesce(b.num, 0) as num, coalesce(n.den, 0) - coalesce(b.den, 0) as den,
        coalesce(b.value, n.base) as base, coalesce(n.value, 0) as value, coalesce(n.level, b.level) as level, coalesce(n.is_fresh, false) as is_fresh, coalesce(n.valid_on, b.valid_on) as valid_on,
        (n.subject_id is not null)::int - (b.subject_id is not null)::int as lines
      from now n full join before b on b.subject_id = n.subject_id and b.unit_key = n.unit_key
      where b.subject_id is null or n.subject_id is null or n.num <> b.num or n.den is distinct from b.den),
    a as (select jsonb_build_object('lines', coalesce(sum(lines), 0), 'companies', count(distinct subject_id), 'num', coalesce(sum(num), 0), 'den', coalesce(sum(den), 0), 'base', coalesce(sum(base), 0),
      'value', coalesce(sum(value), 0), 'fresh', 0) as j from d)
    select jsonb_build_object('kind', case when d.company_id is not null then 'company' when d.project_id is not null then 'project' else 'cluster' end, 'id', d.subject_id) as subject, coalesce(c.name, p.acronym, k2.name) as name, c.city, d.case_id as "caseId", k.reference, d.unit_key as "unitKey", d.num::float8 as num,
      d.den::float8 as den, d.base::float8 as base, d.value::float8 as value, d.level, d.is_fresh as "isFresh", d.valid_on::text as "validOn", a.j as all
    from d cross join a left join companies c on c.cluster_id = ${actor.clusterId} and c.id = d.company_id left join projects p on p.cluster_id = ${actor.clusterId} and p.id = d.project_id
      left join cases k on k.cluster_id = ${actor.clusterId} and k.id = d.case_id left join clusters k2 on k2.id = d.subject_id
    order by abs(d.num) desc, name, d.unit_key limit ${most}`)) as unknown as Row[];
}
