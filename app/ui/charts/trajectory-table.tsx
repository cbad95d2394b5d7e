import type { NumberDecimals } from '~/i18n/format';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { DataTable } from '../data-table';

export type TrajectoryRow = { on: string; target: number | null; actual: number | null };

/** The figures under a trajectory: what was expected and what was reached at each date. */
export function TrajectoryTable({
  rows,
  caption,
  decimals,
}: {
  rows: readonly TrajectoryRow[];
  caption: string;
  decimals?: NumberDecimals;
}) {
  const t = useMessages('ui');
  const formats = useFormat();
  const shown = (value: number | null) => (value === null ? t('chart.unknown') : formats.number(value, decimals));
  return (
    <DataTable
      className="table--dense"
      isStackable={false}
      caption={caption}
      rows={rows}
      rowKey={({ on }) => on}
      columns={[
        { key: 'on', label: t('chart.date'), cell: ({ on }) => formats.date(on) },
        { key: 'target', label: t('chart.expected'), isNumber: true, cell: ({ target }) => shown(target) },
        { key: 'actual', label: t('chart.actual'), isNumber: true, cell: ({ actual }) => shown(actual) },
      ]}
    />
  );
}
