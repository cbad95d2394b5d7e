import { describe, expect, it } from 'vitest';
import { appCode, recoveryCode } from '~/access/second-factor';
import { appAddress, newAppSecret, stepOf } from '~/access/totp.server';

/** ASCII "12345678901234567890" of RFC 6238, appendix B, in base 32. */
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
/** Its SHA-1 vectors: seconds since 1970, and the last six of the eight digits. */
const VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;
const at = (seconds: number) => new Date(seconds * 1_000);

describe('a code of an app', () => {
  it.each(VECTORS)('at %i s is that of RFC 6238', (seconds, code) => {
    expect(stepOf(SECRET, code, at(seconds))).toBe(Math.floor(seconds / 30));
  });

  it('is taken thirty seconds early or late, and no more; the step is that of the code', () => {
    const [seconds, code] = VECTORS[2];
    const step = Math.floor(seconds / 30);
    for (const drift of [-30, 0, 30]) expect(stepOf(SECRET, code, at(seconds + drift)), `${drift} s`).toBe(step);
    for (const drift of [-61, -60, 60, 61, 3_600]) expect(stepOf(SECRET, code, at(seconds + drift)), `${drift} s`).toBeNull();
  });

  it('is no other text', () => {
    for (const code of ['', '05047', '0504711', '050472', 'abcdef', '００５０４７'])
      expect(stepOf(SECRET, code, at(1_111_111_111)), code).toBeNull();
  });

  it('comes of 160 random bits, told to the app with who it is for', () => {
    const [one, other] = [newAppSecret(), newAppSecret()];
    expect(one).toMatch(/^[A-Z2-7]{32}$/);
    expect(one).not.toBe(other);
    const address = new URL(appAddress(one, 'claire.martin@example.org'));
    expect(decodeURIComponent(address.pathname)).toContain('Perspective PME:claire.martin@example.org');
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ secret: one, issuer: 'Perspective PME', digits: '6', period: '30' });
  });
});

describe('what was typed', () => {
  it.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['١٢٣٤٥٦', null],
  ])('%j as a code of an app: %j', (typed, code) => expect(appCode(typed)).toBe(code));

  it.each([
    ['ABCD-EFGH-JKMN-PQRS', 'ABCDEFGHJKMNPQRS'],
    ['abcd efgh jkmn pqrs', 'ABCDEFGHJKMNPQRS'],
    ['oOiI-lLgh-jkmn-pqrs', '001111GHJKMNPQRS'],
    ['ABCD-EFGH-JKMN-PQR', null],
    ['ABCD-EFGH-JKMN-PQRSU', null],
    ['UBCD-EFGH-JKMN-PQRS', null],
    ['123456', null],
  ])('%j as a recovery code: %j', (typed, code) => expect(recoveryCode(typed)).toBe(code));
});
