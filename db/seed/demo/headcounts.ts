import type { Chance } from './chance';
import type { SizeCategory } from './company-plan';

type Spread = { least: number; median: number; most: number };

/** Jobs in the territory, at the end of the year before the contract: the mean of each size is its median, so that totals hold. (`docs/domain.md §10.2`) */
const SPREADS: Record<SizeCategory, Spread> = {
  micro: { least: 1, median: 4.2, most: 9 },
  small: { least: 10, median: 17.5, most: 44 },
  medium: { least: 50, median: 90, most: 215 },
  mid_cap: { least: 70, median: 230, most: 640 },
  large: { least: 520, median: 1_100, most: 1_900 },
};
/** How the lower half spreads: below 1, more of it near the least. */
const LOWER_SHAPE = 0.6;

/** Values of that spread for so many companies, rising, whose sum is the median times their number. */
function spreadOver(count: number, { least, median, most }: Spread): number[] {
  const deficit = (median - least) / (LOWER_SHAPE + 1);
  const upperShape = (most - median) / deficit - 1;
  const values = Array.from({ length: count }, (_, rank) => {
    const place = (2 * (rank + 0.5)) / count - 1;
    const exact = place < 0 ? median - (median - least) * (-place) ** LOWER_SHAPE : median + (most - median) * place ** upperShape;
    return Math.round(exact * 2) / 2;
  });
  // Rounding to halves leaves a rest, taken where nobody sees it: near the middle of the upper half.
  let rest = Math.round((median * count - values.reduce((sum, value) => sum + value, 0)) * 2) / 2;
  for (
    let rank = Math.floor(count * 0.6), turn = 0;
    rest !== 0 && turn < 500;
    rank = rank + 1 < count ? rank + 1 : Math.floor(count * 0.6), turn++
  ) {
    const step = Math.sign(rest) * Math.min(0.5, Math.abs(rest));
    values[rank] = (values[rank] ?? 0) + step;
    rest -= step;
  }
  return values;
}

/** Headcounts of the companies of a block by place: in the territory, and in all with the group they belong to. */
export function headcountsOf(sizes: readonly SizeCategory[], members: number, chance: Chance): { here: number; total: number }[] {
  const piles = new Map<string, number[]>();
  const pileOf = (size: SizeCategory, isMember: boolean) => {
    const key = `${size} ${isMember}`;
    const count = sizes.filter((one, place) => one === size && place < members === isMember).length;
    if (!piles.has(key)) piles.set(key, chance.shuffled(spreadOver(count, SPREADS[size])));
    return piles.get(key) as number[];
  };
  return sizes.map((size, place) => {
    const here = pileOf(size, place < members).pop() ?? SPREADS[size].median;
    return { here, total: totalOf(size, here, chance) };
  });
}

/** A mid-cap or a large company has more people elsewhere than here. */
function totalOf(size: SizeCategory, here: number, chance: Chance): number {
  if (size === 'mid_cap') return Math.round(Math.max(262, here * (1.2 + 2.2 * chance.unit())));
  if (size === 'large') return Math.round(5_400 + here * (1 + 6 * chance.unit()));
  return here;
}
