import { eq, sql } from 'drizzle-orm';
import { isLocale, type Locale, preferredLocale } from '~/i18n/locale';
import { env } from '~/platform/env.server';
import { done } from '~/platform/result';
import { accounts } from '../../db/schema/accounts';
import { asActor } from './acting.server';
import type { Actor } from './actor';

const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
export type Preferences = { locale: Locale; theme: Theme };

const isTheme = (text: unknown): text is Theme => THEMES.includes(text as Theme);

/** Language and theme of a page: the signed-in person's, else this browser's, else what it asks for. Who owes a second factor changes nothing of their account before. */
export function pagePreferences(request: Request, actor: Actor | null): Preferences {
  if (actor && !actor.owesFactor) return { locale: actor.locale, theme: actor.theme };
  const cookies = readCookies(request.headers.get('cookie'));
  const locale = cookies.get(env().cookieName('locale'));
  const theme = cookies.get(env().cookieName('theme'));
  return {
    locale: isLocale(locale) ? locale : preferredLocale(request.headers.get('accept-language')),
    theme: isTheme(theme) ? theme : 'system',
  };
}

/** Keeps the choices that are valid: on the account when signed in, always in this browser. Returns the cookies to set. */
export async function choosePreferences(actor: Actor | null, chosen: { locale?: unknown; theme?: unknown }): Promise<string[]> {
  const valid = { ...(isLocale(chosen.locale) && { locale: chosen.locale }), ...(isTheme(chosen.theme) && { theme: chosen.theme }) };
  if (actor && !actor.owesFactor && Object.keys(valid).length > 0) {
    await asActor(actor, async (tx) => {
      await tx
        .update(accounts)
        .set({ ...valid, updatedAt: sql`now()` })
        .where(eq(accounts.id, actor.accountId));
      return done(null);
    });
  }
  const secure = env().isHttps ? '; Secure' : '';
  return Object.entries(valid).map(
    ([name, value]) => `${env().cookieName(name)}=${value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax${secure}`,
  );
}

/** What the browser sent, by name. */
export function readCookies(header: string | null): Map<string, string> {
  const pairs = (header ?? '').split(';').map((part) => part.trim().split('='));
  return new Map(pairs.map(([name = '', value = '']) => [name, value]));
}
