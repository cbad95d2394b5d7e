import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { DataTable } from '~/ui/data-table';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { SelectField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { isOpen } from '../outcomes/case-figures-page';
import { ValueFields } from '../outcomes/figure-fields';
import { TrustMark, useFigureWords } from '../outcomes/figure-words';
import type { ClusterCell, ClusterMetric } from './cluster-figures.queries.server';

export type ToldMetric = ClusterMetric & {
  /** Periods that may be told now; empty for who may not, or when all are. */
  openPeriods: readonly string[];
  /** Whether the reader may verify a value, by its observation. */
  toVerify: readonly string[];
};

const SHOWN = 6;

/** What the cluster tells of itself: by metric, the values that count, and a form for the next period. */
export function ClusterFiguresPage({ metrics, reply }: { metrics: readonly ToldMetric[]; reply: FormReply | undefined }) {
  return metrics.map((metric) => <MetricCard key={metric.of.code} metric={metric} reply={reply} />);
}

function MetricCard({ metric, reply }: { metric: ToldMetric; reply: FormReply | undefined }) {
  const t = useMessages('cluster_figures');
  const i = useMessages('impact');
  const { of, rule, cells, isInContract, openPeriods, toVerify } = metric;
  const waiting = cells.filter(({ observationId }) => toVerify.includes(observationId));
  const rest = cells.slice(SHOWN);
  return (
    <Card
      id={of.code}
      title={`${of.code} · ${of.label}`}
      isFlush
      actions={isInContract ? <a href={`/impact/${of.code}`}>{i('decide.explain')}</a> : null}
    >
      <div className="rows__item stack stack--2">
        <p className="muted">{rule}.</p>
        {waiting.length > 0 ? (
          <p>
            {t('to_verify', { n: waiting.length })} <PeriodLinks of={of} cells={waiting} />
          </p>
        ) : null}
      </div>
      {cells.length === 0 ? (
        <div className="rows__item muted">{t('none')}</div>
      ) : (
        <Cells of={of} cells={cells.slice(0, SHOWN)} caption={t('caption', { label: of.label })} />
      )}
      {rest.length > 0 ? (
        <details className="rows__item">
          <summary>{t('earlier', { n: rest.length })}</summary>
          <Cells of={of} cells={rest} caption={t('caption_earlier', { label: of.label })} />
        </details>
      ) : null}
      {openPeriods.length > 0 ? <RecordForm metric={metric} reply={reply} /> : null}
    </Card>
  );
}

type Of = Pick<ClusterMetric, 'of'>;

function PeriodLinks({ of, cells }: Of & { cells: readonly ClusterCell[] }) {
  const words = useFigureWords();
  const f = useFormat();
  return (
    <>
      {cells.map(({ observationId, cell, validOn }, index) => (
        <span key={observationId}>
          {index > 0 ? ' · ' : null}
          <a href={`/figures/${observationId}`}>{periodWords(words, f, of, cell, validOn)}</a>
        </span>
      ))}
    </>
  );
}

/** A month told apart has a code of its own: it is said by its day. */
function periodWords(
  words: ReturnType<typeof useFigureWords>,
  f: ReturnType<typeof useFormat>,
  of: ClusterMetric['of'],
  cell: string,
  validOn: string,
): string {
  const said = words.period(of, cell);
  return said === cell ? f.date(validOn) : said;
}

function Cells({ of, cells, caption }: Of & { cells: readonly ClusterCell[]; caption: string }) {
  const t = useMessages('cluster_figures');
  const o = useMessages('outcomes');
  const words = useFigureWords();
  const f = useFormat();
  const parts = ({ num, den }: ClusterCell) =>
    of.kind === 'ratio' && num !== null && den !== null ? t('parts', { num: f.number(num), den: f.number(den) }) : null;
  return (
    <DataTable
      className="table--dense"
      caption={caption}
      rows={cells}
      rowKey={({ observationId }) => observationId}
      columns={[
        {
          key: 'period',
          label: o('figure.period'),
          cell: ({ observationId, cell, validOn }) => <a href={`/figures/${observationId}`}>{periodWords(words, f, of, cell, validOn)}</a>,
        },
        {
          key: 'value',
          label: o('field.value'),
          isNumber: true,
          cell: (cell) => (
            <>
              {words.value(of, cell)}
              {parts(cell) ? <span className="sub">{parts(cell)}</span> : null}
            </>
          ),
        },
        { key: 'trust', label: t('trust'), cell: ({ level, num }) => <TrustMark level={level} isUnknown={num === null} /> },
        {
          key: 'evidence',
          label: o('figure.evidence'),
          cell: ({ evidence, authorName }) => (
            <>
              {evidence ?? <span className="faint">{o('figure.no_evidence')}</span>}
              <span className="sub">{authorName ?? o('history.someone')}</span>
            </>
          ),
        },
      ]}
    />
  );
}

function RecordForm({ metric, reply }: { metric: ToldMetric; reply: FormReply | undefined }) {
  const t = useMessages('cluster_figures');
  const o = useMessages('outcomes');
  const words = useFigureWords();
  const { of, openPeriods } = metric;
  const intent = `record:${of.code}`;
  return (
    <details className="rows__item" open={isOpen(reply, intent)}>
      <summary>{t('record')}</summary>
      <ServerForm intent={intent} reply={reply} className="stack stack--2">
        <ErrorSummary />
        <SelectField
          name="period"
          label={o('figure.period')}
          defaultValue={openPeriods[0] ?? null}
          options={openPeriods.map((code) => ({ value: code, label: words.period(of, code) }))}
        />
        <ValueFields of={of} />
        <TextField name="evidence" label={o('field.evidence')} hint={t('evidence_hint', { usual: of.evidence })} maxLength={500} required />
        <TextField name="comment" label={o('field.comment')} hint={o('field.comment_hint')} maxLength={1000} optional />
        <div>
          <SubmitButton size="sm">{t('record_submit')}</SubmitButton>
        </div>
      </ServerForm>
    </details>
  );
}
