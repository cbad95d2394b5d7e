/** INSEE's headcount bands in the order of people: the codes are not numbers. A band never stands for a headcount. (`docs/domain.md §2.4`) */
export const HEADCOUNT_BANDS = ['NN', '00', '01', '02', '03', '11', '12', '21', '22', '31', '32', '41', '42', '51', '52', '53'] as const;
export type HeadcountBand = (typeof HEADCOUNT_BANDS)[number];

export function isHeadcountBand(code: string | null): code is HeadcountBand {
  return (HEADCOUNT_BANDS as readonly (string | null)[]).includes(code);
}

/** Sorts by people; an unknown code comes last. */
export function compareBands(a: string, b: string): number {
  const rank = (code: string) => (isHeadcountBand(code) ? HEADCOUNT_BANDS.indexOf(code) : HEADCOUNT_BANDS.length);
  return rank(a) - rank(b);
}
