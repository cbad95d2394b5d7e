import { useSearchParams } from '@remix-run/react';
import type { LocalDate } from '~/features/programmes/paris-date';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Banner } from '~/ui/card';
import { askedDay } from './reading';

/** Says that the address asked for no day, or for one to come, and which day is shown instead. */
export function RefusedDay({ on }: { on: LocalDate }) {
  const t = useMessages('impact');
  const f = useFormat();
  const [search] = useSearchParams();
  const text = (search.get('on') ?? '').trim().slice(0, 20);
  const asked = askedDay(search);
  if (text === '' || asked === on) return null;
  return <Banner tone="watch" title={t(asked === null ? 'filter.not_a_day' : 'filter.day_to_come', { text, on: f.date(on) })} />;
}
