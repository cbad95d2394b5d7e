import { useMessages } from '~/i18n/use-messages';
import { DataTable } from '~/ui/data-table';
import type { FigureLine } from './figure-sheet';
import { TrustMark, useFigureWords } from './figure-words';

/** One line a metric: reference, last value, trust. `isFor` staff links each value to its history. */
export function FigureLines({ lines, isForStaff }: { lines: readonly FigureLine[]; isForStaff: boolean }) {
  const t = useMessages('outcomes');
  const words = useFigureWords();
  const last = (line: FigureLine) => {
    if (!line.last) return <span className="faint">{t('unknown')}</span>;
    const text = words.value(line.of, line.last);
    const className = line.last.num === null ? 'faint' : line.last.level === 1 ? 'is-declared' : 'strong';
    return isForStaff ? (
      <a className={`link-quiet ${className}`} href={`/figures/${line.last.observationId}`}>
        {text}
      </a>
    ) : (
      <span className={className}>{text}</span>
    );
  };
  return (
    <DataTable
      className="table--dense"
      caption={t('card.caption')}
      rows={lines}
      rowKey={(line) => line.of.code}
      columns={[
        {
          key: 'label',
          label: t('column.indicator'),
          cell: (line) => (
            <>
              {line.of.label}
              {line.last && line.of.grain !== 'event' ? <span className="sub">{words.period(line.of, line.last.cell)}</span> : null}
            </>
          ),
        },
        {
          key: 'reference',
          label: t('column.reference'),
          isNumber: true,
          cell: (line) => (line.reference ? words.value(line.of, line.reference) : <span className="faint">{t('none')}</span>),
        },
        { key: 'last', label: t('column.last'), isNumber: true, cell: last },
        {
          key: 'trust',
          label: t('column.trust'),
          cell: (line) => (line.last ? <TrustMark level={line.last.level} isUnknown={line.last.num === null} /> : <TrustMark level={0} />),
        },
      ]}
    />
  );
}
