import type { EuropeanIndicator } from '../../../../app/features/outcomes/metric-example';

/** Published names of the indicators of 2021-2027. (`docs/domain.md §4.2`) */
const NAMES: Record<string, string> = {
  RCO01: 'Enterprises supported (of which: micro, small, medium, large)',
  RCO02: 'Enterprises supported by grants',
  RCO03: 'Enterprises supported by financial instruments',
  RCO04: 'Enterprises with non-financial support',
  RCO05: 'New enterprises supported',
  RCO10: 'Enterprises cooperating with research organisations',
  RCR01: 'Jobs created in supported entities',
  RCR02: 'Private investments matching public support',
  RCR03: 'SMEs introducing product or process innovation',
  RCR04: 'SMEs introducing marketing or organisational innovation',
  RCR06: 'Patent applications submitted',
  RCR07: 'Trademark and design applications',
  RCR19: 'Enterprises with higher turnover',
  RCR25: 'SMEs with higher value added per employee',
  RCR102: 'Research jobs created in supported entities',
};

/** An indicator with the programming period in which its code is used. The former ones have no published name at hand. */
export function europeanIndicator(code: string): EuropeanIndicator {
  const [from, until] = code.startsWith('CO') ? ['2014-01-01', '2020-12-31'] : ['2021-01-01', '2027-12-31'];
  return { code, name: NAMES[code] ?? null, from, until };
}
