import { Link } from '@remix-run/react';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import { Icon } from './icon';

export type Column<Row> = {
  key: string;
  /** Shown in the head and, on a phone, before the value. `isHeadHidden` keeps it for screen readers only. */
  label: string;
  isHeadHidden?: boolean;
  isNumber?: boolean;
  className?: string;
  /** Address that sorts by this column, and the present direction when it is the sorted one. */
  sortTo?: string;
  sorted?: 'ascending' | 'descending';
  cell: (row: Row) => ReactNode;
};

type DataTableProps<Row> = {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The column that names a row; the first by default. */
  headColumn?: string;
  /** Says what the table holds and in which order. */
  caption: string;
  /** Name of the scrolling region; the caption by default. */
  label?: string;
  className?: string;
  /** Rows fold into cards on a phone. */
  isStackable?: boolean;
  rowClassName?: (row: Row) => string | undefined;
  groups?: readonly { key: string; label: ReactNode; aside?: ReactNode; rows: readonly Row[] }[];
  foot?: ReactNode;
};

/** A table sorted, filtered and paged by the server: its links are the page's address. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, caption, label, className, isStackable = true, groups, foot } = props;
  const half = Math.ceil(columns.length / 2);
  return (
    // A box that scrolls must be reachable from the keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="table-wrap" tabIndex={0} aria-label={label ?? caption}>
      <table className={classNames('table', isStackable && 'stackable', className)}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        {groups ? (
          groups.map((group) => (
            <tbody key={group.key}>
              <tr className="group">
                <th scope="colgroup" colSpan={group.aside ? half : columns.length}>
                  {group.label}
                </th>
                {group.aside ? (
                  <td className="num" colSpan={columns.length - half}>
                    {group.aside}
                  </td>
                ) : null}
              </tr>
              <Rows {...props} rows={group.rows} />
            </tbody>
          ))
        ) : (
          <tbody>
            <Rows {...props} rows={rows} />
          </tbody>
        )}
        {foot ? <tfoot>{foot}</tfoot> : null}
      </table>
    </section>
  );
}

function HeadCell<Row>({ column }: { column: Column<Row> }) {
  const { label, isHeadHidden, isNumber, className, sortTo, sorted } = column;
  return (
    <th scope="col" className={classNames(isNumber && 'num', className) || undefined} aria-sort={sorted}>
      {isHeadHidden ? (
        <span className="sr-only">{label}</span>
      ) : sortTo ? (
        <Link to={sortTo} preventScrollReset>
          {label}
          {sorted ? (
            <>
              {' '}
              <Icon icon={sorted === 'ascending' ? ArrowUp : ArrowDown} size="sm" />
            </>
          ) : null}
        </Link>
      ) : (
        label
      )}
    </th>
  );
}

function Rows<Row>({ columns, rows, rowKey, headColumn = columns[0]?.key, rowClassName }: DataTableProps<Row>) {
  return (
    <>
      {rows.map((row) => (
        <tr key={rowKey(row)} className={rowClassName?.(row)}>
          {columns.map(({ key, label, isHeadHidden, isNumber, className, cell }) => {
            const classes = classNames(isNumber && 'num', className) || undefined;
            return key === headColumn ? (
              <th key={key} scope="row" className={classes}>
                {cell(row)}
              </th>
            ) : (
              <td key={key} className={classes} data-label={isHeadHidden ? undefined : label}>
                {cell(row)}
              </td>
            );
          })}
        </tr>
      ))}
    </>
  );
}
