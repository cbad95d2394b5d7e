import { SearchX } from 'lucide-react';
import { indicatorSubject } from '~/features/impact/indicator-subject';
import { useIndicatorWords } from '~/features/impact/indicator-words';
import { observedMetric } from '~/features/impact/observed-metric';
import { readingAddress, subjectParam } from '~/features/impact/reading';
import { RefusedDay } from '~/features/impact/refused-day';
import { TrustMark, useFigureWords } from '~/features/outcomes/figure-words';
import type { LocalDate } from '~/features/programmes/paris-date';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card, EmptyState } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { Tag } from '~/ui/marks';
import { Breadcrumb, Count, PageHead } from '~/ui/shell';
import { ActiveFilters } from '~/ui/views';
import type { FigureLine, FigureLines } from './figure-lines.queries.server';
import { linesAddress, type OverviewFilter, overviewAddress } from './overview-filter';
import { useFilterChips } from './use-filter-chips';

type Props = { read: FigureLines; filter: OverviewFilter; today: LocalDate };

/** Every line behind a figure of the overview, each leading to its observations. */
export function FigureLinesPage({ read, filter, today }: Props) {
  const t = useMessages('overview');
  const i = useMessages('impact');
  const f = useFormat();
  const words = useIndicatorWords();
  const { indicator, figure, sum, lines } = read;
  const { label } = indicator.of;
  const chips = useFilterChips(filter, today, (changed) => linesAddress(indicator.code, changed, today));
  const columns = useColumns(read, filter);
  return (
    <div className="stack stack--4">
      <PageHead
        before={
          <Breadcrumb steps={[{ to: overviewAddress(filter, today, { indicator: indicator.code }), label: i('section') }, { label }]} />
        }
        title={t('lines.heading', { label, value: figure === null ? t('unknown') : words.signed(indicator, figure) })}
        lede={t('lines.lede', {
          lines: sum.lines,
          of: t(`subjects.${indicatorSubject(indicator.code)}`, { n: sum.companies }),
          on: f.date(filter.on),
        })}
      />
      <RefusedDay on={filter.on} />
      <ActiveFilters filters={chips} clearTo={`/impact/${indicator.code}/lines`} />
      {lines.length === 0 ? (
        <EmptyState icon={SearchX} title={t('lines.none')}>
          {t('lines.none_text')}
        </EmptyState>
      ) : (
        <Card
          title={t('lines.title')}
          aside={<Count value={sum.lines} />}
          isFlush
          actions={<a href={readingAddress(`/impact/${indicator.code}`, filter)}>{t('lines.definition')}</a>}
          foot={
            sum.lines > lines.length ? (
              <a
                href={`${linesAddress(indicator.code, filter, today)}${linesAddress(indicator.code, filter, today).includes('?') ? '&' : '?'}lines=all`}
              >
                {i('explain.all')}
              </a>
            ) : undefined
          }
        >
          <DataTable
            className="table--cells"
            caption={i('explain.lines_caption')}
            columns={columns}
            rows={lines}
            rowKey={({ subject, unitKey }) => `${subject.id} ${unitKey}`}
          />
        </Card>
      )}
    </div>
  );
}

function useColumns({ indicator }: FigureLines, filter: OverviewFilter): Column<FigureLine>[] {
  const t = useMessages('overview');
  const i = useMessages('impact');
  const f = useFormat();
  const words = useIndicatorWords();
  const figure = useFigureWords();
  const of = observedMetric({ indicator });
  const isChange = indicator.rule === 'net' || indicator.rule === 'growth';
  return [
    {
      key: 'name',
      label: t(`lines.head.${indicatorSubject(indicator.code)}`),
      cell: (line) => <Subject line={line} code={indicator.code} filter={filter} />,
    },
    ...(isChange
      ? [
          {
            key: 'base',
            label: i('explain.base'),
            isNumber: true,
            cell: ({ base }: FigureLine) => (base === null ? '–' : figure.value(of, { num: base })),
          },
        ]
      : []),
    { key: 'value', label: i('explain.value'), isNumber: true, cell: ({ value, den }) => figure.value(of, { num: value, den }) },
    ...(indicator.rule === 'ratio' || indicator.rule === 'mean' || indicator.rule === 'distinct'
      ? []
      : [
          {
            key: 'effect',
            label: indicator.scale > 1 ? `${i('explain.effect')} (${i('sign.million')})` : i('explain.effect'),
            isNumber: true,
            className: 'strong',
            cell: ({ num }: FigureLine) => (isChange ? f.change(num, { min: 0, max: 1 }) : words.number(indicator, num / indicator.scale)),
          },
        ]),
    { key: 'trust', label: i('explain.trust'), cell: ({ level }) => <TrustMark level={level} /> },
    {
      key: 'on',
      label: t('lines.on'),
      className: 'col-wide nowrap',
      cell: ({ validOn, isFresh }) => (
        <>
          {f.date(validOn)} {isFresh ? null : <Tag>{i('explain.carried_mark')}</Tag>}
        </>
      ),
    },
  ];
}

/** The company with the way to its observations, and the case the fact came from. */
function Subject({ line, code, filter }: { line: FigureLine; code: string; filter: OverviewFilter }) {
  const t = useMessages('overview');
  const { subject, name, city, caseId, reference } = line;
  return (
    <>
      <a href={`${readingAddress(`/impact/${code}`, filter, subjectParam(subject))}#observations`}>{name ?? t('key.unknown')}</a>
      <span className="sub">
        {city}
        {city && reference ? ' · ' : null}
        {reference && caseId ? <a href={`/cases/${caseId}`}>{reference}</a> : null}
      </span>
    </>
  );
}
