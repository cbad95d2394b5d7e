import { Plus } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { DataTable } from '~/ui/data-table';
import type { Autonomy } from '../companies/profile-list';
import { formatIdentifier } from '../companies/siren';
import { type CapitalLink, isPubliclyHeld, portionOf } from './capital-link';

type Props = {
  links: readonly CapitalLink[];
  autonomy: Autonomy;
  /** Where a line is added or corrected; null for who may not. */
  addressOf: ((linkId: string) => string) | null;
};

/** Who shares a company's figures, year after year: latest first, each line with what it counts for in the size. */
export function CapitalLinksCard({ links, autonomy, addressOf }: Props) {
  const t = useMessages('capital');
  const f = useFormat();
  const years = [...links].sort((a, b) => b.year - a.year || a.side.localeCompare(b.side) || b.share - a.share);
  const lastYear = years[0]?.year;
  const last = years.filter(({ year }) => year === lastYear);
  const unknown = <span className="faint">{t('unknown')}</span>;
  const money = (euros: number | null) => (euros === null ? unknown : f.moneyShort(Math.round(euros * 100)));
  const isDenied = autonomy === 'autonomous' && last.some((link) => portionOf(link) > 0);
  return (
    <Card
      id="links"
      title={t('title')}
      isFlush={links.length > 0}
      actions={
        addressOf ? (
          <LinkButton size="sm" icon={Plus} to={addressOf('new')}>
            {t('add')}
          </LinkButton>
        ) : null
      }
    >
      {links.length === 0 ? <p className="muted">{t(autonomy === 'partner' || autonomy === 'linked' ? 'none_yet' : 'none')}</p> : null}
      {isDenied || isPubliclyHeld(last) ? (
        <div className="rows__item stack stack--2">
          {isDenied ? <Banner tone="watch" title={t('denied', { year: String(lastYear) })} /> : null}
          {isPubliclyHeld(last) ? <Banner tone="watch" title={t('publicly_held', { year: String(lastYear) })} /> : null}
        </div>
      ) : null}
      {links.length > 0 ? (
        <DataTable
          className="table--dense"
          caption={t('caption')}
          rows={years}
          rowKey={({ id }) => id}
          headColumn="name"
          columns={[
            {
              key: 'name',
              label: t('column.name'),
              cell: ({ id, name, siren, side, source }) => (
                <>
                  {addressOf ? <a href={addressOf(id)}>{name}</a> : name}
                  <span className="sub">
                    {[t(`side.${side}`), siren ? formatIdentifier(siren) : null, t(`source.${source}`)].filter(Boolean).join(' · ')}
                  </span>
                </>
              ),
            },
            { key: 'year', label: t('column.year'), cell: ({ year }) => year },
            {
              key: 'share',
              label: t('column.share'),
              cell: (link) => (
                <>
                  {f.percent(link.share / 100, { min: 0, max: 2 })} · {t(`kind.${link.kind}`)}
                  <CountsFor link={link} />
                </>
              ),
            },
            {
              key: 'headcount',
              label: t('column.headcount'),
              isNumber: true,
              cell: ({ headcount }) => (headcount === null ? unknown : f.number(headcount, { min: 0, max: 2 })),
            },
            { key: 'turnover', label: t('column.turnover'), isNumber: true, className: 'nowrap', cell: ({ turnover }) => money(turnover) },
            {
              key: 'balance',
              label: t('column.balance'),
              isNumber: true,
              className: 'nowrap',
              cell: ({ balanceTotal }) => money(balanceTotal),
            },
          ]}
        />
      ) : null}
      <div className={links.length > 0 ? 'rows__item' : undefined}>
        <p className="meta">{t('rule')}</p>
      </div>
    </Card>
  );
}

function CountsFor({ link }: { link: CapitalLink }) {
  const t = useMessages('capital');
  const f = useFormat();
  const portion = portionOf(link);
  const words =
    link.exception !== null
      ? t('counts.exception', { investor: t(`exception.${link.exception}`) })
      : portion === 1
        ? t('counts.whole')
        : portion > 0
          ? t('counts.portion', { share: f.percent(portion, { min: 0, max: 2 }) })
          : t('counts.public');
  return <span className="sub">{words}</span>;
}
