import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { CLIENT_BUILD } from '../../server/production-build';

type Part = { module: string; imports?: string[] };
type Route = Part & { id: string; parentId?: string; path?: string };
type Manifest = { entry: Part; routes: Record<string, Route> };

export type FirstLoad = { route: string; address: string; scriptBytes: number; styleBytes: number };

/** Limits of docs/quality.md P4, compressed. What a form loads at its first focus is not part of the first load. */
const KILOBYTE = 1_000;
const SCRIPT_LIMIT = 105 * KILOBYTE;
const STYLE_LIMIT = 10 * KILOBYTE;
const FONT_LIMIT = 30 * KILOBYTE;

/** The scripts and styles a browser needs for each route of the production build, compressed. Messages come on top. */
export function measureFirstLoads(): FirstLoad[] {
  const manifest = readManifest();
  return Object.values(manifest.routes).map((route) => {
    const scripts = new Set(
      [manifest.entry, ...withParents(route, manifest.routes)].flatMap(({ module, imports = [] }) => [module, ...imports]),
    );
    const styles = new Set(
      [...scripts].flatMap(
        (file) =>
          read(file)
            .toString()
            .match(/\/assets\/[\w.-]+\.css/g) ?? [],
      ),
    );
    const address = withParents(route, manifest.routes).flatMap(({ path: part }) => part || []);
    return { route: route.id, address: `/${address.join('/')}`, scriptBytes: weight(scripts), styleBytes: weight(styles) };
  });
}

/** One sentence for each route, or font, that is over its limit. */
export function firstLoadExcesses(): string[] {
  const routes = measureFirstLoads().flatMap(({ route, scriptBytes, styleBytes }) => [
    ...excess(`${route}: scripts`, scriptBytes, SCRIPT_LIMIT),
    ...excess(`${route}: styles`, styleBytes, STYLE_LIMIT),
  ]);
  return [...routes, ...excess('fonts', fontBytes(), FONT_LIMIT)];
}

export function fontBytes(): number {
  const fonts = readdirSync(path.join(CLIENT_BUILD, 'fonts')).filter((name) => name.endsWith('.woff2'));
  return fonts.reduce((sum, name) => sum + read(`/fonts/${name}`).length, 0);
}

function excess(what: string, bytes: number, limit: number): string[] {
  return bytes > limit ? [`${what}: ${kilobytes(bytes)}, ${kilobytes(limit)} allowed`] : [];
}

function readManifest(): Manifest {
  const name = readdirSync(path.join(CLIENT_BUILD, 'assets')).find((file) => /^manifest-.*\.js$/.test(file));
  const text = read(`/assets/${name}`).toString();
  return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
}

function withParents(route: Route, routes: Manifest['routes']): Route[] {
  const parent = route.parentId === undefined ? undefined : routes[route.parentId];
  return parent ? [...withParents(parent, routes), route] : [route];
}

function read(address: string): Buffer {
  return readFileSync(path.join(CLIENT_BUILD, address));
}

function weight(files: Iterable<string>): number {
  return [...files].reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0);
}

function kilobytes(bytes: number): string {
  return `${(bytes / KILOBYTE).toFixed(1)} kB`;
}
