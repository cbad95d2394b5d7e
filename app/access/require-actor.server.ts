import { type AppLoadContext, redirect } from '@remix-run/node';
import { now } from '~/platform/clock.server';
import { notFound } from '~/platform/http.server';
import { recordAccess } from './access-log.server';
import type { Actor, Audience, Role } from './actor';
import { findActor, tokenOf } from './sessions.server';

type Asked = { request: Request; context: AppLoadContext };

const known = new WeakMap<AppLoadContext, Promise<Actor | null>>();

/** The signed-in person, or null. Loaders of one request share one look-up. */
export function currentActor({ request, context }: Asked): Promise<Actor | null> {
  let actor = known.get(context);
  if (!actor) {
    const token = tokenOf(request);
    actor = token ? findActor(token) : Promise.resolve(null);
    known.set(context, actor);
  }
  return actor;
}

/**
 * The signed-in person, if they may come here at all. Nobody signed in: to the sign-in page and back.
 * Another audience or role: 404, for the page's existence is not theirs to know.
 */
export async function requireActor(asked: Asked, ...allowed: readonly (Audience | Role)[]): Promise<Actor> {
  const actor = await currentActor(asked);
  if (!actor) throw redirect(signInAddress(asked.request));
  const isAllowed = allowed.length === 0 || allowed.some((word) => actor.audience === word || actor.roles.includes(word as Role));
  if (!isAllowed) {
    await recordAccess('access.denied', asked.context, actor, { path: new URL(asked.request.url).pathname.slice(0, 200) });
    throw notFound();
  }
  return actor;
}

/**
 * For what only its owner may do to an account: whoever has not proved who they are for so many minutes does so first, and comes back.
 */
export function requireFresh(actor: Actor, request: Request, minutes = 15, at = now()): void {
  if (Date.parse(actor.provedAt) > at.getTime() - minutes * 60_000) return;
  throw redirect(`/prove?${new URLSearchParams({ next: new URL(request.url).pathname.replace(/\.data$/, '') })}`);
}

function signInAddress(request: Request): string {
  const { pathname, search } = new URL(request.url);
  const back = request.method === 'GET' ? pathname.replace(/\.data$/, '') + search : '/';
  return back === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: back })}`;
}

/** A way back that stays inside the application; anything else is the start page. */
export function internalPath(text: string | null | undefined, otherwise = '/'): string {
  if (!text || !/^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(text)) return otherwise;
  const parsed = URL.canParse(text, 'http://inside.invalid') ? new URL(text, 'http://inside.invalid') : undefined;
  // Dots resolve only here: `/..//elsewhere` becomes `//elsewhere`, another host.
  return parsed?.host === 'inside.invalid' && !parsed.pathname.startsWith('//') ? parsed.pathname + parsed.search + parsed.hash : otherwise;
}
