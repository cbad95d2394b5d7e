import { expectedAt } from '../../../app/features/impact/scorecard';
import { addDays, type LocalDate, yearOf } from '../../../app/features/programmes/paris-date';
import { contractIndicator, datedTargets } from '../reference/contract';
import type { Chance } from './chance';
import type { Answer } from './figure-answers';

/**
 * What verified results make of what the contract expects by the day of the demo: a little behind on funds, countries and European money,
 * far behind on products. (`docs/domain.md §10.3`)
 */
const ATTAINED = { 'FIN-04': 0.83, 'EXP-03': 0.83, 'EUR-03': 0.83, 'INN-03': 0.62 } as const;
type Settled = keyof typeof ATTAINED;
/** Euros that amounts are rounded to; counts are whole. */
const STEPS: Record<Settled, number> = { 'FIN-04': 5_000, 'EUR-03': 1_000, 'EXP-03': 1, 'INN-03': 1 };

type Room = {
  asOf: LocalDate;
  contractStartYear: number;
  /** Part of the contract's cases that is written here. */
  share: number;
  /** What the registry of projects has verified in the year, by metric. */
  registered: ReadonlyMap<string, number>;
};

/** Brings what cases obtained near what the contract expects: each keeps its weight among the others. */
export function settleOutcomes(room: Room, answers: readonly Answer[], chance: Chance): void {
  for (const metric of Object.keys(ATTAINED) as Settled[]) {
    const wanted = wantedOf(metric, room);
    if (wanted === null) continue;
    const since: LocalDate = isYearly(metric) ? `${yearOf(room.asOf)}-01-01` : `${room.contractStartYear}-01-01`;
    const given = answers.filter((answer) => answer.metric === metric && answer.num !== null && answer.validOn >= since);
    const verified = given.filter(({ verifiedOn }) => verifiedOn !== null);
    const weights = new Map(given.map((answer) => [answer, weightOf(metric, answer, chance)]));
    const total = verified.reduce((sum, answer) => sum + (weights.get(answer) ?? 0), 0);
    if (total === 0) continue;
    const step = STEPS[metric];
    let [due, paid] = [0, 0];
    for (const answer of verified) {
      due += (wanted * (weights.get(answer) ?? 0)) / total;
      answer.num = Math.max(0, Math.round((due - paid) / step) * step);
      paid += answer.num;
    }
    for (const answer of given) {
      if (answer.verifiedOn === null) answer.num = Math.round((wanted * (weights.get(answer) ?? 0)) / total / step) * step;
    }
  }
}

/** Amounts weigh what was drawn; counts are of the same order. */
function weightOf(metric: Settled, { num }: Answer, chance: Chance): number {
  if (metric === 'FIN-04') return num ?? 0;
  return metric === 'EUR-03' ? chance.lognormal(1, 0.4) : 0.6 + 0.8 * chance.unit();
}

const isYearly = (metric: Settled) => contractIndicator(metric).window === 'yearly';

/** In the metric's unit, less what the registry holds; null when the contract expects nothing on that day. */
function wantedOf(metric: Settled, { asOf, contractStartYear, share, registered }: Room): number | null {
  const indicator = contractIndicator(metric);
  const baselineOn = addDays(`${contractStartYear}-01-01`, -1);
  const expected = expectedAt({ ...indicator, baselineOn, targets: datedTargets(indicator, contractStartYear) }, asOf);
  if (expected === null) return null;
  return Math.max(0, expected * indicator.scale * share * ATTAINED[metric] - (registered.get(metric) ?? 0));
}
