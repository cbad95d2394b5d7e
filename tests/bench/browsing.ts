import { createHash } from 'node:crypto';
import type { DemoAccount } from '../../db/seed/demo/seed';

/** Somebody signed in: their cookie, and what the database enters by. */
export type SignedIn = { cookie: string; session: string };

export async function signIn(origin: string, { email, password }: DemoAccount): Promise<SignedIn> {
  const answer = await fetch(`${origin}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: origin },
    body: new URLSearchParams({ email, password }),
  });
  const cookie = answer.headers
    .getSetCookie()
    .find((one) => one.startsWith('session'))
    ?.split(';')[0];
  const token = cookie?.split('=')[1];
  if (!cookie || !token) throw new Error(`${email} could not sign in: ${answer.status}`);
  return { cookie, session: createHash('sha256').update(token).digest('base64url') };
}

/** Asks for a page, or sends it a form; anything but a page or a way on is an error. */
export async function ask(origin: string, path: string, cookie: string, form?: string): Promise<{ text: string; location: string }> {
  const answer = await fetch(origin + path, {
    redirect: 'manual',
    headers: { Cookie: cookie, Origin: origin, ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }) },
    ...(form && { method: 'POST', body: form }),
  });
  const text = await answer.text();
  if (answer.status >= 400 || (!form && answer.status >= 300)) throw new Error(`${path} answers ${answer.status}`);
  return { text, location: answer.headers.get('Location') ?? '' };
}
