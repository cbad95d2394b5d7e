import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { DataTable } from '~/ui/data-table';
import type { AddedLink } from './capital-link';

type Props = {
  years: readonly { year: number; added: readonly AddedLink[]; alone: string | null; together: string | null }[];
};

/** What each linked or partner enterprise adds to the figures that decide a size, and what the year would give without them. */
export function AddedLinksCard({ years }: Props) {
  const t = useMessages('capital');
  const f = useFormat();
  const rows = years.flatMap(({ year, added }) => added.map((one) => ({ year, ...one })));
  const unknown = <span className="faint">{t('unknown')}</span>;
  const of = (added: number | null, whole: number | null, word: (value: number) => string) =>
    added === null || whole === null ? (
      unknown
    ) : (
      <>
        {word(added)}
        {added === whole ? null : <span className="sub">{t('of_whole', { whole: word(whole) })}</span>}
      </>
    );
  const people = (value: number) => f.number(value, { min: 0, max: 2 });
  const money = (euros: number) => f.moneyShort(Math.round(euros * 100));
  const told = years.filter(({ added, alone, together }) => added.length > 0 && alone !== together);
  return (
    <Card id="added" title={t('added.title')} isFlush>
      <DataTable
        className="table--dense"
        caption={t('added.caption')}
        rows={rows}
        rowKey={({ link }) => link.id}
        headColumn="name"
        columns={[
          {
            key: 'name',
            label: t('column.name'),
            cell: ({ link }) => (
              <>
                {link.name}
                <span className="sub">
                  {t(`kind.${link.kind}`)}, {f.percent(link.share / 100, { min: 0, max: 2 })}
                </span>
              </>
            ),
          },
          { key: 'year', label: t('column.year'), cell: ({ year }) => year },
          {
            key: 'headcount',
            label: t('column.headcount'),
            isNumber: true,
            cell: ({ added, link }) => of(added.headcount, link.headcount, people),
          },
          {
            key: 'turnover',
            label: t('column.turnover'),
            isNumber: true,
            className: 'nowrap',
            cell: ({ added, link }) => of(added.turnover, link.turnover, money),
          },
          {
            key: 'balance',
            label: t('column.balance'),
            isNumber: true,
            className: 'nowrap',
            cell: ({ added, link }) => of(added.balanceTotal, link.balanceTotal, money),
          },
        ]}
      />
      {told.length > 0 ? (
        <ul className="rows__item">
          {told.map(({ year, alone, together }) => (
            <li key={year}>
              {together === null
                ? t('added.undecided', { year: String(year) })
                : t('added.changes', { year: String(year), alone: alone ?? t('unknown'), together })}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="rows__item">
        <p className="meta">{t('rule')}</p>
      </div>
    </Card>
  );
}
