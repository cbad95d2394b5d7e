import type { BilingualText } from '~/features/plans/plan-template';
import type { EuropeanIndicator, MetricExample } from './metric-example';

/** stock: a value at a date · flow: a sum over a period · ratio: numerator and denominator · ordinal: a place on a scale. (`docs/domain.md §4.1`) */
export const METRIC_KINDS = ['stock', 'flow', 'ratio', 'ordinal'] as const;
export type MetricKind = (typeof METRIC_KINDS)[number];

export const METRIC_GRAINS = ['annual', 'half_year', 'event'] as const;
export type MetricGrain = (typeof METRIC_GRAINS)[number];

export const METRIC_DIRECTIONS = ['up', 'down', 'none'] as const;
export type MetricDirection = (typeof METRIC_DIRECTIONS)[number];

/** Whom a value belongs to: never a case, except what is said of the support itself. */
export const METRIC_SUBJECTS = ['company', 'project', 'cluster', 'case'] as const;
export type MetricSubject = (typeof METRIC_SUBJECTS)[number];

/**
 * B0 last closed year before acceptance · B1 at the acceptance date · B2 zero · B3 mean of the three last closed years · BC fixed in the
 * contract. (`docs/domain.md §4.1`)
 */
export const BASELINE_KINDS = ['B0', 'B1', 'B2', 'B3', 'BC'] as const;
export type BaselineKind = (typeof BASELINE_KINDS)[number];

export const AGGREGATIONS = [
  'sum',
  'distinct',
  'weighted_mean',
  'latest',
  'net',
  'growth',
  'mean',
  'mean_gain',
  'median',
  'median_gain',
  'distribution',
] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

export const DOUBLE_COUNTING_RULES = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6'] as const;
export type DoubleCountingRule = (typeof DOUBLE_COUNTING_RULES)[number];

/** What a value of a unit may be: its decimals, and the bounds outside which it is refused. */
export type UnitRule = { decimals: number; min: number | null; max: number | null };

export const UNITS = {
  companies: { decimals: 0, min: 0, max: null },
  days: { decimals: 2, min: 0, max: null },
  score_0_10: { decimals: 1, min: 0, max: 10 },
  score_1_5: { decimals: 2, min: 1, max: 5 },
  percent: { decimals: 2, min: null, max: null },
  fte: { decimals: 2, min: 0, max: null },
  net_fte: { decimals: 2, min: null, max: null },
  eur: { decimals: 0, min: 0, max: null },
  eur_per_fte: { decimals: 2, min: null, max: null },
  ratio: { decimals: 4, min: 0, max: null },
  markets: { decimals: 0, min: 0, max: null },
  contracts: { decimals: 0, min: 0, max: null },
  export_status: { decimals: 0, min: 0, max: 3 },
  proposals: { decimals: 0, min: 0, max: null },
  projects: { decimals: 0, min: 0, max: null },
  applications: { decimals: 0, min: 0, max: null },
  trl: { decimals: 0, min: 1, max: 9 },
  working_days: { decimals: 0, min: 0, max: null },
  members: { decimals: 0, min: 0, max: null },
  referrals: { decimals: 0, min: 0, max: null },
} as const satisfies Record<string, UnitRule>;
export type Unit = keyof typeof UNITS;

/** A metric as one version of the catalogue defines it. A version never changes once an observation uses it. */
export type Metric = {
  code: string;
  version: number;
  label: BilingualText;
  unit: Unit;
  kind: MetricKind;
  direction: MetricDirection;
  grain: MetricGrain;
  subject: MetricSubject;
  baselineKind: BaselineKind | null;
  aggregation: Aggregation;
  /** What the aggregation counts or compares, in words. */
  rule: BilingualText;
  evidence: BilingualText;
  doubleCounting: readonly DoubleCountingRule[];
  /** Computed from other metrics: nobody types it. */
  derivedFrom?: { numerator: readonly string[]; denominator: readonly string[] } | { numerator: readonly string[]; baseline: string };
  /** What the numerator and denominator of a typed ratio are. */
  parts?: { numerator: BilingualText; denominator: BilingualText };
  /** Indicators of 2021-2027 and, before them, of 2014-2020. */
  european: readonly EuropeanIndicator[];
  example: MetricExample;
  /** A count may stand beside the amount or the other way round. */
  companionUnit?: Unit;
};

/** True when a person enters the value; derived metrics are computed. */
export function isEntered(metric: Pick<Metric, 'derivedFrom'>): boolean {
  return metric.derivedFrom === undefined;
}

/** True when the figure is a number of people: its jumps are looked at from 30 % instead of 50 %. (`docs/domain.md §4.1`) */
export function isHeadcount(metric: Pick<Metric, 'unit' | 'kind'>): boolean {
  return metric.unit === 'fte' && metric.kind === 'stock';
}
