import type postgres from 'postgres';
import { FIGURE_CUTS } from '~/features/impact/figures.queries.server';
import { DIMENSIONS } from '~/features/impact-overview/overview-filter';
import { CONTRACT_OBJECTIVES } from '../../../db/seed/reference/contract';
import { metricOfCode } from '../../../db/seed/reference/metrics';
import {
  addUp,
  apartLines,
  cutBy,
  type PlainAsk,
  type PlainPlace,
  type PlainSum,
  type PlainTerm,
  plainAnswers,
  plainLines,
  plainSupport,
  standingValues,
} from './plain-recount';

/** The contract's indicators as the reference data word them. */
export const CONTRACT_TERMS: readonly PlainTerm[] = CONTRACT_OBJECTIVES.flatMap(({ indicators }) =>
  indicators.map(({ metric, rule, window, counts }) => {
    const { derivedFrom } = metricOfCode(metric);
    const source = derivedFrom?.numerator[0] ?? metric;
    const against = derivedFrom && 'denominator' in derivedFrom ? derivedFrom.denominator[0] : undefined;
    const { grain } = metricOfCode(source);
    return {
      code: metric,
      rule,
      source,
      isYearly: window === 'yearly' || rule === 'yearly_ratio',
      isEvent: grain === 'event',
      isHalfYearly: grain === 'half_year',
      isOfCluster: metricOfCode(metric).subject === 'cluster',
      ...(against ? { against } : {}),
      ...(counts === 'all' ? {} : { perimeter: counts }),
    };
  }),
);

/** Every cut of the totals: in all, by each dimension, by each pair of them. */
export const ALL_CUTS: readonly string[] = [
  ...FIGURE_CUTS,
  ...DIMENSIONS.flatMap((one, at) => DIMENSIONS.slice(at + 1).map((other) => `${one} ${other}`)),
];

const rounded = ({ lines, companies, num, den, fresh }: PlainSum) => [lines, companies, round(num), round(den), fresh];
const round = (value: number) => Math.round(value * 1e6) / 1e6;
type Plain = Awaited<ReturnType<typeof plainFigures>>;

/** Every line of every indicator on a day at the three trusts, from the facts. */
export async function plainFigures(sql: postgres.TransactionSql, place: PlainPlace, { on, level }: PlainAsk) {
  await standingValues(sql, place);
  const support = await plainSupport(sql, place, on);
  const terms = [];
  for (const term of CONTRACT_TERMS) {
    const byLevel: Record<number, Awaited<ReturnType<typeof plainLines>>> = {};
    for (const one of [1, 2, 3]) byLevel[one] = await plainLines(sql, place, term, { on, level: one });
    const constant = term.perimeter ? await plainLines(sql, place, term, { on, level }, true) : [];
    const answers = await plainAnswers(sql, place, term, { on, level }, byLevel, support);
    terms.push({ term, byLevel, constant, answers });
  }
  return { support, terms, level, on };
}

/** What the totals say under a cut, and what the plain recount says, in the same words. */
export async function compared(
  sql: postgres.TransactionSql,
  contractId: string,
  { on, level, cut }: PlainAsk & { cut: string },
  { support, terms }: Plain,
): Promise<{ figures: Record<string, unknown>; expected: Record<string, unknown> }> {
  const expected: Record<string, unknown> = {};
  const say = (key: string, sum: PlainSum) => {
    if (sum.lines > 0) expected[key] = rounded(sum);
  };
  for (const { term, byLevel, constant, answers } of terms) {
    for (const [key, lines] of cutBy(term, byLevel[level] ?? [], cut, support)) say(`total ${term.code} ${level} ${key}`, addUp(lines));
    for (const [key, asked] of cutBy(term, answers, cut, support))
      expected[`answers ${term.code} ${level} ${key}`] = [
        asked.length,
        asked.filter(({ isAnswered }) => isAnswered).length,
        asked.filter(({ isCovered }) => isCovered).length,
      ];
    if (cut !== 'total') continue;
    for (const one of [1, 2, 3]) say(`apart ${term.code} ${one} `, apartLines(byLevel, one));
    say(`constant ${term.code} ${level} `, addUp(constant));
  }
  const codes = terms.map(({ term }) => term.code);
  const asks = codes.flatMap((code) =>
    cut === 'total'
      ? [
          ['total', code, level] as const,
          ['constant', code, level] as const,
          ['answers', code, level] as const,
          ...[1, 2, 3].map((one) => ['apart', code, one] as const),
        ]
      : [['total', code, level] as const, ['answers', code, level] as const],
  );
  const rows = await sql<(PlainSum & { kind: string; at: string })[]>`
    select kind, kind || ' ' || code || ' ' || level || ' ' || key || case when position(' ' in ${cut}) > 0 then ' ' || beside else '' end as at, sum(lines)::int as lines, sum(companies)::int as companies, sum(num)::float8 as num, sum(den)::float8 as den, sum(fresh)::int as fresh
    from ledger.figures((select array_agg(t) from ledger.terms(${contractId}) t), ${asks.map(([kind]) => kind)}, ${asks.map(([, code]) => code)}, ${asks.map(([, , one]) => one)},
      array_fill(${on}::date, array[${asks.length}::int]), ${cut}) group by 1, 2 having sum(lines) <> 0`;
  const figures = Object.fromEntries(
    rows.map(({ kind, at, ...sum }) => [at, kind === 'answers' ? [sum.lines, sum.companies, sum.num] : rounded(sum)]),
  );
  return { figures, expected };
}
