import { randomBytes } from 'node:crypto';
import { database } from '~/platform/database.server';
import { env } from '~/platform/env.server';
import { cookieIn } from './browser.server';
import { digestToken } from './sessions.server';

/** Minutes that stand in the database's function too. */
const MINUTES = 10;

function stepCookie(token: string, seconds: number): string {
  const secure = env().isHttps ? '; Secure' : '';
  return `${env().cookieName('step')}=${token}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

export const endedStepCookie = (): string => stepCookie('', 0);

/** The password was right: the cookie under which the second factor is asked for. Nobody is signed in by it. */
export async function beginStep(accountId: string): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await database()`select access.begin_step(${accountId}::uuid, ${digestToken(token)})`;
  return stepCookie(token, MINUTES * 60);
}

export type Step = {
  id: string;
  accountId: string;
  email: string;
  hasApp: boolean;
  hasPasskey: boolean;
};

/** Whose second factor this browser is asked for; null once it is late, tried too often, or no such thing. */
export async function findStep(request: Request): Promise<Step | null> {
  const id = digestToken(cookieIn(request, 'step') ?? '');
  const [row] = await database()<{ account_id: string; email: string; has_authenticator: boolean; has_passkey: boolean }[]>`
    select * from access.find_step(${id})`;
  return row ? { id, accountId: row.account_id, email: row.email, hasApp: row.has_authenticator, hasPasskey: row.has_passkey } : null;
}
