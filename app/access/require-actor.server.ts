import { type AppLoadContext, data, redirect } from '@remix-run/node';
import { now } from '~/platform/clock.server';
import { locked, notFound } from '~/platform/http.server';
import { recordAccess } from './access-log.server';
import type { Actor, Audience, Role } from './actor';
import { findActor, raiseSession, tokenOf } from './sessions.server';
import { unsentForm } from './unsent-form';

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
 * The signed-in person, if they may come here at all. Nobody signed in: to the sign-in page and back; a form whose sender was signed in
 * comes back with the answer, to be sent again.
 * Another audience or role: 404, for the page's existence is not theirs to know.
 */
export async function requireActor(asked: Asked, ...allowed: readonly (Audience | Role)[]): Promise<Actor> {
  const actor = await requireSignedIn(asked);
  if (actor.owesFactor) throw redirect('/account/second-factor');
  const isAllowed = allowed.length === 0 || allowed.some((word) => actor.audience === word || actor.roles.includes(word as Role));
  if (!isAllowed) {
    await recordAccess('access.denied', asked.context, actor, { path: new URL(asked.request.url).pathname.slice(0, 200) });
    throw notFound();
  }
  return actor;
}

/** Whoever looks as a company sends nothing: 423, in words on every page of theirs. */
export function refuseWhileViewing(actor: Actor | null, { method }: Request): void {
  if (actor?.viewing && method !== 'GET' && method !== 'HEAD') throw locked();
}

/** The signed-in person, though they may still owe a second factor: for what sets one up, and for leaving. */
export async function requireSignedIn(asked: Asked): Promise<Actor> {
  const actor = await currentActor(asked);
  if (!actor) throw await signInFirst(asked.request);
  refuseWhileViewing(actor, asked.request);
  return actor;
}

/** Goes on under a new token, now that a second factor was set up in this sign-in. Returns its Set-Cookie. */
export async function raiseActor({ request, context }: Asked, actor: Actor): Promise<string> {
  const raised = await raiseSession(tokenOf(request) ?? '');
  if (!raised) throw redirect('/sign-in');
  // What this request still reads, it reads as the new sign-in.
  known.set(
    context,
    Promise.resolve({ ...actor, sessionId: raised.sessionId, level: 'second_factor', hasFactor: true, owesFactor: false }),
  );
  return raised.cookie;
}

/** Whoever came in time has as long again to fill the form. */
const FRESH_MINUTES = { page: 15, form: 30 };
const proven = new WeakSet<AppLoadContext>();

/**
 * For what touches an account or rights: whoever has not proved who they are of late does so first, and comes back. A form that came in
 * time is shown again whatever the clock says, or a refusal would lose what was typed.
 */
export function requireFresh(actor: Actor, { request, context }: Asked, at = now()): void {
  const isForm = request.method !== 'GET' && request.method !== 'HEAD';
  const minutes = isForm ? FRESH_MINUTES.form : FRESH_MINUTES.page;
  const isFresh = Date.parse(actor.provedAt) > at.getTime() - minutes * 60_000;
  if (isFresh && isForm) proven.add(context);
  if (isFresh || proven.has(context)) return;
  throw redirect(`/prove?${new URLSearchParams({ next: new URL(request.url).pathname.replace(/\.data$/, '') })}`);
}

async function signInFirst(request: Request) {
  const { pathname, search } = new URL(request.url);
  const page = pathname.replace(/\.data$/, '') + search;
  const isTyped = request.headers.get('Content-Type')?.startsWith('application/x-www-form-urlencoded') && tokenOf(request) !== null;
  if (request.method === 'POST' && isTyped) return data(unsentForm(page, await request.formData()), { status: 401 });
  const back = request.method === 'GET' ? page : '/';
  return redirect(back === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next: back })}`);
}

/** A way back that stays inside the application; anything else is the start page. */
export function internalPath(text: string | null | undefined, otherwise = '/'): string {
  if (!text || !/^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(text)) return otherwise;
  const parsed = URL.canParse(text, 'http://inside.invalid') ? new URL(text, 'http://inside.invalid') : undefined;
  // Dots resolve only here: `/..//elsewhere` becomes `//elsewhere`, another host.
  return parsed?.host === 'inside.invalid' && !parsed.pathname.startsWith('//') ? parsed.pathname + parsed.search + parsed.hash : otherwise;
}
