import { Secret, TOTP } from 'otpauth';

const ISSUER = 'Perspective PME';
const SECRET_BYTES = 20;

/** What every authenticator app understands: SHA-1, six digits, thirty seconds (RFC 6238). */
function totpOf(secret: string, label = ''): TOTP {
  return new TOTP({ issuer: ISSUER, label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });
}

/** 160 random bits, in base 32. */
export function newAppSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What the picture tells an app. */
export function appAddress(secret: string, email: string): string {
  return totpOf(secret, email).toString();
}

/** The thirty seconds, counted since 1970, that a code is of: these, those before or those after; null for any other. Compared in constant time. */
export function stepOf(secret: string, code: string, at: Date): number | null {
  // The library compares bytes, and throws where six characters are more of them.
  if (!/^\d{6}$/.test(code)) return null;
  const totp = totpOf(secret);
  const timestamp = at.getTime();
  const delta = totp.validate({ token: code, timestamp, window: 1 });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}
