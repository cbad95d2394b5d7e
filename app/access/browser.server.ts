import { env } from '~/platform/env.server';
import { digestToken, tokenOf } from './sessions.server';

/** What a browser carries and says of itself. */
export type Browser = {
  /** The token of its sign-in, if any. */
  token: string | null;
  /** SHA-256 of its device cookie, where that is one of ours. */
  deviceHash: string | null;
  browser: string;
  system: string;
};

const DEVICE_TOKEN = /^[\w-]{43}$/;
const DEVICE_DAYS = 180;

const BROWSERS = [
  ['Edge', /\bEdgi?A?(?:OS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS)\//],
  ['Safari', /\bSafari\//],
] as const;
const SYSTEMS = [
  ['iPhone', /\biPhone\b/],
  ['iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['ChromeOS', /\bCrOS\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
] as const;

/** Names for a person to tell their devices apart by, out of a short list; '' where it says nothing known. */
export function nameOfBrowser(userAgent: string): { browser: string; system: string } {
  const first = (list: readonly (readonly [string, RegExp])[]) => list.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? '';
  return { browser: first(BROWSERS), system: first(SYSTEMS) };
}

/** What a cookie of ours carries, if it came. */
export function cookieIn(request: Request, purpose: string): string | undefined {
  const name = env().cookieName(purpose);
  return (request.headers.get('cookie') ?? '')
    .split(';')
    .map((part) => part.trim())
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}

export function browserOf(request: Request): Browser {
  const carried = cookieIn(request, 'device');
  return {
    token: tokenOf(request),
    deviceHash: carried && DEVICE_TOKEN.test(carried) ? digestToken(carried) : null,
    ...nameOfBrowser((request.headers.get('user-agent') ?? '').slice(0, 500)),
  };
}

export function deviceCookie(token: string): string {
  const secure = env().isHttps ? '; Secure' : '';
  return `${env().cookieName('device')}=${token}; Path=/; Max-Age=${DEVICE_DAYS * 86_400}; HttpOnly; SameSite=Lax${secure}`;
}
