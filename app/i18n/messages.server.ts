import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import compile from 'icu-minify/compile';
import type { CompiledMessage } from 'icu-minify/format';
import type { Locale } from './locale';
import type { MessagesSource } from './messages-source';
import type { Subject } from './subjects';
import { type MessageValues, makeTranslate, readMessageRef, type Translate } from './translate';

// Scripts run without Vite and have no `import.meta.glob`: they read the same files from the source tree.
const files: Record<string, Record<string, string>> = import.meta.env
  ? import.meta.glob<Record<string, string>>('./messages/*.json', { eager: true, import: 'default' })
  : readFiles(join(process.cwd(), 'app/i18n/messages'));

function readFiles(folder: string): Record<string, Record<string, string>> {
  if (!existsSync(folder)) throw new Error(`No messages in ${folder}: start from the project's folder`);
  return Object.fromEntries(
    readdirSync(folder).map((name) => [
      `./messages/${name}`,
      JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, string>,
    ]),
  );
}

const translators = new Map<string, Translate<Subject>>();

/** One subject in one language, compiled message by message at first use. */
function translatorOf<S extends Subject>(subject: S, locale: Locale): Translate<S> {
  const name = `${subject}.${locale}`;
  let translate = translators.get(name);
  if (!translate) {
    const texts = files[`./messages/${name}.json`];
    if (!texts) throw new Error(`No messages for ${name}`);
    const compiled = new Map<string, CompiledMessage>();
    translate = makeTranslate(subject, locale, (key) => {
      const text = texts[key];
      if (text === undefined || compiled.has(key)) return compiled.get(key);
      const message = compile(text);
      compiled.set(key, message);
      return message;
    }) as Translate<Subject>;
    translators.set(name, translate);
  }
  return translate as Translate<S>;
}

/** Says a message whose key comes from data; null where there is none. */
export function messageIfAny(locale: Locale, subject: Subject, key: string): string | null {
  return files[`./messages/${subject}.${locale}.json`]?.[key] === undefined ? null : translatorOf(subject, locale)(key as never);
}

/** For mails, documents and refusals outside React: `messagesFor('fr')('cases')('title')`. */
export function messagesFor(locale: Locale): <S extends Subject>(subject: S) => Translate<S> {
  return (subject) => translatorOf(subject, locale);
}

/** Says a message named by its reference (`forms:errors.required`). */
export function messageText(locale: Locale, ref: string, values?: MessageValues): string {
  const named = readMessageRef(ref);
  if (!named) throw new Error(`Not a message reference: ${ref}`);
  return translatorOf(named.subject, locale)(named.key as never, { ...named.values, ...values });
}

/** Every text as written, for checks and for precomputing: `{ 'cases.fr': { title: '…' } }`. */
export function allMessages(): Record<string, Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([path, texts]) => [path.slice('./messages/'.length, -'.json'.length), texts]));
}

/** The source of one page's render; it remembers which subjects the page said, so that the browser loads those and no more. */
export function serverMessages(): MessagesSource {
  const used = new Set<Subject>();
  return {
    read(subject, locale) {
      used.add(subject);
      return translatorOf(subject, locale);
    },
    readOnDemand: translatorOf,
    used: () => [...used].sort(),
  };
}
