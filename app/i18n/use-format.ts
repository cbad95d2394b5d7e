import { useMemo } from 'react';
import { formatsFor } from './format';
import { relativeDay, relativeDue } from './relative-day';
import { useLocale, useMessages } from './use-messages';

/** The page's formats, and days said in words beside their date. */
export function useFormat() {
  const locale = useLocale();
  const dates = useMessages('dates');
  return useMemo(
    () => ({
      ...formatsFor(locale),
      relativeDay: (iso: string, todayIso: string) => relativeDay(dates, iso, todayIso),
      due: (iso: string, todayIso: string) => relativeDue(dates, iso, todayIso),
    }),
    [locale, dates],
  );
}
