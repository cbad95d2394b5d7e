/**
 * How facts add up to an indicator. (`docs/ledger.md §4`)
 *   distinct, sum, mean           facts of the window
 *   growth                        companies that have outgrown their reference value
 *   latest, net, ratio            the value in force, its change, its pooled parts
 *   yearly_ratio                  pooled parts of what was decided in the year
 *   paired_ratio, industry_share  two metrics of one period of a company; photonic turnover over that of the nation
 */
export const INDICATOR_RULES = [
  'distinct',
  'sum',
  'latest',
  'net',
  'ratio',
  'mean',
  'growth',
  'yearly_ratio',
  'paired_ratio',
  'industry_share',
] as const;
export type IndicatorRule = (typeof INDICATOR_RULES)[number];

/**
 * Whose values count: everybody's, members' while they are members, those of members that are SMEs, members' without those of enterprises
 * already counted with the member that holds them. (`docs/ledger.md §4`)
 */
export const INDICATOR_PERIMETERS = ['all', 'members', 'member_smes', 'member_groups'] as const;
export type IndicatorPerimeter = (typeof INDICATOR_PERIMETERS)[number];

const RATIOS: readonly IndicatorRule[] = ['ratio', 'yearly_ratio', 'paired_ratio', 'industry_share'];

/** True when the figure is numerators over denominators. */
export function isRatio(rule: IndicatorRule): boolean {
  return RATIOS.includes(rule);
}
