import { expect, test } from 'vitest';
import { REASON_LISTS } from '~/features/cases/case-reason';
import english from '~/i18n/messages/reasons.en.json';
import french from '~/i18n/messages/reasons.fr.json';

const KEYS = Object.entries(REASON_LISTS).flatMap(([list, codes]) => codes.map((code) => `${list}.${code}`));

test.each([
  ['French', french],
  ['English', english],
])('every reason of domain.md §6.3 has its words in %s, and no other', (_, words: Record<string, string>) => {
  expect(Object.keys(words).sort()).toEqual([...KEYS].sort());
  expect(new Set(Object.values(words)).size).toBe(KEYS.length);
});
