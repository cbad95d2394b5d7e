import { env } from '~/platform/env.server';
import { isId } from '~/platform/is-id';
import type { Actor } from './actor';
import { readCookies } from './preferences.server';

type Company = { id: string; name: string };

/** The company a leader's page is about: the one named in the address, else the one they chose, else their first; null when it is not theirs. */
export function ledCompany(actor: Pick<Actor, 'companies'>, request: Request): Company | null {
  const named = new URL(request.url).searchParams.get('company');
  if (named !== null) return actor.companies.find(({ id }) => id === named) ?? null;
  const chosen = readCookies(request.headers.get('cookie')).get(env().cookieName('company'));
  return actor.companies.find(({ id }) => id === chosen) ?? actor.companies[0] ?? null;
}

/** Remembers which of their companies a leader works for, until the browser closes. Null for any other company. */
export function chooseCompany(actor: Pick<Actor, 'companies'>, companyId: string): string | null {
  if (!isId(companyId) || !actor.companies.some(({ id }) => id === companyId)) return null;
  return `${env().cookieName('company')}=${companyId}; Path=/; HttpOnly; SameSite=Lax${env().isHttps ? '; Secure' : ''}`;
}
