import type { ReactNode } from 'react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { type Column, DataTable } from '~/ui/data-table';
import { TrustMark, useFigureWords } from '../outcomes/figure-words';
import type { Unit } from '../outcomes/metric';
import { ANNUAL_METRICS, type AnnualCell, type AnnualFigures, type AnnualMetric, type ClosedYear } from './annual-figures';

const MEASURES: Record<AnnualMetric, { unit: Unit; kind: 'stock' | 'flow' | 'ratio' }> = {
  'FIN-01': { unit: 'eur', kind: 'flow' },
  'EXP-01': { unit: 'eur', kind: 'flow' },
  'EMP-01': { unit: 'fte', kind: 'stock' },
  'POL-02': { unit: 'fte', kind: 'stock' },
  'EMP-03': { unit: 'fte', kind: 'stock' },
  'INN-01': { unit: 'eur', kind: 'flow' },
  'FIN-03': { unit: 'eur_per_fte', kind: 'ratio' },
};
const OF_YEAR = ['balance', 'result', 'photonic'] as const;

type Year = AnnualFigures['years'][number];
type Line = { key: AnnualMetric | (typeof OF_YEAR)[number] | 'closing' };

/** One line a figure, one column a year; the trust of the latest year said in words, a value only declared in italics. */
export function YearsTable({
  years,
  yearAt,
  isForStaff,
}: {
  years: Year[];
  yearAt: ((yearId: string) => string) | null;
  isForStaff: boolean;
}) {
  const t = useMessages('profile');
  const f = useFormat();
  const figureWords = useFigureWords();
  const last = years.at(-1);
  const lines: Line[] = [
    ...ANNUAL_METRICS.filter((metric) => years.some(({ cells }) => cells[metric])).map((key) => ({ key })),
    ...OF_YEAR.filter((key) => years.some(({ closed }) => closed && ofYear(closed, key) !== null)).map((key) => ({ key })),
    { key: 'closing' },
  ];
  const cell = (metric: AnnualMetric, found: AnnualCell | undefined): ReactNode => {
    if (!found || found.num === null) return <span className="faint">{t('years.unknown')}</span>;
    const className = found.level === 1 ? 'is-declared' : undefined;
    const perHead = metric === 'FIN-03' && found.den ? f.moneyShort(Math.round((found.num / found.den) * 100)) : null;
    const text = perHead ?? figureWords.value(MEASURES[metric], found);
    return isForStaff ? (
      <a className={`link-quiet ${className ?? ''}`} href={`/figures/${found.observationId}`}>
        {text}
      </a>
    ) : (
      <span className={className}>{text}</span>
    );
  };
  const own = (closed: ClosedYear | null, key: (typeof OF_YEAR)[number]): ReactNode => {
    const value = closed ? ofYear(closed, key) : null;
    if (value === null) return <span className="faint">{t('years.unknown')}</span>;
    return key === 'photonic' ? f.percent(value / 100, { min: 0, max: 1 }) : f.moneyShort(value);
  };
  const columns: Column<Line>[] = [
    { key: 'label', label: t('years.column'), cell: ({ key }) => (key === 'closing' ? t('years.closing') : t(`years.line.${key}`)) },
    ...years.map(
      (year): Column<Line> => ({
        key: String(year.year),
        label: String(year.year),
        isNumber: true,
        className: 'nowrap',
        cell: ({ key }) =>
          key === 'closing' ? <Closing year={year} yearAt={yearAt} /> : isOfYear(key) ? own(year.closed, key) : cell(key, year.cells[key]),
      }),
    ),
    {
      key: 'trust',
      label: t('years.trust', { year: String(last?.year ?? '') }),
      cell: ({ key }) => {
        if (key === 'closing') return null;
        if (isOfYear(key)) return last?.closed ? <span className="meta">{t(`years.source.${last.closed.source}`)}</span> : null;
        const found = last?.cells[key];
        return found ? <TrustMark level={found.level} isUnknown={found.num === null} /> : <TrustMark level={0} />;
      },
    },
  ];
  return <DataTable className="table--dense" caption={t('years.caption')} rows={lines} rowKey={({ key }) => key} columns={columns} />;
}

function isOfYear(key: Line['key']): key is (typeof OF_YEAR)[number] {
  return (OF_YEAR as readonly string[]).includes(key);
}

function ofYear(closed: ClosedYear, key: (typeof OF_YEAR)[number]): number | null {
  return key === 'balance' ? closed.balanceTotalCents : key === 'result' ? closed.netResultCents : closed.photonicShare;
}

/** The closing of a year, where it is known, and the way to correct it. */
function Closing({ year: { closed }, yearAt }: { year: Year; yearAt: ((yearId: string) => string) | null }) {
  const t = useMessages('profile');
  const f = useFormat();
  if (!closed) return <span className="faint">{t('years.no_closing')}</span>;
  const day = f.dayMonth(closed.closedOn);
  const words = closed.months === 12 ? day : t('years.closing_months', { on: day, months: closed.months });
  if (!yearAt) return <>{words}</>;
  return (
    <a href={yearAt(closed.id)} aria-label={t('years.correct', { year: String(closed.year) })}>
      {words}
    </a>
  );
}
