import type { ExampleFact, MetricExample } from '../../../../../app/features/outcomes/metric-example';
import { both } from '../../bilingual';

/** The day on which examples are read. */
const READ_ON = '2026-12-31';

type More = Omit<ExampleFact, 'of' | 'on' | 'value'>;

export const fact = (of: string, on: string, value: number, more: More = {}): ExampleFact => ({ of, on, value, ...more });

export function example(
  fr: string,
  en: string,
  facts: readonly ExampleFact[],
  result: MetricExample['result'],
  more: Pick<MetricExample, 'companion' | 'from'> = {},
): MetricExample {
  return { words: both(fr, en), on: READ_ON, facts, result, ...more };
}
