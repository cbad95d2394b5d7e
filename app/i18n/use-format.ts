import { formatsFor } from './format';
import type { Locale } from './locale';
import { relativeDay, relativeDue } from './relative-day';
import type { Translate } from './translate';
import { useLocale, useMessages } from './use-messages';

const made = new WeakMap<Translate<'dates'>, ReturnType<typeof pageFormat>>();

function pageFormat(locale: Locale, dates: Translate<'dates'>) {
  return {
    ...formatsFor(locale),
    relativeDay: (iso: string, todayIso: string) => relativeDay(dates, iso, todayIso),
    due: (iso: string, todayIso: string) => relativeDue(dates, iso, todayIso),
  };
}

/** The page's formats, and days said in words beside their date. Made once for a language, not for each row that says a date. */
export function useFormat() {
  const locale = useLocale();
  const dates = useMessages('dates');
  let format = made.get(dates);
  if (!format) {
    format = pageFormat(locale, dates);
    made.set(dates, format);
  }
  return format;
}
