import type { SheetMetric } from '~/features/outcomes/figure-sheet';
import type { ContractLine } from './contract.queries.server';

/** What is computed is read in the unit of the values it compares: jobs from headcounts, growth and shares from turnovers. */
export function observedMetric({ indicator }: { indicator: Pick<ContractLine, 'of' | 'rule' | 'source'> }): SheetMetric {
  const { of, rule, source } = indicator;
  if (source === of.code) return of;
  return { ...of, code: source, unit: rule === 'net' ? 'fte' : 'eur', kind: rule === 'net' ? 'stock' : 'flow', parts: null };
}
