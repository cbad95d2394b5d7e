import type { Metric } from '../../../app/features/outcomes/metric';
import { CLUSTER_METRICS } from './metrics/cluster';
import { exampleOf } from './metrics/examples';
import { FINANCE_METRICS } from './metrics/finance';
import { INNOVATION_METRICS } from './metrics/innovation';
import { SUPPORT_METRICS } from './metrics/support';

/** The whole catalogue, version 1. (`docs/domain.md §4.2`) */
export const METRICS: readonly Metric[] = [...SUPPORT_METRICS, ...FINANCE_METRICS, ...INNOVATION_METRICS, ...CLUSTER_METRICS].map(
  (row) => ({
    ...row,
    example: exampleOf(row.code),
  }),
);

const BY_CODE = new Map(METRICS.map((metric) => [metric.code, metric]));

export function metricOfCode(code: string): Metric {
  const metric = BY_CODE.get(code);
  if (!metric) throw new RangeError(`No metric ${code}`);
  return metric;
}
