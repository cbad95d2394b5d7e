/** A way to use the product: with JavaScript or without, in a language, on a width, in a theme. */
export type Walk = { javaScript: boolean; language: 'fr' | 'en'; width: 1280 | 360; theme: 'light' | 'dark' };

/** Four walks in which every pair of values of two properties meets. */
export const PAIRWISE_WALKS: Walk[] = [
  { javaScript: true, language: 'fr', width: 1280, theme: 'light' },
  { javaScript: false, language: 'en', width: 360, theme: 'dark' },
  { javaScript: true, language: 'en', width: 360, theme: 'light' },
  { javaScript: false, language: 'fr', width: 1280, theme: 'dark' },
];

const ALL_WALKS: Walk[] = [true, false].flatMap((javaScript) =>
  (['fr', 'en'] as const).flatMap((language) =>
    ([1280, 360] as const).flatMap((width) => (['light', 'dark'] as const).map((theme) => ({ javaScript, language, width, theme }))),
  ),
);

/** Every other way there is, for the long test. */
export const OTHER_WALKS = ALL_WALKS.filter((walk) => !PAIRWISE_WALKS.some((one) => walkName(one) === walkName(walk)));

export function walkName({ javaScript, language, width, theme }: Walk): string {
  return `${javaScript ? 'js' : 'no-js'}-${language}-${width}-${theme}`;
}
