import { baselineOf } from '../reference/contract';
import type { DemoCompany } from './world';

const SMES = ['micro', 'small', 'medium'];
/** How far a block is moved at most. */
const [LEAST, MOST] = [0.75, 1.35];

/** The contract's export share of member SMEs was read in the year before it: in a block too. (`docs/domain.md §5.1`, EXP-02) */
export function fitExports(companies: readonly DemoCompany[], year: number): void {
  const smes = companies.filter(({ size, standing }) => standing === 'member' && SMES.includes(size));
  const sum = (metric: string) => smes.reduce((total, { truth }) => total + (truth.yearly(metric, year)?.num ?? 0), 0);
  const share = sum('EXP-01') / Math.max(1, sum('FIN-01'));
  const wanted = baselineOf('EXP-02');
  if (smes.length < MANY || wanted === null || share === 0) return;
  for (const { truth } of smes) truth.scaleExports(Math.min(MOST, Math.max(LEAST, wanted / share)));
}

/** A share of fewer companies says nothing of a cluster. */
const MANY = 50;
