import { indicatorSubject } from '~/features/impact/indicator-subject';
import { useIndicatorWords } from '~/features/impact/indicator-words';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { Spark } from '~/ui/charts/spark';
import { DataTable } from '~/ui/data-table';
import { Segmented } from '~/ui/views';
import type { Multiple } from './overview.queries.server';
import { DIMENSIONS, linesAddress, overviewAddress } from './overview-filter';
import type { OverviewProps } from './overview-props';
import { Coverage } from './overview-tiles';
import { useKeyNames } from './use-key-names';

const DRAWN = 12;

/** The chosen figure cut by one dimension: small drawings on one scale, highest first, each with its number and coverage. */
export function MultiplesCard(props: OverviewProps) {
  const t = useMessages('overview');
  const { overview, filter, today } = props;
  const { multiples, chosen } = overview;
  const views = DIMENSIONS.map((by) => ({ to: overviewAddress(filter, today, { by }), label: t(`by.${by}`), isCurrent: by === filter.by }));
  return (
    <Card id="by" title={useFinding(props)}>
      <div className="stack stack--4">
        <div className="row">
          <Segmented label={t('filter.by')} views={views} />
        </div>
        {multiples.length === 0 ? <p className="muted">{t(overview.isUncut.multiples ? 'uncut' : 'multiples.none')}</p> : null}
        <div className="multiples">
          {multiples.slice(0, DRAWN).map((multiple) => (
            <MultipleFigure key={multiple.key || 'none'} {...props} multiple={multiple} />
          ))}
        </div>
        <p className="meta">
          {t(filter.by === 'track' ? 'multiples.overlap' : 'multiples.scale', { label: chosen.of.label })}
          {multiples.length > DRAWN ? ` ${t('multiples.more', { n: multiples.length - DRAWN })}` : ''}
        </p>
        <details className="chart-data">
          <summary>{useMessages('ui')('chart.table')}</summary>
          <MultiplesTable {...props} />
        </details>
      </div>
    </Card>
  );
}

function useFinding({ overview, filter }: OverviewProps): string {
  const t = useMessages('overview');
  const words = useIndicatorWords();
  const nameOf = useKeyNames();
  const { multiples, chosen } = overview;
  const label = chosen.of.label;
  const known = multiples.filter(({ key, value }) => key !== '' && value !== null);
  const [first] = known;
  if (!first || first.value === null || known.length < 2) return t('multiples.title', { label, by: t(`by.${filter.by}`) });
  return t('multiples.finding', { label, name: nameOf(filter.by, first.key), value: words.signed(chosen, first.value) });
}

function MultipleFigure({ overview, drawings, filter, today, multiple }: OverviewProps & { multiple: Multiple }) {
  const t = useMessages('overview');
  const words = useIndicatorWords();
  const nameOf = useKeyNames();
  const { chosen } = overview;
  const spark = drawings.multiples[multiple.key];
  const shown = multiple.value === null ? t('unknown') : words.signed(chosen, multiple.value);
  const name = nameOf(filter.by, multiple.key);
  const value = multiple.key === '' ? shown : <a href={linesAddress(chosen.code, filter, today, { [filter.by]: multiple.key })}>{shown}</a>;
  return (
    <figure>
      {spark ? <Spark spark={spark} label={t('multiples.label', { name, value: shown })} /> : null}
      <figcaption>
        <strong>{name}</strong> <span>{value}</span>
        <span className="kpi__meta">{t(`subjects.${indicatorSubject(chosen.code)}`, { n: multiple.companies })}</span>
        <Coverage tile={multiple} />
      </figcaption>
    </figure>
  );
}

function MultiplesTable({ overview, filter, today }: OverviewProps) {
  const t = useMessages('overview');
  const f = useFormat();
  const words = useIndicatorWords();
  const nameOf = useKeyNames();
  const { chosen, multiples } = overview;
  const shown = (value: number | null) => (value === null ? t('unknown') : words.number(chosen, value));
  return (
    <DataTable
      className="table--dense"
      isStackable={false}
      caption={t('multiples.caption', { label: chosen.of.label, by: t(`by.${filter.by}`) })}
      rows={multiples}
      rowKey={({ key }) => key || 'none'}
      columns={[
        { key: 'name', label: t(`by.${filter.by}`), cell: ({ key }) => nameOf(filter.by, key) },
        {
          key: 'value',
          label: words.unit(chosen),
          isNumber: true,
          className: 'strong',
          cell: ({ key, value }) =>
            key === '' ? shown(value) : <a href={linesAddress(chosen.code, filter, today, { [filter.by]: key })}>{shown(value)}</a>,
        },
        {
          key: 'change',
          label: t(`compare.${filter.compare}`),
          isNumber: true,
          cell: ({ change }) =>
            change === null ? '–' : `${change > 0 ? '+' : change < 0 ? '−' : ''}${words.number(chosen, Math.abs(change))}`,
        },
        {
          key: 'n',
          label: t(`subjects.head.${indicatorSubject(chosen.code)}`),
          isNumber: true,
          cell: ({ companies }) => f.number(companies),
        },
        {
          key: 'coverage',
          label: t('multiples.coverage'),
          isNumber: true,
          cell: ({ coverage }) => (coverage === null ? '–' : f.percent(coverage)),
        },
      ]}
    />
  );
}
