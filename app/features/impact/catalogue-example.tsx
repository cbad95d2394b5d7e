import { useFigureWords } from '~/features/outcomes/figure-words';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { type Column, DataTable } from '~/ui/data-table';
import type { CatalogueMetric } from './catalogue.queries.server';

type Example = NonNullable<CatalogueMetric['example']>;
type Fact = Example['facts'][number];

/** A few facts, and the figure that the code makes of them. */
export function CatalogueExample({ metric, example }: { metric: CatalogueMetric; example: Example }) {
  const t = useMessages('metrics');
  const f = useFormat();
  const columns = useColumns(metric, example);
  const rows = example.facts.map((fact, index) => ({ ...fact, row: String(index) }));
  return (
    <section className="stack stack--2" aria-label={t('example.of', { code: metric.code })}>
      <h3>{t('example')}</h3>
      <p>{example.words}</p>
      <DataTable
        className="table--dense table--cells"
        caption={t('example.caption', { code: metric.code })}
        rows={rows}
        rowKey={({ row }) => row}
        columns={columns}
      />
      <p className="formula">
        {t('example.result', { on: f.longDate(example.on) })} <strong>{useResult(metric, example)}</strong>
      </p>
    </section>
  );
}

function useColumns(metric: CatalogueMetric, { facts }: Example): Column<Fact & { row: string }>[] {
  const t = useMessages('metrics');
  const f = useFormat();
  const number = (value: number | undefined) => (value === undefined ? '–' : f.number(value, { min: 0, max: 2 }));
  const has = (name: keyof Fact) => facts.some((fact) => fact[name] !== undefined);
  return [
    { key: 'of', label: t(`example.subject.${metric.subject}`), cell: ({ of }) => of },
    { key: 'on', label: t('example.on'), className: 'nowrap', cell: ({ on }) => f.date(on) },
    { key: 'value', label: t('example.value'), isNumber: true, cell: ({ value }) => number(value) },
    ...(has('den') ? [{ key: 'den', label: t('example.den'), isNumber: true, cell: ({ den }: Fact) => number(den) }] : []),
    ...(has('base') ? [{ key: 'base', label: t('example.base'), isNumber: true, cell: ({ base }: Fact) => number(base) }] : []),
    ...(has('amount') ? [{ key: 'amount', label: t('example.amount'), isNumber: true, cell: ({ amount }: Fact) => number(amount) }] : []),
    ...(has('share') ? [{ key: 'share', label: t('example.share'), isNumber: true, cell: ({ share = 1 }: Fact) => f.percent(share) }] : []),
    ...(has('key') ? [{ key: 'key', label: t('example.key'), cell: ({ key }: Fact) => key ?? '–' }] : []),
    ...(has('isOutside')
      ? [
          {
            key: 'outside',
            label: t('example.perimeter'),
            cell: ({ isOutside }: Fact) => t(isOutside ? 'example.outside' : 'example.inside'),
          },
        ]
      : []),
  ];
}

function useResult(metric: CatalogueMetric, { result, companion }: Example): string {
  const t = useMessages('metrics');
  const o = useMessages('outcomes');
  const f = useFormat();
  const words = useFigureWords();
  if (typeof result !== 'number') {
    return result.map((count, step) => `${o(`export_status.${step as 0}`)} ${f.number(count)}`).join(' · ');
  }
  const gain = metric.aggregation === 'mean_gain' || metric.aggregation === 'median_gain';
  const shown = gain
    ? f.change(result, { min: 0, max: 2 })
    : metric.unit === 'score_1_5' || metric.unit === 'trl'
      ? f.number(result)
      : words.value({ unit: metric.unit, kind: metric.kind }, { num: result });
  if (companion === undefined) return shown;
  const kind = metric.unit === 'score_0_10' ? 'nps' : metric.companionUnit === 'eur' ? 'eur' : 'products';
  return `${shown} · ${t(`example.companion.${kind}`, { n: kind === 'eur' ? f.money(companion * 100) : f.number(companion) })}`;
}
