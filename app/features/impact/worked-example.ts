import type { Metric } from '~/features/outcomes/metric';
import type { ExampleFact, MetricExample } from '~/features/outcomes/metric-example';
import { yearOf } from '~/features/programmes/paris-date';
import {
  type DatedBaseline,
  type DatedValue,
  distinctBetween,
  hasGrown,
  latestBySubject,
  meanOf,
  medianOf,
  netChanges,
  pooledRatio,
  stockAt,
  sumBetween,
} from './achieved';

type Counted = Pick<Metric, 'aggregation' | 'grain' | 'unit'>;
type Worked = { result: number | number[] | null; companion: number | null };

/** The figure of an example, by the functions that say how each metric adds up. (`docs/domain.md §4.1`) */
export function workOut(metric: Counted, example: MetricExample): Worked {
  const { on, from = `${yearOf(example.on)}-01-01` } = example;
  const facts = oncePerKey(example.facts);
  return { result: resultOf(metric, facts, from, on), companion: companionOf(metric, facts, from, on) };
}

function resultOf({ aggregation, grain, unit }: Counted, facts: readonly ExampleFact[], from: string, on: string): Worked['result'] {
  const values = facts.filter(({ isOutside }) => !isOutside).map(dated);
  const latest = lastOf(facts, on);
  const gains = latest.map(({ value, base = 0 }) => value - base);
  switch (aggregation) {
    case 'sum':
      return sumBetween(values, from, on);
    case 'distinct':
      return distinctBetween(
        unit === 'companies' ? values : facts.map((fact) => ({ ...dated(fact), subjectId: fact.key ?? fact.of })),
        from,
        on,
      );
    case 'latest':
      return stockAt(values, grain, on).total;
    case 'net':
      return [...netChanges(values, basesOf(facts), grain, on).values()].reduce((sum, change) => sum + change, 0);
    case 'growth':
      return latest.filter(({ value, base = 0 }) => hasGrown(base, value)).length;
    case 'weighted_mean': {
      const share = pooledRatio(latest.map(({ value, den = 0 }) => ({ num: value, den })));
      return share === null || unit !== 'percent' ? share : share * 100;
    }
    case 'mean':
      return meanOf(latest.map(({ value }) => value)).mean;
    case 'mean_gain':
      return meanOf(gains).mean;
    case 'median':
      return medianOf(latest.map(({ value }) => value));
    case 'median_gain':
      return medianOf(gains);
    case 'distribution':
      return [0, 1, 2, 3].map((step) => latest.filter(({ value }) => value === step).length);
  }
}

function companionOf({ aggregation, unit }: Counted, facts: readonly ExampleFact[], from: string, on: string): number | null {
  if (unit === 'score_0_10') return netPromoters(lastOf(facts, on).map(({ value }) => value));
  if (facts.some(({ amount }) => amount !== undefined))
    return sumBetween(
      facts.map((fact) => ({ ...dated(fact), value: fact.amount ?? 0 })),
      from,
      on,
    );
  return aggregation === 'distinct' && facts.some(({ value }) => value > 1) ? sumBetween(facts.map(dated), from, on) : null;
}

/** One event, one entry: the first stays. (`docs/domain.md §4.1`, D3) */
function oncePerKey(facts: readonly ExampleFact[]): ExampleFact[] {
  return facts.filter(({ key }, index) => key === undefined || facts.findIndex((other) => other.key === key) === index);
}

const dated = ({ of, on, value, share = 1 }: ExampleFact): DatedValue => ({ subjectId: of, validOn: on, value: value * share });

/** The last fact of each subject on a day, of those in the perimeter. */
function lastOf(facts: readonly ExampleFact[], on: string): ExampleFact[] {
  const inside = facts.filter((fact) => !fact.isOutside && fact.on <= on);
  const last = latestBySubject(inside.map(dated), 'annual', on);
  return inside.filter((fact) => last.get(fact.of)?.validOn === fact.on);
}

function basesOf(facts: readonly ExampleFact[]): Map<string, DatedBaseline> {
  return new Map(facts.flatMap(({ of, base }) => (base === undefined ? [] : [[of, { num: base }] as const])));
}

/** Share of promoters (9 and 10) less that of detractors (0 to 6), in percent. */
function netPromoters(scores: readonly number[]): number | null {
  if (scores.length === 0) return null;
  return ((scores.filter((score) => score >= 9).length - scores.filter((score) => score <= 6).length) / scores.length) * 100;
}
