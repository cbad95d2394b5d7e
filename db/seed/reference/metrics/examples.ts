import type { MetricExample } from '../../../../app/features/outcomes/metric-example';
import { CLUSTER_EXAMPLES } from './examples/cluster';
import { FINANCE_EXAMPLES } from './examples/finance';
import { INNOVATION_EXAMPLES } from './examples/innovation';
import { SUPPORT_EXAMPLES } from './examples/support';

const EXAMPLES: Record<string, MetricExample> = { ...SUPPORT_EXAMPLES, ...FINANCE_EXAMPLES, ...INNOVATION_EXAMPLES, ...CLUSTER_EXAMPLES };

/** The worked example of a metric; every metric has one. */
export function exampleOf(code: string): MetricExample {
  const example = EXAMPLES[code];
  if (!example) throw new RangeError(`No worked example for ${code}`);
  return example;
}
