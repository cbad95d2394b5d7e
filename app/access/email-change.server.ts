import { database } from '~/platform/database.server';
import { type Caller, recordAccess } from './access-log.server';
import type { Actor } from './actor';
import { type TooMany, takeLetter } from './attempts.server';
import { digestToken } from './sessions.server';

/** Asks both addresses, the present one and the new one, to confirm. Whose the new one is, only its own letters tell. */
export async function askEmailChange(caller: Caller, actor: Actor, newEmail: string): Promise<TooMany | null> {
  // Counted by account: what strangers ask for its address at the door makes its holder wait for nothing here.
  const wait = await takeLetter(caller, actor.accountId);
  if (wait) return wait;
  await database()`select access.ask_email_change(${actor.sessionId}, ${newEmail})`;
  await recordAccess('email.asked', caller, actor);
  return null;
}

/** What a letter's link confirms, and for which of the two; looking takes nothing from it. */
export async function findEmailChange(token: string): Promise<{ isNew: boolean; oldEmail: string; newEmail: string } | null> {
  const [row] = await database()<{ purpose: string; old_email: string; new_email: string }[]>`
    select * from access.find_email_change(${digestToken(token)})`;
  return row ? { isNew: row.purpose === 'email_new', oldEmail: row.old_email, newEmail: row.new_email } : null;
}

/** Confirms once. `waits`: the other address has not answered yet; null: no such link any more, or the address was taken meanwhile. */
export async function confirmEmail(caller: Caller, token: string): Promise<'waits' | 'done' | null> {
  const [row] = await database()<{ outcome: 'waits' | 'done'; account_id: string }[]>`
    select * from access.confirm_email(${digestToken(token)})`;
  if (!row) return null;
  if (row.outcome === 'done') await recordAccess('email.changed', caller, { accountId: row.account_id });
  return row.outcome;
}
