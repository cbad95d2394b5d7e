import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { now } from '~/platform/clock.server';
import { database } from '~/platform/database.server';
import type { Caller } from './access-log.server';
import type { Browser } from './browser.server';

/** Whoever tries too often waits so many seconds. */
export class TooMany {
  constructor(readonly seconds: number) {}
  /** As people are told. */
  get minutes(): number {
    return Math.ceil(this.seconds / 60);
  }
  get headers(): Record<string, string> {
    return { 'Retry-After': String(this.seconds) };
  }
}

/** A try that was counted; to be taken back if it was right. */
export type Attempt = { forgive: () => Promise<void> };

const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

/** What an e-mail is counted under; nobody's is counted like anybody's. */
export const digestAccount = digest;

/** Who counts as one caller: an address, or the network that one customer of IPv6 gets. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').split('%')[0] ?? '';
  if (!isIPv6(plain)) return plain;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const before = head.split(':').filter(Boolean);
  const after = tail === undefined ? [] : tail.split(':').filter(Boolean);
  const whole =
    tail === undefined ? before : [...before, ...Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0'), ...after];
  return whole
    .slice(0, 4)
    .map((part) => Number.parseInt(part, 16).toString(16))
    .join(':');
}

/** What is tried: a code is counted apart from the password before it. */
type Tried = 'password' | 'code';

/** What the network of an address is counted under. */
export const digestAddress = (address: string) => digest(networkOf(address));

/**
 * Counts a try for a password or a code before anything is looked up or checked, in its own statement; in the database, for every process and
 * beyond a restart. Nobody's e-mail is counted like anybody's.
 */
export async function takeAttempt(
  caller: Pick<Caller, 'address'>,
  browser: Browser,
  email: string,
  at = now(),
  tried: Tried = 'password',
): Promise<Attempt | TooMany> {
  const { deviceHash } = browser;
  const [account, address] = [digestAccount(tried === 'password' ? email : `${tried} ${email}`), digestAddress(caller.address)];
  const [taken] = await database()<{ wait: number; is_known: boolean }[]>`
    select * from access.take_attempt(${email}, ${account}, ${deviceHash}, ${address}, ${at.toISOString()}::timestamptz)`;
  if (!taken) throw new Error('no answer to an attempt');
  if (taken.wait > 0) return new TooMany(taken.wait);
  return {
    forgive: async () => {
      await database()`select access.forgive_attempt(${taken.is_known}, ${account}, ${deviceHash}, ${address})`;
    },
  };
}

/** Counts a letter that somebody asks for: few to one address or for one account, and few from one network. */
export async function takeLetter(caller: Pick<Caller, 'address'>, mailOrAccount: string, at = now()): Promise<TooMany | null> {
  const [row] = await database()<{ wait: number }[]>`
    select access.take_letter(${digestAccount(mailOrAccount)}, ${digestAddress(caller.address)}, ${at.toISOString()}::timestamptz) as wait`;
  return row && row.wait > 0 ? new TooMany(row.wait) : null;
}
