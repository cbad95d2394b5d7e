import { useSearchParams } from '@remix-run/react';
import { TrustMark, useFigureWords } from '~/features/outcomes/figure-words';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { type Column, DataTable } from '~/ui/data-table';
import { PhoneFold } from '~/ui/phone-fold';
import type { ExplainLine, Explanation } from './explain.queries.server';
import { isOfProjects } from './explain-subject';
import { observedMetric } from './observed-metric';
import { type ImpactReading, readingAddress, subjectParam } from './reading';

/** The lines that make the figure; a last row adds up those not shown, and the foot is the figure itself. */
export function ExplainLines({ explanation, reading }: { explanation: Explanation; reading: ImpactReading }) {
  const t = useMessages('impact');
  const u = useMessages('ui');
  const [query] = useSearchParams();
  const { lines, others } = explanation;
  const columns = useColumns(explanation, reading);
  const more = moreLines(explanation);
  if (lines.length === 0) {
    return <p className="muted">{t('explain.no_lines')}</p>;
  }
  return (
    <PhoneFold label={u('fold.rows', { n: lines.length })} isOpen={query.has('lines') || query.has('after')}>
      <DataTable
        className="table--dense table--brief"
        caption={t(explanation.isBySubject ? 'explain.lines_by_subject' : 'explain.lines_caption')}
        rows={lines}
        rowKey={(line) => `${line.subject.id} ${line.unitKey}`}
        columns={columns}
        foot={<Totals explanation={explanation} labels={columns.filter(({ isNumber }) => isNumber).map(({ label }) => label)} />}
      />
      {others.lines > 0 && more ? (
        <p className="card__foot">
          <a href={`${readingAddress(`/impact/${explanation.indicator.code}`, reading, more)}#companies`}>
            {t(explanation.isBySubject ? 'explain.next' : 'explain.all')}
          </a>
        </p>
      ) : null}
    </PhoneFold>
  );
}

/** All the lines, or those of the next subjects where there are too many to sort. */
function moreLines({ isBySubject, next }: Explanation): Record<string, string> | null {
  if (!isBySubject) return { lines: 'all' };
  return next === null ? null : { after: next };
}

function useColumns(explanation: Explanation, reading: ImpactReading): Column<ExplainLine>[] {
  const t = useMessages('impact');
  const f = useFormat();
  const figure = useFigureWords();
  const { indicator } = explanation;
  const of = observedMetric(explanation);
  const history = (line: ExplainLine) => `${readingAddress(`/impact/${indicator.code}`, reading, subjectParam(line.subject))}#observations`;
  const company: Column<ExplainLine> = {
    key: 'company',
    label: t(isOfProjects(explanation) ? 'explain.subject_project' : 'explain.subject'),
    cell: (line) => (
      <>
        <a className="link-quiet" href={history(line)}>
          {line.name}
          <span className="sr-only"> ({t('explain.history_of', { company: line.name })})</span>
        </a>
        <span className="sub">
          {[
            ...(line.subject.kind === 'company' ? [line.detail, line.reference] : [line.reference, line.detail]),
            line.isFresh ? null : t('explain.carried_mark'),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </>
    ),
  };
  const trust: Column<ExplainLine> = { key: 'trust', label: t('explain.trust'), cell: (line) => <TrustMark level={line.level} /> };
  const source: Column<ExplainLine> = {
    key: 'source',
    label: t('explain.source'),
    className: 'is-extra',
    cell: (line) =>
      line.subject.kind === 'company' ? (
        <a href={`/figures/${line.observationId}`}>{line.evidence ?? t('explain.source_read')}</a>
      ) : (
        (line.evidence ?? t('none'))
      ),
  };
  return [company, ...numberColumns(), trust, source];

  function numberColumns(): Column<ExplainLine>[] {
    const number = (key: string, label: string, cell: Column<ExplainLine>['cell'], className?: string): Column<ExplainLine> => ({
      key,
      label,
      isNumber: true,
      ...(className ? { className } : {}),
      cell,
    });
    const shown = (value: number | null) => (value === null ? t('none') : figure.value(of, { num: value }));
    switch (indicator.rule) {
      case 'net':
        return [
          number('base', t('explain.base'), (line) => shown(line.base), 'muted'),
          number('value', t('explain.value'), (line) => shown(line.value)),
          number('effect', t('explain.effect'), (line) => f.change(line.num, { min: 0, max: 1 }), 'strong at-name'),
        ];
      case 'growth':
        return [
          number('base', t('explain.base'), (line) => shown(line.base), 'muted'),
          number('value', t('explain.value'), (line) => shown(line.value)),
          number(
            'effect',
            t('explain.effect'),
            (line) => (line.base ? f.percent(line.value / line.base - 1) : t('none')),
            'strong at-name',
          ),
        ];
      case 'ratio':
      case 'yearly_ratio':
        return [
          number('num', t(indicator.of.parts ? 'explain.num_of' : 'explain.num'), (line) => f.number(line.num)),
          number('den', t(indicator.of.parts ? 'explain.den_of' : 'explain.den'), (line) =>
            line.den === null ? t('none') : f.number(line.den),
          ),
          number('effect', t('explain.value'), (line) => (line.den ? f.percent(line.num / line.den, 1) : t('none')), 'strong at-name'),
        ];
      case 'paired_ratio':
      case 'industry_share':
        return [
          number('num', t('explain.num_of'), (line) => shown(line.num)),
          number('den', t('explain.den_of'), (line) => (line.den ? shown(line.den) : t('none'))),
          number(
            'effect',
            t('explain.value'),
            (line) => (line.num > 0 && line.den ? f.percent(line.num / line.den, 1) : t('none')),
            'strong at-name',
          ),
        ];
      default:
        return [number('effect', t('explain.effect'), (line) => shown(line.num), 'strong at-name')];
    }
  }
}

/** The other lines added up, then all of them: what the page shows makes exactly the figure. */
function Totals({ explanation, labels }: { explanation: Explanation; labels: readonly string[] }) {
  const t = useMessages('impact');
  const { indicator, others, sum } = explanation;
  const cells = useTotalCells(explanation, labels);
  return (
    <>
      {others.lines > 0 ? (
        <tr>
          <th scope="row">{t('explain.others', { n: others.lines })}</th>
          {cells(others)}
        </tr>
      ) : null}
      <tr data-figure={indicator.code}>
        <th scope="row">{t('explain.total', { n: sum.lines })}</th>
        {cells(sum)}
      </tr>
    </>
  );
}

function useTotalCells(explanation: Explanation, labels: readonly string[]) {
  const t = useMessages('impact');
  const f = useFormat();
  const figure = useFigureWords();
  const of = observedMetric(explanation);
  const { rule } = explanation.indicator;
  return ({ lines, num, den, base, value }: Explanation['others']) => {
    const shown = (amount: number) => figure.value(of, { num: amount });
    const share = den > 0 ? f.percent(num / den, 1) : t('none');
    const texts = {
      net: [shown(base), shown(value), f.change(num, { min: 0, max: 1 })],
      growth: ['', '', f.number(num)],
      ratio: [f.number(num), f.number(den), share],
      yearly_ratio: [f.number(num), f.number(den), share],
      paired_ratio: [shown(num), shown(den), share],
      industry_share: [shown(num), shown(den), share],
      mean: [lines > 0 ? shown(Math.round((num / lines) * 100) / 100) : t('none')],
      distinct: [shown(num)],
      sum: [shown(num)],
      latest: [shown(num)],
    }[rule];
    return (
      <>
        {labels.map((label, index) => (
          <td key={label} className="num" data-label={texts[index] ? label : undefined}>
            {texts[index]}
          </td>
        ))}
        <td />
        <td />
      </>
    );
  };
}
