import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { ContractSheet } from './contract.queries.server';
import type { Answers, FigureSum } from './figure';

type Contract = Pick<ContractSheet, 'id'>;
type FigureKind = 'total' | 'apart' | 'constant' | 'answers';
type Ask = { kind: FigureKind; code: string; level: number; on: LocalDate };
type Row = FigureSum & { kind: FigureKind; code: string; level: number; on: LocalDate; key: string };

/** What a figure may be cut by. Tracks overlap: a company in three counts in each, and once in the total; the others add up to it. */
export const FIGURE_CUTS = ['total', 'das', 'department', 'region', 'size', 'cohort', 'track'] as const;
export type FigureCut = (typeof FIGURE_CUTS)[number];

const texts = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;

/** How some indicators of a contract are added up. */
export function termsOf({ id }: Contract, codes: readonly string[]): SQL {
  return sql`(select array_agg(t) from ledger.terms(${id}::uuid) t where t.code = any (${texts(codes)}))`;
}

/** One statement over the totals; subjects that have changed since are counted again. */
async function readRows(tx: Tx, contract: Contract, codes: readonly string[], asks: readonly Ask[], cut: FigureCut): Promise<Row[]> {
  return (await tx.execute(sql`
    select kind, code, level, as_of::text as on, key, sum(lines)::int as lines, sum(companies)::int as companies, sum(num)::float8 as num, sum(den)::float8 as den,
      sum(base)::float8 as base, sum(value)::float8 as value, sum(fresh)::int as fresh
    from ledger.figures(${termsOf(contract, codes)}, ${texts(asks.map(({ kind }) => kind))}, ${texts(asks.map(({ code }) => code))},
      ${sql.param(asks.map(({ level }) => level))}::int[], ${sql.param(asks.map(({ on }) => on))}::date[], ${cut})
    group by 1, 2, 3, 4, 5 having sum(lines) <> 0`)) as unknown as Row[];
}

export type ReadFigures = {
  /** At the minimum trust asked. */
  total: Map<string, FigureSum>;
  /** Companies, events or cases by the highest trust at which they count: disjoint, hence never added up. */
  apart: Map<string, Map<number, FigureSum>>;
  /** Of the members of the contract's first day, whatever became of them. */
  constant: Map<string, FigureSum>;
  answers: Map<string, Answers>;
  /** The same figures on other days, by code then day. */
  history: Map<string, Map<LocalDate, FigureSum>>;
};

/**
 * Each indicator's figure on a day, its lines by trust, its coverage (the denominator is who was asked, never who answered), and its
 * figure on the other days asked.
 */
export async function readWholeFigures(
  tx: Tx,
  contract: Contract,
  codes: readonly string[],
  { on, minLevel, past = [] }: { on: LocalDate; minLevel: number; past?: readonly { code: string; on: LocalDate }[] },
): Promise<ReadFigures> {
  const asks = codes.flatMap((code): Ask[] => [
    ...(['total', 'constant', 'answers'] as const).map((kind) => ({ kind, code, level: minLevel, on })),
    ...[1, 2, 3].map((level) => ({ kind: 'apart' as const, code, level, on })),
  ]);
  const before = past.filter((reading) => reading.on !== on).map((reading): Ask => ({ kind: 'total', level: minLevel, ...reading }));
  const read: ReadFigures = { total: new Map(), apart: new Map(), constant: new Map(), answers: new Map(), history: new Map() };
  for (const { kind, code, level, on: date, key: _key, ...sum } of await readRows(tx, contract, codes, [...asks, ...before], 'total')) {
    if (kind === 'answers') read.answers.set(code, answersOf(sum));
    else if (kind === 'constant') read.constant.set(code, sum);
    else if (kind === 'apart') read.apart.set(code, (read.apart.get(code) ?? new Map()).set(level, sum));
    else if (date === on) read.total.set(code, sum);
    else read.history.set(code, (read.history.get(code) ?? new Map()).set(date, sum));
  }
  return read;
}

/** How the functions of the ledger lay out who was asked and who answered. */
function answersOf({ lines, companies, num, den, base }: FigureSum): Answers {
  return { expected: lines, answered: companies, covered: num, weight: den, coveredWeight: base };
}

/** One figure with its coverage, under one key of a cut (empty where the key is not known, and in all). */
export type CutFigure = { code: string; on: LocalDate; key: string; sum: FigureSum; answers: Answers | null };

/**
 * Figures of some indicators on some days at a minimum trust, under one cut, ordered by indicator, day and key. One statement, whatever
 * the number of days; a key without any line and without anybody asked has no row.
 */
export async function readFigures(
  tx: Tx,
  contract: Contract,
  { indicators, dates, level, cut }: { indicators: readonly string[]; dates: readonly LocalDate[]; level: number; cut: FigureCut },
): Promise<CutFigure[]> {
  const asks = indicators.flatMap((code) =>
    dates.flatMap((on) => (['total', 'answers'] as const).map((kind): Ask => ({ kind, code, level, on }))),
  );
  const found = new Map<string, CutFigure>();
  for (const { kind, code, level: _level, on, key, ...sum } of await readRows(tx, contract, indicators, asks, cut)) {
    const at = `${code} ${on} ${key}`;
    const figure = found.get(at) ?? { code, on, key, sum: NOTHING, answers: null };
    found.set(at, kind === 'total' ? { ...figure, sum } : { ...figure, answers: answersOf(sum) });
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, figure]) => figure);
}

const NOTHING: FigureSum = { lines: 0, companies: 0, num: 0, den: 0, base: 0, value: 0, fresh: 0 };
