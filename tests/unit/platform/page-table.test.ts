import { expect, test } from 'vitest';
import { framesOf, PAGE_ADDRESSES, statesOf } from '../../support/pages';
import { ROUTES } from '../../support/route-table';

/** Addresses that answer with another one, or with a file, never with a page. */
const WITHOUT_PAGE = [
  '/',
  '/sign-in/passkey',
  '/passkeys/challenge',
  '/sign-out',
  '/view/end',
  '/preferences',
  '/session',
  '/documents/:documentId/file',
  '/documents/:documentId/preview',
  '/audit/export',
  '/admin/access/export',
  '/account/data/copies/:copyId',
];

test('every address with a page is looked at by axe, in at least one state', () => {
  expect(PAGE_ADDRESSES.filter((address) => statesOf(address).length > 0).sort()).toEqual(
    Object.keys(ROUTES)
      .filter((address) => !WITHOUT_PAGE.includes(address))
      .sort(),
  );
});

test('the frames of one state hold each language and each width; twelve states see each of the four frames', () => {
  expect(new Set(framesOf(0).map(({ language }) => language)).size).toBe(2);
  expect(new Set(framesOf(0).map(({ width }) => width)).size).toBe(2);
  const seen = Array.from({ length: 12 }, (_, index) => framesOf(index)).flat();
  expect(new Set(seen.map(({ language, width }) => `${language} ${width}`)).size).toBe(4);
});
