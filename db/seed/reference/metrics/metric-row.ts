import type {
  Aggregation,
  BaselineKind,
  DoubleCountingRule,
  Metric,
  MetricDirection,
  MetricGrain,
  MetricKind,
  MetricSubject,
  Unit,
} from '../../../../app/features/outcomes/metric';
import type { BilingualText } from '../../../../app/features/plans/plan-template';
import { europeanIndicator } from './european';

/** One line of the catalogue; its worked example stands apart. */
export type MetricRow = Omit<Metric, 'example'>;

const GRAINS: Record<string, MetricGrain> = { A: 'annual', S: 'half_year', E: 'event' };
const DIRECTIONS: Record<string, MetricDirection> = { '↑': 'up', '↓': 'down', '–': 'none' };

type Row = {
  label: BilingualText;
  unit: Unit;
  subject?: MetricSubject;
  aggregation: Aggregation;
  rule: BilingualText;
  evidence: BilingualText;
  doubleCounting?: string;
  european?: string;
  former?: string;
} & Pick<Metric, 'derivedFrom' | 'parts' | 'companionUnit'>;

/** One line of the catalogue; `shape` is its type, direction, period and baseline as the table writes them: `flow ↑ S B2`. */
export function metric(code: string, shape: string, row: Row): MetricRow {
  const [kind = '', direction = '', grain = '', baseline = '–'] = shape.split(' ');
  const { doubleCounting = '', european = '', former = '', subject = 'company', ...rest } = row;
  return {
    ...rest,
    code,
    version: 1,
    subject,
    kind: kind as MetricKind,
    direction: DIRECTIONS[direction] ?? 'none',
    grain: GRAINS[grain] ?? 'event',
    baselineKind: baseline === '–' ? null : (baseline as BaselineKind),
    doubleCounting: words(doubleCounting) as DoubleCountingRule[],
    european: [...words(european), ...words(former)].map(europeanIndicator),
  };
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}
