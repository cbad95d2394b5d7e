import { DataTable } from '../data-table';

export type SeriesRow = { key: string; label: string; values: readonly string[] };

/** The figures under a drawing of several series: a row a series, a column a date or a measure. */
export function SeriesTable({
  head,
  columns,
  rows,
  caption,
}: {
  head: string;
  columns: readonly string[];
  rows: readonly SeriesRow[];
  caption: string;
}) {
  return (
    <DataTable
      className="table--dense"
      isStackable={false}
      caption={caption}
      rows={rows}
      rowKey={({ key }) => key}
      columns={[
        { key: 'label', label: head, cell: ({ label }) => label },
        ...columns.map((label, index) => ({
          key: label,
          label,
          isNumber: true,
          cell: ({ values }: SeriesRow) => values[index] ?? '–',
        })),
      ]}
    />
  );
}
