import type { Chance } from './chance';
import type { DemoCompany } from './world';

/** What one case brought: amounts, counts, marks. */
export function eventValue(metric: string, company: DemoCompany, chance: Chance): { num: number; den: number | null } {
  const round = (amount: number) => Math.round(amount / 5_000) * 5_000;
  const size = Math.sqrt(company.startingFte);
  switch (metric) {
    case 'FIN-04':
      return { num: chance.happens(0.75) ? round(chance.lognormal(190_000 * size, 0.5)) : 0, den: null };
    case 'FIN-05':
      return { num: chance.happens(0.6) ? round(chance.lognormal(38_000 * size, 0.5)) : 0, den: null };
    case 'FIN-06':
      return { num: chance.happens(0.65) ? round(chance.lognormal(60_000 * size, 0.5)) : 0, den: null };
    case 'FIN-07':
      return { num: round(chance.lognormal(80_000 * size, 0.5)), den: null };
    case 'EUR-03':
      return { num: chance.happens(0.4) ? round(chance.lognormal(240_000, 0.4)) : 0, den: null };
    case 'ACC-04':
      return { num: Math.min(10, Math.max(3, Math.round(chance.normal(8.2, 1.3)))), den: null };
    case 'ACC-05':
      return { num: Math.min(5, Math.max(1, Math.round(chance.normal(3, 0.6) * 8) / 8)), den: null };
    case 'INN-07':
      return { num: chance.int(6, 8), den: null };
    case 'EXP-03':
      return { num: chance.int(0, 2), den: null };
    case 'EXP-04':
      return { num: chance.int(0, 3), den: null };
    case 'INN-06':
      return { num: chance.happens(0.3) ? 1 : 0, den: null };
    case 'EUR-04':
      return { num: chance.happens(0.25) ? 1 : 0, den: null };
    case 'ACC-06': {
      const planned = chance.int(8, 14);
      return { num: Math.round(planned * (0.55 + 0.4 * chance.unit())), den: planned };
    }
    default:
      // Companies, proposals, patents: once per case.
      return { num: 1, den: null };
  }
}
