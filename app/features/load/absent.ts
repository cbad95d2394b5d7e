import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import type { Absence } from './advisors.queries.server';

/** An absence in words, for a list of advisors: until when, or from when on, and who answers meanwhile. */
export function useAbsent(): (absence: Absence) => string {
  const t = useMessages('load');
  const f = useFormat();
  return ({ isNow, fromOn, untilOn, coveredBy }) =>
    t('absent', { isNow: isNow ? 'yes' : 'no', from: f.date(fromOn), until: f.date(untilOn), cover: coveredBy ?? 'none' });
}
