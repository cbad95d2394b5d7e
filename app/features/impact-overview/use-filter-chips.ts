import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import type { ActiveFilter } from '~/ui/views';
import { DIMENSIONS, type OverviewFilter, without } from './overview-filter';
import { useKeyNames } from './use-key-names';

/** What a filter leaves out, each with the address that brings it back. */
export function useFilterChips(filter: OverviewFilter, today: string, address: (filter: OverviewFilter) => string): ActiveFilter[] {
  const t = useMessages('overview');
  const i = useMessages('impact');
  const f = useFormat();
  const nameOf = useKeyNames();
  const { on, minLevel, period, within } = filter;
  const chip = (label: string, changed: Partial<OverviewFilter>) => ({ label, without: address({ ...filter, ...changed }) });
  const half = on.slice(5) >= '07-01' ? 2 : 1;
  return [
    ...(on === today ? [] : [chip(t('chip.on', { on: f.date(on) }), { on: today })]),
    ...(minLevel === 3 ? [] : [chip(i(`level.${minLevel}`), { minLevel: 3 })]),
    ...(period === 'contract' ? [] : [chip(t(`period.${period}`, { year: on.slice(0, 4), half, from: '' }), { period: 'contract' })]),
    ...DIMENSIONS.flatMap((dimension) => {
      const key = within[dimension];
      const label = key === undefined ? '' : t('chip.key', { dimension: t(`by.${dimension}`), value: nameOf(dimension, key) });
      return key === undefined ? [] : [chip(label, { within: without(filter, dimension).within })];
    }),
  ];
}
