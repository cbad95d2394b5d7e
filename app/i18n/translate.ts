import type { CompiledMessage } from 'icu-minify/format';
import format from 'icu-minify/format';
import type { ReactNode } from 'react';
import { INTL_TAG, type Locale } from './locale';
import type { MessageKey, Subject } from './subjects';

export type MessageValues = Record<string, string | number>;
export type MessageTags = Record<string, (inside: ReactNode) => ReactNode>;
/** Values and tags of one message. */
export type MessageParts = Record<string, MessageValues[string] | MessageTags[string]>;
export type CompiledMessages = Readonly<Record<string, CompiledMessage>>;

/** Says one subject's messages in one language. A key or a value that is missing throws: a sentence with a hole is a bug. */
export interface Translate<S extends Subject> {
  (key: MessageKey<S>, values?: MessageValues): string;
  /** The same with `<tag>…</tag>` in the message turned into elements. */
  rich(key: MessageKey<S>, parts: MessageParts): ReactNode;
}

const formatters = {
  getNumberFormat: keepFirst((locale: string, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options)),
  getDateTimeFormat: keepFirst((locale: string, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)),
  getPluralRules: keepFirst((locale: string, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options)),
};

// Building an Intl object costs fifty times a call to it.
function keepFirst<Options, Made>(make: (locale: string, options?: Options) => Made) {
  const made = new Map<string, Made>();
  return (locale?: unknown, options?: Options) => {
    const tag = String(locale);
    const name = options ? `${tag} ${JSON.stringify(options)}` : tag;
    let one = made.get(name);
    if (!one) {
      one = make(tag, options);
      made.set(name, one);
    }
    return one;
  };
}

/** `find` gives a compiled message or undefined; `subject` is only named in the error. */
export function makeTranslate<S extends Subject>(
  subject: S,
  locale: Locale,
  find: (key: string) => CompiledMessage | undefined,
): Translate<S> {
  const say = (key: string, values: Record<string, unknown> | undefined) => {
    const message = find(key);
    if (message === undefined) throw new Error(`No message ${subject}:${key} (${locale})`);
    if (typeof message === 'string') return message;
    const parts = new Proxy(values ?? {}, {
      // The library asks `in` first and would throw without naming the message.
      has: () => true,
      get: (given, name: string) => {
        if (given[name] === undefined) throw new Error(`Message ${subject}:${key} needs {${name}}`);
        return given[name];
      },
    });
    return format<ReactNode>(message, INTL_TAG[locale], parts as MessageValues, { formatters, timeZone: 'Europe/Paris' });
  };
  const translate = (key: string, values?: MessageValues) => String(say(key, values));
  return Object.assign(translate, { rich: (key: string, parts: MessageParts) => say(key, parts) as ReactNode });
}

/** `forms:errors.too_short?min=100` cut into its parts; numbers in the query become numbers, so that plurals work; a SIREN keeps its zeros. */
export function readMessageRef(ref: string): { subject: Subject; key: string; values: MessageValues } | null {
  const [, subject, key, query] = /^([a-z_]+):([a-z0-9_.]+)(?:\?(.*))?$/.exec(ref) ?? [];
  if (!subject || !key) return null;
  const values: MessageValues = {};
  for (const [name, value] of new URLSearchParams(query)) values[name] = /^-?(0|[1-9]\d*)(\.\d+)?$/.test(value) ? Number(value) : value;
  return { subject: subject as Subject, key, values };
}
