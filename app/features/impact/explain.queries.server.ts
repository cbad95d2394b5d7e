import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { FrozenBaseline } from '~/features/outcomes/figure-sheet';
import { evidenceWords, type FigureMoment, type FigureSubject, listFigureHistory } from '~/features/outcomes/figures.queries.server';
import type { LocalDate } from '~/features/programmes/paris-date';
import { type ContractLine, type ContractSheet, findContract } from './contract.queries.server';
import { type LeftOut, readLeftOut } from './explain-left-out.queries.server';
import { type Answers, type FigureSum, figureOf, NO_LINES, NOBODY_ASKED } from './figure';
import { readWholeFigures, termsOf } from './figures.queries.server';
import type { ImpactReading } from './reading';

/** One line of a figure: a company, a project, the cluster, an event or a case, with the value and the evidence behind it. */
export type ExplainLine = {
  subject: FigureSubject;
  name: string;
  /** The company's town, the project's title. */
  detail: string | null;
  unitKey: string;
  reference: string | null;
  num: number;
  den: number | null;
  base: number | null;
  value: number;
  level: number;
  isFresh: boolean;
  validOn: LocalDate;
  observationId: string;
  evidence: string | null;
};

export type Explanation = {
  contract: Pick<ContractSheet, 'name' | 'startsOn' | 'growthThreshold'>;
  indicator: ContractLine;
  figure: number | null;
  sum: FigureSum;
  answers: Answers;
  /** Null where there are too many lines to read each one's. */
  evidenceCount: number | null;
  lines: ExplainLine[];
  /** By effect, or by subject where there are too many to sort. */
  isBySubject: boolean;
  /** The subject after which the next lines stand. */
  next: string | null;
  /** The lines that the page does not show, added up. */
  others: { lines: number; num: number; den: number; base: number; value: number };
  leftOut: LeftOut[];
  chosen: { subject: FigureSubject; name: string; moments: FigureMoment[]; baselines: FrozenBaseline[] } | null;
};

const FIRST_LINES = 50;
const MOST_LINES = 2000;
/** From so many lines on, they are read some subjects at a time, in the order of their keys. */
export const SORTED_UP_TO = 4000;
const SUBJECTS_AT_ONCE = 60;

export type ExplainAsk = {
  code: string;
  reading: ImpactReading;
  subject: FigureSubject | null;
  isWhole: boolean;
  after: string | null;
};

/** Where a figure comes from: definition, lines that total it, what is left out and why, history of a chosen subject. Six statements at most. */
export async function readExplanation(tx: Tx, actor: Actor, asked: ExplainAsk): Promise<Explanation | null> {
  const { code, reading, subject } = asked;
  const contract = await findContract(tx, actor, reading.on);
  const indicator = contract?.objectives.flatMap(({ lines }) => lines).find((line) => line.code === code);
  if (!contract || !indicator) return null;
  const figures = await readWholeFigures(tx, contract, [code], reading);
  const answers = figures.answers.get(code) ?? NOBODY_ASKED;
  const sum = figures.total.get(code) ?? NO_LINES;
  const isBySubject = Math.max(sum.lines, answers.expected) > SORTED_UP_TO;
  const { lines, evidenceCount, next } = await readLines(tx, actor, { contract, indicator, asked, isBySubject });
  return {
    contract: { name: contract.name, startsOn: contract.startsOn, growthThreshold: contract.growthThreshold },
    indicator,
    figure: figureOf(indicator.rule, sum, indicator.scale, answers),
    sum,
    answers,
    evidenceCount,
    lines,
    isBySubject,
    next,
    others: othersOf(sum, lines),
    leftOut: isBySubject
      ? leftOutOfTotals(figures.apart.get(code), answers, reading)
      : await readLeftOut(tx, actor, contract, indicator, reading),
    chosen: subject === null ? null : await readChosen(tx, actor, subject, indicator),
  };
}

/** What totals alone can say of the values that don't count. */
function leftOutOfTotals(
  apart: Map<number, FigureSum> | undefined,
  { expected, answered }: Answers,
  { minLevel }: ImpactReading,
): LeftOut[] {
  const below = ([2, 1] as const).filter((level) => level < minLevel);
  const reasons = below.map(
    (level): LeftOut => ({
      reason: level === 2 ? 'confirmed' : 'declared',
      count: apart?.get(level)?.lines ?? 0,
      names: [],
      value: null,
    }),
  );
  return [...reasons, { reason: 'no_answer' as const, count: expected - answered, names: [], value: null }].filter(
    ({ count }) => count > 0,
  );
}

function othersOf(sum: FigureSum, lines: readonly ExplainLine[]): Explanation['others'] {
  const shown = (pick: (line: ExplainLine) => number | null) => lines.reduce((total, line) => total + (pick(line) ?? 0), 0);
  return {
    lines: sum.lines - lines.length,
    num: sum.num - shown((line) => line.num),
    den: sum.den - shown((line) => line.den),
    base: sum.base - shown((line) => line.base),
    value: sum.value - shown((line) => line.value),
  };
}

type Read = { contract: ContractSheet; indicator: ContractLine; asked: ExplainAsk; isBySubject: boolean };

async function readLines(tx: Tx, actor: Actor, { contract, indicator, asked, isBySubject }: Read) {
  const { on, minLevel } = asked.reading;
  const most = asked.isWhole || isBySubject ? MOST_LINES : FIRST_LINES;
  const some = sql`(select array_agg(u.id) from (select distinct o.company_id as id from observations o where o.cluster_id = ${actor.clusterId} and o.metric = ${indicator.source}
    and o.company_id > ${asked.after ?? '00000000-0000-0000-0000-000000000000'}::uuid order by 1 limit ${SUBJECTS_AT_ONCE}) u)`;
  const order = isBySubject ? sql`l.subject_id, l.unit_key` : sql`abs(l.num) desc, l.den desc nulls last, l.subject_id, l.unit_key`;
  const rows = (await tx.execute(sql`
    with chosen as materialized (select ${isBySubject ? some : sql`null::uuid[]`} as ids),
    lines as materialized (
      select s.* from chosen, ledger.spans(${termsOf(contract, [indicator.code])}, 'infinity', chosen.ids) s
      where s.kind = 'total' and s.min_level = ${minLevel}::int and s.from_on <= ${on}::date and ${on}::date < s.until_on),
    proofs as materialized (
      select x.observation_id, (array_agg(x.evidence order by x.recorded_at desc))[1] as evidence from lines l
      join observation_acts x on x.cluster_id = ${actor.clusterId} and x.observation_id = l.observation_id and x.act in ('verified', 'audited') group by 1),
    shown as (select * from lines l order by ${order} limit ${most})
    select jsonb_build_object('kind', case when l.company_id is not null then 'company' when l.project_id is not null then 'project' else 'cluster' end, 'id', l.subject_id) as subject,
      coalesce(c.name, j.acronym, q.name) as name, coalesce(c.city, case when ${actor.locale} = 'en' then j.title_en else j.title_fr end) as detail, l.unit_key as "unitKey",
      coalesce(k.reference, j.label_number, j.file_number) as reference, l.num::float8 as num, l.den::float8 as den, l.base::float8 as base,
      l.value::float8 as value, l.level, l.is_fresh as "isFresh", l.valid_on::text as "validOn", l.observation_id as "observationId", ${evidenceWords(actor.locale, sql`o`, sql`coalesce(p.evidence, o.evidence)`)} as evidence,
      (select count(*)::int from lines n join observations m on m.cluster_id = ${actor.clusterId} and m.id = n.observation_id left join proofs q on q.observation_id = n.observation_id
        where coalesce(q.evidence, m.evidence) is not null) as "evidenceCount",
      (select case when cardinality(ids) = ${SUBJECTS_AT_ONCE} then ids[${SUBJECTS_AT_ONCE}] end from chosen) as next
    from shown l join clusters q on q.id = ${actor.clusterId} left join companies c on c.cluster_id = ${actor.clusterId} and c.id = l.company_id
      left join projects j on j.cluster_id = ${actor.clusterId} and j.id = l.project_id
      join observations o on o.cluster_id = ${actor.clusterId} and o.id = l.observation_id
      left join cases k on k.cluster_id = ${actor.clusterId} and k.id = l.case_id left join proofs p on p.observation_id = l.observation_id
    order by ${order}`)) as unknown as (ExplainLine & { evidenceCount: number; next: string | null })[];
  return {
    lines: rows.map(({ evidenceCount: _count, next: _next, ...line }) => line),
    evidenceCount: isBySubject ? null : (rows[0]?.evidenceCount ?? 0),
    next: rows[0]?.next ?? null,
  };
}

async function readChosen(
  tx: Tx,
  actor: Actor,
  subject: FigureSubject,
  { source, against }: Pick<ContractLine, 'source' | 'against'>,
): Promise<Explanation['chosen']> {
  // The cluster's own figures are the denominators: the nation's turnover, not its numerator.
  const metrics = subject.kind === 'cluster' && against !== null ? [against] : [source];
  const [found] = (await tx.execute(sql`
    select n.name, coalesce((select jsonb_agg(jsonb_build_object('id', b.id, 'caseId', b.case_id, 'metric', b.metric, 'num', b.num, 'onDate', b.on_date, 'isCorrection', b.is_correction, 'reason', b.reason)
      order by b.recorded_at) from baselines b where b.cluster_id = ${actor.clusterId} and b.company_id = ${subject.id} and b.metric = ${source}), '[]') as baselines
    from (${nameOf(actor, subject)}) n`)) as unknown as { name: string; baselines: FrozenBaseline[] }[];
  if (!found) return null;
  return { subject, ...found, moments: await listFigureHistory(tx, actor, subject, metrics) };
}

function nameOf({ clusterId }: Actor, { kind, id }: FigureSubject) {
  if (kind === 'cluster') return sql`select name from clusters where id = ${clusterId}`;
  if (kind === 'project') return sql`select acronym as name from projects where cluster_id = ${clusterId} and id = ${id}`;
  return sql`select name from companies where cluster_id = ${clusterId} and id = ${id}`;
}
