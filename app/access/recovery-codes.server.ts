import { randomBytes } from 'node:crypto';
import { database } from '~/platform/database.server';
import { type Caller, recordAccess } from './access-log.server';
import type { Actor } from './actor';
import { RECOVERY_CODES } from './second-factor';
import { digestToken } from './sessions.server';

/** Crockford's: no letter is taken for a digit. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 16;

/** Ten codes of 80 random bits, as they are shown once, and their digests, which are all that is kept. */
export function makeRecoveryCodes(): { shown: string[]; hashes: string[] } {
  const codes = Array.from({ length: RECOVERY_CODES }, () =>
    Array.from(randomBytes(CODE_LENGTH), (byte) => ALPHABET[byte % ALPHABET.length]).join(''),
  );
  return { shown: codes.map((code) => code.replaceAll(/(.{4})(?=.)/g, '$1-')), hashes: codes.map(digestToken) };
}

/** Ten new codes in place of all others; null for somebody without a second factor. */
export async function renewRecoveryCodes(caller: Caller, actor: Actor): Promise<string[] | null> {
  const { shown, hashes } = makeRecoveryCodes();
  const [row] = await database()<{ is_done: boolean }[]>`select access.renew_codes(${actor.sessionId}, ${hashes}) as is_done`;
  if (!row?.is_done) return null;
  await recordAccess('recovery_codes.renewed', caller, actor);
  return shown;
}
