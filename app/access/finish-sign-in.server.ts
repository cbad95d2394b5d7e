import { database } from '~/platform/database.server';
import { type Caller, recordAccess } from './access-log.server';
import type { Actor } from './actor';
import { TooMany } from './attempts.server';
import type { Browser } from './browser.server';
import { accountByPasskey } from './passkeys.server';
import { takeCode } from './second-factor.server';
import { openHere, type Space, spacesOf } from './sign-in.server';
import { endedStepCookie, type Step } from './sign-in-step.server';

export type SignedIn = { cookies: string[]; spaces: Space[] };

/** Signs in with both factors given: a new token, in the account's first cluster. Null for somebody who is nobody anywhere. */
async function enterByFactor(caller: Caller, browser: Browser, accountId: string, by: string): Promise<SignedIn | null> {
  const spaces = await spacesOf(accountId);
  const [space] = spaces;
  if (!space) return null;
  const cookies = await openHere(accountId, space, browser, 'second_factor');
  await recordAccess('sign_in.done', caller, { accountId, clusterId: space.clusterId, personId: space.personId }, { by });
  return { cookies: [...cookies, endedStepCookie()], spaces };
}

/** The second step of a sign-in. Null: a wrong code, to be tried again; `over`: the password is asked for anew. */
export async function finishSignIn(
  caller: Caller,
  browser: Browser,
  step: Step,
  typed: string,
): Promise<SignedIn | TooMany | 'over' | null> {
  // Counted first: of fifty sent at once, five are looked at.
  const [tried] = await database()<{ account_id: string | null }[]>`select access.try_step(${step.id}) as account_id`;
  if (!tried?.account_id) return 'over';
  const given = await takeCode(caller, browser, step, typed);
  if (given === null || given instanceof TooMany) return given;
  const [ended] = await database()<{ account_id: string | null }[]>`select access.end_step(${step.id}) as account_id`;
  if (!ended?.account_id) return 'over';
  return (await enterByFactor(caller, browser, ended.account_id, given.by)) ?? 'over';
}

type Asked = { request: Request; context: Caller };

/** Signs in by a passkey alone, which the device gave after making sure of the person. Null where it does not fit. */
export async function enterByPasskey({ request, context }: Asked, browser: Browser, text: string): Promise<SignedIn | null> {
  const accountId = await accountByPasskey({ request, context }, text, null);
  return accountId ? enterByFactor(context, browser, accountId, 'passkey') : null;
}

/** Proves again who this is, by a passkey of theirs. */
export async function provePasskey({ request, context }: Asked, actor: Actor, text: string): Promise<boolean> {
  if ((await accountByPasskey({ request, context }, text, actor)) !== actor.accountId) return false;
  await database()`select access.prove_session(${actor.sessionId})`;
  await recordAccess('proof.given', context, actor, { by: 'passkey' });
  return true;
}
