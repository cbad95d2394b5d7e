import { expect, test } from 'vitest';
import { frenchSigns } from '../../../db/seed/french-signs';

test('French signs are bound to the word before them, quotes to what they hold; English is left alone', () => {
  expect(frenchSigns('Prêt ; vrai ? oui ! Objet : « un mot »')).toBe(
    'Prêt\u202f; vrai\u202f? oui\u202f! Objet\u00a0: «\u00a0un mot\u00a0»',
  );
  expect(frenchSigns('a\u00a0; b\u202f: «\u202fc»')).toBe('a\u202f; b\u00a0: «\u00a0c»');
  expect(frenchSigns('Ready; true? yes! At 10:30, see https://a.example/?b=1')).toBe(
    'Ready; true? yes! At 10:30, see https://a.example/?b=1',
  );
});
