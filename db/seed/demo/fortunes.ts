import type { Chance } from './chance';
import type { CompanyPlan } from './company-plan';

/** How the years go for a company, against the mean: draws of the normal law, one a year, and where it stands among exporters of its kind, from 0 to 1. */
export type Fortune = { turnover: readonly number[]; hiring: readonly number[]; exports: number };

/**
 * Fortunes are dealt in pairs of companies of about the same size: what one gains above the mean, the other misses. Each company still
 * draws from the whole law, and the sums over a cluster stay near what the law says, whatever the seed.
 */
export function dealFortunes(companies: readonly CompanyPlan[], years: number, chance: Chance): Fortune[] {
  const places = companies
    .map((_, place) => place)
    .sort((a, b) => compare(companies[a] as CompanyPlan, companies[b] as CompanyPlan) || a - b);
  const fortunes: Fortune[] = [];
  for (let at = 0; at < places.length; at += 2) {
    const isAlone = at + 1 === places.length;
    const draws = () => Array.from({ length: years }, () => (isAlone ? 0 : chance.normal()));
    const one: Fortune = { turnover: draws(), hiring: draws(), exports: isAlone ? 0.5 : chance.unit() };
    fortunes[places[at] as number] = one;
    if (!isAlone) fortunes[places[at + 1] as number] = opposite(one);
  }
  return fortunes;
}

function opposite({ turnover, hiring, exports }: Fortune): Fortune {
  return { turnover: turnover.map((draw) => -draw), hiring: hiring.map((draw) => -draw), exports: 1 - exports };
}

/** Those with cases beside each other, members too, then by headcount. */
function compare(a: CompanyPlan, b: CompanyPlan): number {
  const key = ({ size, isEnrolled, standing }: CompanyPlan) => `${size} ${isEnrolled} ${standing === 'member'}`;
  const [first, second] = [key(a), key(b)];
  return first < second ? -1 : first > second ? 1 : a.headcount - b.headcount;
}
