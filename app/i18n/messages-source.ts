import type { Locale } from './locale';
import type { Subject } from './subjects';
import type { Translate } from './translate';

/** Where a render takes its messages: all at hand on the server, loaded by subject in the browser. */
export type MessagesSource = {
  /** Throws a promise (React Suspense) while a subject is on its way. */
  read<S extends Subject>(subject: S, locale: Locale): Translate<S>;
  /** As `read`, without listing the subject among those the page needs before it is taken over. */
  readOnDemand<S extends Subject>(subject: S, locale: Locale): Translate<S>;
  used(): Subject[];
};
