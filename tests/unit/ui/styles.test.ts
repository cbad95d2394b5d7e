import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const app = new URL('../../../app', import.meta.url).pathname;

function files(folder: string, ending: string): { path: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: path.slice(app.length + 1), text: readFileSync(path, 'utf8') }));
}

const pages = files(app, '.tsx');
const sheets = files(join(app, 'ui/styles'), '.css');

describe('the style sheets', () => {
  it('have a rule for every class a page writes', () => {
    const known = new Set(sheets.flatMap(({ text }) => [...text.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name]) => name)));
    const unknown = pages.flatMap(({ path, text }) =>
      [...text.matchAll(/className="([^"]*)"/g)]
        .flatMap(([, names]) => (names ?? '').split(/\s+/))
        .filter((name) => name && !known.has(name))
        .map((name) => `${path}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('hold no rule for a class that no page writes', () => {
    const code = [...pages, ...files(app, '.ts')].map(({ text }) => text).join('\n');
    // `mark--${size}`, `theme-${theme}`: the beginning stands in the code, the rest is a word of the caller.
    const isWritten = (name: string) =>
      new RegExp(`(?<![\\w-])${name}(?![\\w-])`).test(code) ||
      [...name.matchAll(/--?|__/g)].some(({ index, 0: joint }) => code.includes(`${name.slice(0, index + joint.length)}\${`));
    const dead = sheets.flatMap(({ path, text }) =>
      [...text.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/\.([a-zA-Z][\w-]*)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !isWritten(name))
        .map((name) => `${path}: ${name}`),
    );
    expect([...new Set(dead)]).toEqual([]);
  });

  it('leave no style attribute to a page: the content policy refuses it', () => {
    expect(pages.filter(({ text }) => /\sstyle=[{"]/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('use only tokens that exist', () => {
    const all = sheets.map(({ text }) => text).join('\n');
    const defined = new Set([...all.matchAll(/(--[\w-]+)\s*:/g)].map(([, name]) => name));
    const missing = [...all.matchAll(/var\((--[\w-]+)/g)].map(([, name]) => name).filter((name) => !defined.has(name ?? ''));
    expect([...new Set(missing)]).toEqual([]);
  });
});
