import { database } from '~/platform/database.server';
import { type Caller, recordAccess } from './access-log.server';
import { digestAccount, type TooMany, takeLetter } from './attempts.server';
import { hashPassword } from './password.server';
import { type PasswordFault, passwordFault } from './password-rules.server';
import { digestToken } from './sessions.server';
import { foldEmail } from './sign-in.server';

/** Asks for a letter to set a new password. Whatever the address, the same is done and answered. */
export async function askReset(caller: Caller, email: string): Promise<TooMany | null> {
  const folded = foldEmail(email);
  const wait = await takeLetter(caller, folded);
  if (wait) return wait;
  await database()`select access.ask_reset(${folded})`;
  await recordAccess('reset.asked', caller);
  return null;
}

type Found = { accountId: string; email: string; words: string[] };

/** Whose password a letter's link sets; null when it is spent, late, or no such link. Looking takes nothing from it. */
export async function findReset(token: string): Promise<Found | null> {
  const [row] = await database()<{ account_id: string; email: string; words: string[] | null }[]>`
    select * from access.find_reset(${digestToken(token)})`;
  return row ? { accountId: row.account_id, email: row.email, words: row.words ?? [] } : null;
}

/** Sets the password once and ends every sign-in. `spent`: somebody was quicker. */
export async function resetPassword(caller: Caller, token: string, password: string): Promise<PasswordFault | 'spent' | 'done'> {
  const found = await findReset(token);
  if (!found) return 'spent';
  const fault = await passwordFault(password, found.words);
  if (fault) return fault;
  const newHash = await hashPassword(password);
  const [row] = await database()<{ account_id: string | null }[]>`
    select access.reset_password(${digestToken(token)}, ${newHash}, ${digestAccount(found.email)}) as account_id`;
  if (!row?.account_id) return 'spent';
  await recordAccess('password.reset', caller, { accountId: row.account_id });
  return 'done';
}
