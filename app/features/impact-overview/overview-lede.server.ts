import { indicatorNumber } from '~/features/impact/figure';
import { formatsFor } from '~/i18n/format';
import type { Locale } from '~/i18n/locale';
import { messagesFor } from '~/i18n/messages.server';
import type { Overview } from './overview.queries.server';
import type { OverviewFilter } from './overview-filter';

/** One sentence: how many companies, how many jobs, and which figures are behind what was due. */
export function overviewLede({ tiles }: Overview, filter: OverviewFilter, locale: Locale): string {
  const t = messagesFor(locale)('overview');
  const f = formatsFor(locale);
  const of = (code: string) => tiles.find((tile) => tile.code === code);
  const said = (code: string) => {
    const tile = of(code);
    return tile && tile.value !== null ? indicatorNumber(f, tile, tile.value) : t('unknown');
  };
  const behind = tiles.filter(
    ({ value, expected, line }) =>
      value !== null && expected !== null && (line.isHigherBetter ? value < expected * 0.9 : value > expected * 1.1),
  );
  return t('lede', {
    on: f.date(filter.on),
    level: String(filter.minLevel),
    companies: said('ACC-01'),
    jobs: said('EMP-02'),
    n: behind.length,
    list: f.list([
      ...behind.slice(0, 3).map((tile) => tile.of.label),
      ...(behind.length > 3 ? [t('lede.more', { n: behind.length - 3 })] : []),
    ]),
  });
}
