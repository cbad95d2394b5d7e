import { createRequestHandler, type ServerBuild } from '@remix-run/node';
import type { PageHandler } from './page-handler';

type Routes = ServerBuild['routes'];
type RouteId = string;

/**
 * Remix's own handler, each time with only the routes the address can lead to. Given all of them it ranks and compiles
 * every pattern again, three times for each page, which was an eighth of a page's processor time with eighty routes.
 */
export function answerByShortlist(build: ServerBuild): PageHandler {
  const all = createRequestHandler(build, 'production');
  const handlers = new Map<string, PageHandler>();
  for (const [key, ids] of shortlists(build.routes)) handlers.set(key, createRequestHandler(withOnly(build, ids), 'production'));
  return (request, context) => (handlers.get(keyOf(new URL(request.url).pathname)) ?? all)(request, context);
}

/**
 * By the first segment of an address and how many it has. A route whose first segment or length varies isn't known by a key, except
 * the one for every address that has no other: it stands in each list, and an address without a list gets all routes.
 */
export function shortlists(routes: Routes): Map<string, Set<RouteId>> {
  const lists = new Map<string, Set<RouteId>>();
  const parents = new Set(Object.values(routes).map((route) => route?.parentId));
  const leaves = Object.keys(routes).filter((id) => !parents.has(id));
  const patterns = leaves.map((id) => ({ ids: lineage(routes, id), pattern: patternOf(routes, id) }));
  const others = patterns.filter(({ pattern }) => pattern === '*').flatMap(({ ids }) => ids);
  for (const { ids, pattern } of patterns.filter((one) => one.pattern !== '*')) {
    if (!isKnownByKey(pattern)) return new Map();
    const list = lists.get(keyOf(pattern)) ?? new Set();
    for (const id of [...ids, ...others]) list.add(id);
    lists.set(keyOf(pattern), list);
  }
  return lists;
}

/** Of an address, or of a route's pattern; the data of a page are asked for at its address with `.data` behind it. */
export function keyOf(address: string): string {
  const segments = address
    .replace(/\.data$/, '')
    .replace(/^\/_root$/, '/')
    .toLowerCase()
    .split('/')
    .filter(Boolean);
  return `${segments[0] ?? ''} ${segments.length}`;
}

const isKnownByKey = (pattern: string) => !/^\/?:|[*?]/.test(pattern);

function lineage(routes: Routes, id: RouteId): RouteId[] {
  const parent = routes[id]?.parentId;
  return parent ? [...lineage(routes, parent), id] : [id];
}

/** The address of a route with names for what varies, without the slash before it. */
export const patternOf = (routes: Routes, id: RouteId) =>
  lineage(routes, id)
    .map((one) => routes[one]?.path ?? '')
    .filter(Boolean)
    .join('/');

function withOnly(build: ServerBuild, ids: Set<RouteId>): ServerBuild {
  const only = <Route>(routes: Record<string, Route>) => Object.fromEntries(Object.entries(routes).filter(([id]) => ids.has(id)));
  return { ...build, routes: only(build.routes) as Routes, assets: { ...build.assets, routes: only(build.assets.routes) } };
}
