import { now } from '~/platform/clock.server';
import { database } from '~/platform/database.server';
import { logError } from '~/platform/log.server';
import { type Caller, recordAccess } from './access-log.server';
import type { Actor } from './actor';
import { TooMany, takeAttempt } from './attempts.server';
import type { Browser } from './browser.server';
import { unseal } from './sealed.server';
import { appCode, recoveryCode } from './second-factor';
import { digestToken } from './sessions.server';
import { stepOf } from './totp.server';

/** Whether an account has an authenticator app or a passkey. */
export async function hasFactor(accountId: string): Promise<boolean> {
  const [row] = await database()<{ is_so: boolean }[]>`select access.has_factor(${accountId}::uuid) as is_so`;
  return row?.is_so ?? false;
}

/** By what somebody showed that it is them. */
export type GivenCode = { by: 'app' } | { by: 'recovery'; left: number };

/**
 * Takes a code of the account's app, or one of its recovery codes, once. Counted before it is looked at, apart from passwords: null for
 * a wrong one, `TooMany` for whoever has to wait.
 */
export async function takeCode(
  caller: Caller,
  browser: Browser,
  account: { accountId: string; email: string },
  typed: string,
): Promise<GivenCode | TooMany | null> {
  const attempt = await takeAttempt(caller, browser, account.email, now(), 'code');
  if (attempt instanceof TooMany) return attempt;
  const given = await checkCode(account.accountId, typed, now());
  if (!given) {
    await recordAccess('second_factor.refused', caller, { accountId: account.accountId });
    return null;
  }
  await attempt.forgive();
  if (given.by === 'recovery') await recordAccess('recovery_code.used', caller, { accountId: account.accountId }, { left: given.left });
  return given;
}

async function checkCode(accountId: string, typed: string, at: Date): Promise<GivenCode | null> {
  const [digits, recovery] = [appCode(typed), recoveryCode(typed)];
  if (digits) return (await takeAppCode(accountId, digits, at)) ? { by: 'app' } : null;
  if (!recovery) return null;
  const [row] = await database()<{ left: number | null }[]>`
    select access.use_recovery(${accountId}::uuid, ${digestToken(recovery)}) as left`;
  return row?.left == null ? null : { by: 'recovery', left: row.left };
}

async function takeAppCode(accountId: string, digits: string, at: Date): Promise<boolean> {
  const [app] = await database()<{ id: string; sealed_secret: string }[]>`select * from access.authenticator_of(${accountId}::uuid)`;
  const secret = app ? opened(app.sealed_secret, accountId) : null;
  const step = secret ? stepOf(secret, digits, at) : null;
  if (!app || step === null) return false;
  const [row] = await database()<{ is_taken: boolean }[]>`select access.take_code(${app.id}::uuid, ${step}) as is_taken`;
  return row?.is_taken ?? false;
}

/** Null where the installation's key is not the one it was sealed with: recovery codes and passkeys still open. */
function opened(sealed: string, accountId: string): string | null {
  try {
    return unseal(sealed, accountId);
  } catch (error) {
    logError('second_factor.unreadable', error);
    return null;
  }
}

export type OwnFactors = {
  /** Since when an app is asked for a code. */
  appSince: string | null;
  passkeys: { id: string; name: string; createdAt: string; lastUsedAt: string | null }[];
  codesLeft: number;
  /** A cluster wants one: the last is not taken away. */
  isRequired: boolean;
};

export async function readOwnFactors({ sessionId }: Pick<Actor, 'sessionId'>): Promise<OwnFactors> {
  const [[own], passkeys] = await Promise.all([
    database()<{ authenticator_since: string | null; codes: number; is_required: boolean }[]>`
      select * from access.factors_of_session(${sessionId})`,
    database()<{ id: string; name: string; created_at: string; last_used_at: string | null }[]>`
      select * from access.passkeys_of_session(${sessionId})`,
  ]);
  return {
    appSince: own?.authenticator_since ?? null,
    passkeys: passkeys.map((row) => ({ id: row.id, name: row.name, createdAt: row.created_at, lastUsedAt: row.last_used_at })),
    codesLeft: own?.codes ?? 0,
    isRequired: own?.is_required ?? false,
  };
}

/** Takes away the app, or the passkey of this id. `required`: it is the last one of somebody who has to have one. */
export async function removeFactor(caller: Caller, actor: Actor, passkeyId: string | null): Promise<'done' | 'absent' | 'required'> {
  const [row] = await database()<{ outcome: 'done' | 'absent' | 'required' }[]>`
    select access.remove_factor(${actor.sessionId}, ${passkeyId}::uuid) as outcome`;
  const outcome = row?.outcome ?? 'absent';
  if (outcome === 'done') await recordAccess('second_factor.removed', caller, actor, { kind: passkeyId ? 'passkey' : 'app' });
  return outcome;
}
