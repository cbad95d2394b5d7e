import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkSiren,
  checkSiret,
  formatIdentifier,
  isValidSiren,
  isValidSiret,
  normaliseIdentifier,
  repairLostZeros,
  sirenOfVatNumber,
  vatNumber,
} from '~/features/companies/siren';

describe('the table of domain.md §2.2', () => {
  test.each([
    ['732 829 320', true],
    ['732829321', false],
    ['356000000', true],
  ])('SIREN %s: %s', (text, valid) => {
    expect(isValidSiren(text)).toBe(valid);
  });

  test.each([
    ['35600000000048', true],
    ['35600000049837', true],
    ['35600000049838', false],
    ['00010000800010', true],
    ['10000800010', false],
    ['7328293200007', false],
  ])('SIRET %s: %s', (text, valid) => {
    expect(isValidSiret(text)).toBe(valid);
  });

  test('a SIRET of another company is refused', () => {
    expect(isValidSiret('73282932000074')).toBe(true);
    expect(isValidSiret('73282932000074', '732 829 320')).toBe(true);
    expect(checkSiret('73282932000074', '356000000')).toEqual({ ok: false, fault: 'other_company' });
  });

  test('zeros lost by a spreadsheet: a repair is offered, the number is not accepted', () => {
    expect(checkSiret('10000800010')).toEqual({ ok: false, fault: 'zeros_lost', repaired: '00010000800010' });
    expect(repairLostZeros('100008', 'siren')).toBe('000100008');
    expect(repairLostZeros('7328293200007', 'siret')).toBeNull();
    expect(checkSiret('7328293200007')).toEqual({ ok: false, fault: 'wrong_length' });
  });

  test('the demonstration range keeps its zeros', () => {
    for (const siren of ['000100008', '000100016', '000100024', '000100032'])
      expect(checkSiren(siren)).toEqual({ ok: true, number: siren });
    expect(checkSiret('00010000800010')).toEqual({ ok: true, number: '00010000800010' });
  });

  test('no-break spaces are dropped; letters, blanks and the number zero are refused', () => {
    expect(normaliseIdentifier('732\u00a0829\u202f320 ')).toBe('732829320');
    expect(isValidSiren('732\u00a0829\u202f320')).toBe(true);
    expect(checkSiren('73282932O')).toEqual({ ok: false, fault: 'not_digits' });
    expect(checkSiren('-73282932')).toEqual({ ok: false, fault: 'not_digits' });
    expect(checkSiren('  ')).toEqual({ ok: false, fault: 'empty' });
    expect(isValidSiren('000000000')).toBe(false);
    expect(isValidSiren('0')).toBe(false);
    expect(checkSiren('7328293200')).toEqual({ ok: false, fault: 'wrong_length' });
  });
});

test('VAT numbers of domain.md §2.1', () => {
  expect(vatNumber('356000000')).toBe('FR39356000000');
  expect(vatNumber('000100008')).toBe('FR15000100008');
  expect(sirenOfVatNumber('FR 39 356000000')).toBe('356000000');
  expect(sirenOfVatNumber('FR40356000000')).toBeNull();
  expect(sirenOfVatNumber('DE356000000')).toBeNull();
});

test('numbers are read in groups', () => {
  expect(formatIdentifier('732829320')).toBe('732\u00a0829\u00a0320');
  expect(formatIdentifier('73282932000074')).toBe('732\u00a0829\u00a0320\u00a000074');
});

describe('Luhn', () => {
  const eightDigits = fc.integer({ min: 1, max: 99_999_999 }).map((n) => String(n).padStart(8, '0'));
  const keysOf = (start: string) => Array.from({ length: 10 }, (_, key) => `${start}${key}`).filter(isValidSiren);

  test('exactly one last digit is right', () => {
    fc.assert(
      fc.property(eightDigits, (start) => {
        expect(keysOf(start)).toHaveLength(1);
      }),
    );
  });

  test('one wrong digit is always seen', () => {
    fc.assert(
      fc.property(eightDigits, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 9 }), (start, at, shift) => {
        const siren = keysOf(start)[0] ?? '';
        const wrong = [...siren].map((digit, index) => (index === at ? String((Number(digit) + shift) % 10) : digit)).join('');
        expect(isValidSiren(wrong)).toBe(false);
      }),
    );
  });

  test('lost zeros come back whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), (n) => {
        const siren = keysOf(String(n).padStart(8, '0'))[0] ?? '';
        expect(repairLostZeros(String(Number(siren)), 'siren')).toBe(siren);
        expect(sirenOfVatNumber(vatNumber(siren))).toBe(siren);
      }),
    );
  });
});
