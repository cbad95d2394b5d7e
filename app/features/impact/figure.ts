import type { Formats } from '~/i18n/format';
import type { Translate } from '~/i18n/translate';
import { type IndicatorRule, isRatio } from './indicator-rule';

/** What the lines of a figure add up to. */
export type FigureSum = { lines: number; companies: number; num: number; den: number; base: number; value: number; fresh: number };

export const NO_LINES: FigureSum = { lines: 0, companies: 0, num: 0, den: 0, base: 0, value: 0, fresh: 0 };

/** Who was asked, who has a fresh value at the minimum trust and who has one at any; the same weighted by base values, where there are any. */
export type Answers = { expected: number; covered: number; answered: number; weight: number; coveredWeight: number };

export const NOBODY_ASKED: Answers = { expected: 0, covered: 0, answered: 0, weight: 0, coveredWeight: 0 };

/**
 * The figure in the unit of its targets: sums as they are, ratios pooled from their parts, means over their answers. Null when nothing
 * can be said: no answer to a question that was asked is unknown, never zero. (`docs/domain.md §4.1`)
 */
export function figureOf(
  rule: IndicatorRule,
  sum: FigureSum,
  scale: number,
  answers: Pick<Answers, 'expected' | 'covered'>,
): number | null {
  // Of the nation alone no share can be said: its own line is the denominator.
  if (rule === 'industry_share' && sum.lines <= 1) return null;
  if (isRatio(rule)) return sum.den === 0 ? null : sum.num / sum.den / scale;
  if (rule === 'mean') return sum.lines === 0 ? null : sum.num / sum.lines / scale;
  if (rule === 'latest' && sum.lines === 0) return null;
  if (sum.lines === 0 && answers.covered === 0 && answers.expected > 0) return null;
  return sum.num / scale;
}

/** Share of those asked who have a fresh value at the minimum trust; null when nobody was asked. (`docs/domain.md §5.2`, 4) */
export function coverageOf({ expected, covered, weight, coveredWeight }: Answers): { share: number | null; weighted: number | null } {
  return { share: expected === 0 ? null : covered / expected, weighted: weight <= 0 ? null : coveredWeight / weight };
}

export type ShownIn = { rule: IndicatorRule; scale: number };

/** An indicator's figure in the unit of its targets: one decimal for shares, means and millions, none for counts of companies. */
export function indicatorNumber(f: Pick<Formats, 'number'>, { rule, scale }: ShownIn, value: number): string {
  const isShare = isRatio(rule) || rule === 'mean' || scale > 1;
  return f.number(value, { min: isShare ? 1 : 0, max: isShare || rule === 'net' ? 1 : 0 });
}

/** The bare sign beside a number, by name; none for counts. */
function signOf({ of, scale, rule }: ShownIn & { of: { unit: string } }): 'percent' | 'million' | 'fte' | 'score_0_10' | null {
  if (isRatio(rule)) return 'percent';
  if (scale > 1) return 'million';
  if (of.unit === 'net_fte' || of.unit === 'fte') return 'fte';
  return of.unit === 'score_0_10' ? 'score_0_10' : null;
}

/** A number with its sign where the language puts it: `15,9 M€`, `€15.9m`. */
export function withSign(
  number: string,
  line: ShownIn & { of: { unit: string } },
  { impact, outcomes }: { impact: Translate<'impact'>; outcomes: Translate<'outcomes'> },
): string {
  const key = signOf(line);
  if (key === null) return number;
  return key === 'fte' || key === 'score_0_10' ? `${number}\u00a0${outcomes(`sign.${key}`)}` : impact(`signed.${key}`, { n: number });
}
