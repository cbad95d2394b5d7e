import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import compile from 'icu-minify/compile';
import type { CompiledMessage } from 'icu-minify/format';
import { describe, expect, it } from 'vitest';
import { LOCALES, preferredLocale } from '~/i18n/locale';
import { allMessages, messagesFor, messageText, serverMessages } from '~/i18n/messages.server';
import { readMessageRef } from '~/i18n/translate';
import { frenchSpaces } from '../../support/french-spaces';

const texts = allMessages();
const subjects = [...new Set(Object.keys(texts).map((name) => name.split('.')[0] ?? ''))].sort();
const appRoot = new URL('../../../app', import.meta.url).pathname;

function sources(folder: string): { path: string; text: string }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

/** Names of the values and tags a message asks for, as its compiled form holds them. */
function namesIn(message: CompiledMessage, into = new Set<string>()): Set<string> {
  if (typeof message === 'string') return into;
  for (const node of message as unknown[]) {
    if (!Array.isArray(node)) continue;
    const [name, kind, options] = node as [unknown, unknown, unknown];
    if (typeof name === 'string') into.add(name);
    if (kind !== undefined && options && typeof options === 'object' && !Array.isArray(options)) {
      for (const branch of Object.values(options))
        namesIn((typeof branch === 'string' ? branch : [branch].flat(1)) as CompiledMessage, into);
    }
    if (Array.isArray(kind) || typeof kind === 'string') namesIn(node.slice(1) as CompiledMessage, into);
  }
  return into;
}

describe('the messages', () => {
  it('exist in both languages for every subject, and every subject is typed', () => {
    const typed = [
      ...readFileSync(join(appRoot, 'i18n/subjects.ts'), 'utf8').matchAll(/typeof import\('\.\/messages\/([a-z_]+)\.fr\.json'\)/g),
    ].map(([, name]) => name);
    expect(typed.sort()).toEqual(subjects);
    for (const subject of subjects)
      for (const locale of LOCALES) expect(texts[`${subject}.${locale}`], `${subject}.${locale}`).toBeDefined();
  });

  it.each(subjects)('%s: same keys in French and English, none blank, each compiles with the same values', (subject) => {
    const fr = texts[`${subject}.fr`] ?? {};
    const en = texts[`${subject}.en`] ?? {};
    expect(Object.keys(en).sort()).toEqual(Object.keys(fr).sort());
    for (const key of Object.keys(fr)) {
      expect(fr[key]?.trim(), key).not.toBe('');
      expect(en[key]?.trim(), key).not.toBe('');
      expect([...namesIn(compile(en[key] ?? ''))].sort(), `values of ${subject}:${key}`).toEqual(
        [...namesIn(compile(fr[key] ?? ''))].sort(),
      );
    }
  });

  it.each(subjects)('%s: French spacing (run `npx tsx tests/support/french-spaces.ts`)', (subject) => {
    for (const [key, text] of Object.entries(texts[`${subject}.fr`] ?? {})) expect(text, key).toBe(frenchSpaces(text));
  });

  it('are all said somewhere: no subject lies unused, every reference names a message', () => {
    const code = sources(appRoot);
    const all = code.map(({ text }) => text).join('\n');
    for (const subject of subjects) {
      const isSaid = new RegExp(
        `useMessages\\(\\s*'${subject}'|\\)\\('${subject}'\\)|'${subject}:|\`${subject}:|messagesFor\\([^)]*\\)\\(\\s*'${subject}'`,
      ).test(all);
      expect(isSaid, `subject ${subject}`).toBe(true);
    }
    for (const { path, text } of code) {
      for (const [, subject, key] of text.matchAll(/['"`]([a-z_]+):([a-z_]+(?:\.[a-z_]+)+)(?=[?'"`])/g)) {
        if (subject && subjects.includes(subject)) expect(texts[`${subject}.fr`], `${path}: ${subject}:${key}`).toHaveProperty([key ?? '']);
      }
    }
  });
});

describe('translating', () => {
  it('says plurals in each language', () => {
    expect(messagesFor('fr')('dates')('in_days', { days: 1 })).toBe('dans 1 jour');
    expect(messagesFor('fr')('dates')('in_days', { days: 1800 })).toBe('dans 1\u202f800 jours');
    expect(messagesFor('en')('dates')('in_days', { days: 1800 })).toBe('in 1,800 days');
    // French counts zero as one, English as many.
    expect(messagesFor('fr')('dates')('in_days', { days: 0 })).toBe('dans 0 jour');
    expect(messagesFor('en')('dates')('in_days', { days: 0 })).toBe('in 0 days');
  });

  it('refuses a sentence with a hole, and a key nobody wrote', () => {
    expect(() => messagesFor('fr')('dates')('in_days')).toThrow('needs {days}');
    expect(() => messagesFor('fr')('dates')('nowhere' as never)).toThrow('No message dates:nowhere (fr)');
  });

  it('says a message named by reference, with its values', () => {
    expect(messageText('fr', 'forms:errors.too_short?min=100')).toBe('Il faut au moins 100 caractères.');
    expect(messageText('en', 'forms:errors.too_short?min=1')).toBe('Use at least 1 character.');
    expect(messageText('fr', 'companies:errors.siren.zeros_lost?repaired=000043117')).toContain('000043117');
    expect(readMessageRef('not a reference')).toBeNull();
    expect(() => messageText('fr', 'not a reference')).toThrow();
  });

  it('remembers which subjects a page said', () => {
    const source = serverMessages();
    source.read('ui', 'fr');
    source.read('dates', 'fr');
    source.read('ui', 'fr');
    expect(source.used()).toEqual(['dates', 'ui']);
  });

  it('hears the first language of the browser that it speaks', () => {
    expect(preferredLocale('en-US,en;q=0.9,fr;q=0.8')).toBe('en');
    expect(preferredLocale('de-DE, fr;q=0.7, en;q=0.3')).toBe('fr');
    expect(preferredLocale('en;q=0, de')).toBe('fr');
    expect(preferredLocale(null)).toBe('fr');
  });
});
