import { encode } from 'uqr';
import { now } from '~/platform/clock.server';
import { database } from '~/platform/database.server';
import { type Caller, recordAccess } from './access-log.server';
import type { Actor } from './actor';
import { TooMany, takeAttempt } from './attempts.server';
import type { Browser } from './browser.server';
import { makeRecoveryCodes } from './recovery-codes.server';
import { seal, unseal } from './sealed.server';
import { appCode } from './second-factor';
import { appAddress, newAppSecret, stepOf } from './totp.server';

/** A new secret for an app; the one before, if any, is asked for until this one is confirmed. */
export async function beginAuthenticator(actor: Actor): Promise<void> {
  await database()`select access.begin_authenticator(${actor.sessionId}, ${seal(newAppSecret(), actor.accountId)})`;
}

async function findToBe(actor: Actor): Promise<{ id: string; secret: string } | null> {
  const [row] = await database()<{ id: string; sealed_secret: string }[]>`select * from access.authenticator_to_be(${actor.sessionId})`;
  return row ? { id: row.id, secret: unseal(row.sealed_secret, actor.accountId) } : null;
}

export type AppToBe = {
  /** In groups of four, for whoever types it. */
  secret: string;
  /** Opens an app on this device. */
  address: string;
  /** The picture: how many modules to a side, and a path over the dark ones. */
  picture: { size: number; path: string };
};

/** What an app is told; null where nothing was begun, or more than an hour ago. */
export async function readAuthenticatorToBe(actor: Actor): Promise<AppToBe | null> {
  const toBe = await findToBe(actor);
  if (!toBe) return null;
  const address = appAddress(toBe.secret, actor.email);
  const { size, data } = encode(address, { border: 4 });
  const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return { secret: toBe.secret.replaceAll(/(.{4})(?=.)/g, '$1 '), address, picture: { size, path } };
}

/** Confirms the app by a code of it. Gives the account's recovery codes where these are its first. Null: a wrong code; `gone`: nothing to confirm. */
export async function confirmAuthenticator(
  caller: Caller,
  browser: Browser,
  actor: Actor,
  typed: string,
): Promise<{ codes: string[] | null } | 'gone' | TooMany | null> {
  const toBe = await findToBe(actor);
  if (!toBe) return 'gone';
  const attempt = await takeAttempt(caller, browser, actor.email, now(), 'code');
  if (attempt instanceof TooMany) return attempt;
  const step = stepOf(toBe.secret, appCode(typed) ?? '', now());
  if (step === null) return null;
  await attempt.forgive();
  const { shown, hashes } = makeRecoveryCodes();
  const [row] = await database()<{ are_new: boolean | null }[]>`
    select access.confirm_authenticator(${actor.sessionId}, ${toBe.id}::uuid, ${step}, ${hashes}) as are_new`;
  if (row?.are_new == null) return 'gone';
  await recordAccess('second_factor.added', caller, actor, { kind: 'app' });
  return { codes: row.are_new ? shown : null };
}
