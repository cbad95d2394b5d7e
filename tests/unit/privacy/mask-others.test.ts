import { expect, test } from 'vitest';
import { maskOthers } from '~/features/privacy/mask-others';

const OTHERS = [
  { givenName: 'Anne', familyName: 'Le Goff', email: 'anne@x.example', phone: '06 12 34 56 78' },
  { givenName: 'Zoé', familyName: 'Élan', email: null, phone: null },
];

test.each([
  ['Vu Anne Le Goff et Mme LE GOFF.', 'Vu […] et Mme […].'],
  ['Écrire à anne@x.example ou 0612345678, 06.12.34.56.78', 'Écrire à […] ou […], […]'],
  ['zoé élan viendra avec Élan', '[…] viendra avec […]'],
  ['un élancement, Anne seule', 'un élancement, Anne seule'],
  ['rien ici', 'rien ici'],
])('%s', (text, masked) => expect(maskOthers(text, OTHERS)).toBe(masked));

test('takes signs of patterns for what they are', () => {
  expect(maskOthers('a (b) c', [{ givenName: 'a', familyName: '(b)', email: null, phone: null }])).toBe('[…] c');
});
