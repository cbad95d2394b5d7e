import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { Locale } from './locale';
import type { MessagesSource } from './messages-source';
import type { Subject } from './subjects';
import { type MessageValues, readMessageRef, type Translate } from './translate';

const SourceContext = createContext<MessagesSource | null>(null);
const LocaleContext = createContext<Locale | null>(null);

/** Wraps the whole tree in entry.server and entry.client. */
export function MessagesProvider({ source, children }: { source: MessagesSource; children: ReactNode }) {
  return <SourceContext.Provider value={source}>{children}</SourceContext.Provider>;
}

/** Wraps the page in root.tsx, with the language of the signed-in person or of the visitor. */
export function LocaleProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  return <LocaleContext.Provider value={locale}>{children}</LocaleContext.Provider>;
}

export function useLocale(): Locale {
  const locale = useContext(LocaleContext);
  if (!locale) throw new Error('No LocaleProvider above this component');
  return locale;
}

function useSource(): MessagesSource {
  const source = useContext(SourceContext);
  if (!source) throw new Error('No MessagesProvider above this component');
  return source;
}

/** The sentences of one subject in the page's language: `const t = useMessages('cases'); t('title')`. */
export function useMessages<S extends Subject>(subject: S): Translate<S> {
  return useSource().read(subject, useLocale());
}

/** Around a part that loads after the page: its subjects are not fetched ahead, but when the browser first renders them. */
export function MessagesOnDemand({ children }: { children: ReactNode }) {
  const source = useSource();
  const onDemand = useMemo(() => ({ ...source, read: source.readOnDemand }), [source]);
  return <SourceContext.Provider value={onDemand}>{children}</SourceContext.Provider>;
}

/** Says messages named by reference, as forms and refusals carry them: `say('forms:errors.required')`. */
export function useMessageText(): (ref: string, values?: MessageValues) => string {
  const source = useSource();
  const locale = useLocale();
  return (ref, values) => {
    const named = readMessageRef(ref);
    if (!named) throw new Error(`Not a message reference: ${ref}`);
    return source.read(named.subject, locale)(named.key as never, { ...named.values, ...values });
  };
}

/** Lists the subjects this page said. Place it last in the body, before the scripts: it is read before hydration. */
export function MessagesUsed() {
  const used = useSource().used();
  const text = typeof document === 'undefined' ? JSON.stringify(used) : (document.getElementById('messages-used')?.textContent ?? '[]');
  // biome-ignore lint/security/noDangerouslySetInnerHtml: a list of our own subject names, in a data block that never runs.
  return <script type="application/json" id="messages-used" suppressHydrationWarning dangerouslySetInnerHTML={{ __html: text }} />;
}
