import type { CompiledMessage } from 'icu-minify/format';
import { isLocale, type Locale } from './locale';
import type { MessagesSource } from './messages-source';
import type { Subject } from './subjects';
import { makeTranslate, type Translate } from './translate';

// One small file per subject and language, compiled at build (compile-messages.ts): no parser travels.
const files = import.meta.glob<Record<string, CompiledMessage>>('./messages/*.json', { import: 'default' });

const ready = new Map<string, Translate<Subject>>();
const onTheWay = new Map<string, Promise<void>>();

function load(subject: Subject, locale: Locale): Promise<void> {
  const name = `${subject}.${locale}`;
  let loading = onTheWay.get(name);
  if (!loading) {
    const file = files[`./messages/${name}.json`];
    loading = file
      ? file().then((messages) => {
          ready.set(
            name,
            makeTranslate(subject, locale, (key) => messages[key]),
          );
        })
      : Promise.reject(new Error(`No messages for ${name}`));
    // A failed download may be tried again by the next render.
    loading.catch(() => onTheWay.delete(name));
    onTheWay.set(name, loading);
  }
  return loading;
}

/** Fetches subjects ahead of the component that says them. */
export async function preloadMessages(subjects: readonly Subject[], locale: Locale): Promise<void> {
  await Promise.all(subjects.map((subject) => load(subject, locale)));
}

function read<S extends Subject>(subject: S, locale: Locale): Translate<S> {
  const translate = ready.get(`${subject}.${locale}`);
  if (!translate) throw load(subject, locale);
  return translate as Translate<S>;
}

export const clientMessages: MessagesSource = {
  read,
  readOnDemand: read,
  used: () => [...new Set([...ready.keys()].map((name) => name.split('.')[0] as Subject))].sort(),
};

/** Loads what the server's HTML says, as listed by `<MessagesUsed>`; await it before hydrating. */
export async function preloadPageMessages(page: Document): Promise<void> {
  const list = page.getElementById('messages-used')?.textContent ?? '[]';
  const locale = page.documentElement.lang;
  if (isLocale(locale)) await preloadMessages(JSON.parse(list) as Subject[], locale);
}
