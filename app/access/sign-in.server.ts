import { randomBytes } from 'node:crypto';
import { now } from '~/platform/clock.server';
import { database } from '~/platform/database.server';
import { type Caller, recordAccess } from './access-log.server';
import type { Actor, SignInLevel } from './actor';
import { TooMany, takeAttempt } from './attempts.server';
import { type Browser, deviceCookie } from './browser.server';
import { hashPassword, needsRehash, passwordMatches } from './password.server';
import { type PasswordFault, passwordFault } from './password-rules.server';
import { hasFactor, takeCode } from './second-factor.server';
import { closeAllSessions, closeSession, digestToken, moveSession, openSession } from './sessions.server';
import { beginStep } from './sign-in-step.server';

export type Space = { clusterId: string; clusterName: string; personId: string };

/** E-mails are compared in lower case, without surrounding space. */
export function foldEmail(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * The account whose e-mail and password these are; null for any wrong pair. Known or not, an e-mail costs one count, one look-up and
 * one hash.
 */
export async function provenAccount(
  caller: Caller,
  browser: Browser,
  email: string,
  password: string,
): Promise<{ accountId: string; hash: string } | TooMany | null> {
  const folded = foldEmail(email);
  const attempt = await takeAttempt(caller, browser, folded);
  if (attempt instanceof TooMany) return attempt;
  const [candidate] = await database()<{ account_id: string; password_hash: string | null; is_disabled: boolean }[]>`
    select * from access.sign_in_candidate(${folded})`;
  const matches = await passwordMatches(candidate?.password_hash, password);
  if (!candidate?.password_hash || !matches || candidate.is_disabled) return null;
  await attempt.forgive();
  return { accountId: candidate.account_id, hash: candidate.password_hash };
}

/** Opens a sign-in in this browser, which the account knows from now on; ends the one it carried. Returns the cookies to set. */
export async function openHere(
  accountId: string,
  holder: { clusterId: string; personId: string },
  browser: Browser,
  level: SignInLevel = 'password',
): Promise<string[]> {
  if (browser.token) await closeSession(browser.token);
  const minted = randomBytes(32).toString('base64url');
  const [device] = await database()<{ device_id: string; is_kept: boolean }[]>`
    select * from access.meet_device(${accountId}::uuid, ${browser.deviceHash}, ${digestToken(minted)}, ${browser.browser}, ${browser.system}, ${now().toISOString()}::timestamptz)`;
  const cookie = await openSession(accountId, holder, { deviceId: device?.device_id ?? null, level });
  return device?.is_kept ? [cookie] : [cookie, deviceCookie(minted)];
}

/** The clusters in which an account is somebody. */
export async function spacesOf(accountId: string): Promise<Space[]> {
  const rows = await database()<
    { cluster_id: string; cluster_name: string; person_id: string }[]
  >`select * from access.account_people(${accountId}::uuid)`;
  return rows.map((row) => ({ clusterId: row.cluster_id, clusterName: row.cluster_name, personId: row.person_id }));
}

/** What a right password leads to: a sign-in, or the second step of one, with the cookies of either. */
export type Opened = { cookies: string[]; spaces: Space[]; isHalf: boolean };

/**
 * Signs in with a new token, ending the one the request carried; whoever has a second factor is asked for it first. Null for any wrong
 * pair, in the same words and time whether the e-mail is known or not; `TooMany` for whoever has to wait.
 */
export async function signIn(caller: Caller, browser: Browser, email: string, password: string): Promise<Opened | TooMany | null> {
  const account = await provenAccount(caller, browser, email, password);
  if (account instanceof TooMany) {
    await recordAccess('sign_in.delayed', caller, {}, { seconds: account.seconds });
    return account;
  }
  const spaces = account ? await spacesOf(account.accountId) : [];
  const [space] = spaces;
  if (!account || !space) {
    await recordAccess('sign_in.refused', caller);
    return null;
  }
  if (needsRehash(account.hash)) {
    await database()`select access.store_password(${account.accountId}::uuid, ${account.hash}, ${await hashPassword(password)})`;
  }
  const { accountId } = account;
  if (await hasFactor(accountId)) return { ...(await halfOpen(caller, accountId)), spaces };
  const cookies = await openHere(accountId, space, browser);
  await recordAccess('sign_in.done', caller, { accountId, clusterId: space.clusterId, personId: space.personId });
  return { cookies, spaces, isHalf: false };
}

/** The second factor is still asked for. */
export async function halfOpen(caller: Caller, accountId: string): Promise<{ cookies: string[]; isHalf: true }> {
  await recordAccess('sign_in.second_step', caller, { accountId });
  return { cookies: [await beginStep(accountId)], isHalf: true };
}

/** Moves to another cluster of the same account, with a new token. Null when the account is nobody there. */
export async function switchSpace(caller: Caller, actor: Actor, token: string, clusterId: string): Promise<string | null> {
  const space = (await spacesOf(actor.accountId)).find((one) => one.clusterId === clusterId);
  const cookie = space ? await moveSession(token, space) : null;
  if (!space || !cookie) return null;
  const { accountId } = actor;
  await recordAccess('space.switched', caller, { accountId, clusterId, personId: space.personId }, { from: actor.clusterId });
  return cookie;
}

export async function signOut(caller: Caller, actor: Actor | null, token: string): Promise<string> {
  if (actor) await recordAccess('sign_out.done', caller, actor);
  return closeSession(token);
}

/** Ends every sign-in of the account, this one included. */
export async function signOutEverywhere(caller: Caller, actor: Actor): Promise<string> {
  await recordAccess('sign_out.everywhere', caller, actor);
  return closeAllSessions(actor.accountId);
}

/** Changes the password, ends every sign-in and opens a new one here. Null when the old password is wrong. */
export async function changePassword(
  caller: Caller,
  browser: Browser,
  actor: Actor,
  oldPassword: string,
  newPassword: string,
): Promise<string[] | TooMany | PasswordFault | null> {
  const account = await provenAccount(caller, browser, actor.email, oldPassword);
  if (account instanceof TooMany) return account;
  if (!account || account.accountId !== actor.accountId) return null;
  const [own] = await database()<{ words: string[] | null }[]>`select access.own_words(${actor.accountId}::uuid) as words`;
  const fault = await passwordFault(newPassword, own?.words ?? []);
  if (fault) return fault;
  await database()`select access.store_password(${account.accountId}::uuid, ${account.hash}, ${await hashPassword(newPassword)})`;
  await database()`select access.tell_password(${actor.accountId}::uuid)`;
  await closeAllSessions(actor.accountId);
  await recordAccess('password.changed', caller, actor);
  return openHere(actor.accountId, actor, browser, actor.level);
}

/** Proves again who this is, in this sign-in: by the password, and by a code where the account has a second factor. Says which is wrong. */
export async function proveAgain(
  caller: Caller,
  browser: Browser,
  actor: Actor,
  { password, code }: { password: string; code: string },
): Promise<'proven' | 'password' | 'code' | TooMany> {
  const account = await provenAccount(caller, browser, actor.email, password);
  if (account instanceof TooMany) return account;
  if (account?.accountId !== actor.accountId) return 'password';
  const given = actor.hasFactor ? await takeCode(caller, browser, actor, code) : true;
  if (given instanceof TooMany) return given;
  if (!given) return 'code';
  await database()`select access.prove_session(${actor.sessionId})`;
  await recordAccess('proof.given', caller, actor);
  return 'proven';
}
