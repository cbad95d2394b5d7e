import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { TextArea, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { isOpen, VerifyForm } from './case-figures-page';
import { ValueFields } from './figure-fields';
import { FigureHistory } from './figure-history';
import type { FrozenBaseline, SheetMetric } from './figure-sheet';
import { ContestedMark, TrustMark, useFigureWords } from './figure-words';
import type { FigureMoment } from './figures.queries.server';

export type FigureView = {
  /** Null: a figure of the cluster itself. */
  companyId: string | null;
  subjectName: string;
  of: SheetMetric;
  cell: string;
  standing: {
    observationId: string;
    num: number | null;
    den: number | null;
    unknownReason: string | null;
    level: number;
    validOn: string;
    authorId: string;
    authorName: string | null;
    evidence: string | null;
    isContested: boolean;
  } | null;
  moments: FigureMoment[];
  baselines: FrozenBaseline[];
  can: { verify: boolean; correct: boolean; refute: boolean; withdraw: boolean };
};

/** One figure of one company, or of the cluster: what counts, on what evidence, and everything that was ever said about it. */
export function FigurePage({ view, reply }: { view: FigureView; reply: FormReply | undefined }) {
  const t = useMessages('outcomes');
  const words = useFigureWords();
  const { of, standing } = view;
  return (
    <div className="cols cols--aside">
      <div className="stack stack--4">
        <Card title={t('figure.now')} {...(standing ? { aside: <Marks standing={standing} /> } : {})}>
          {standing ? (
            <div className="stack stack--4">
              <p className="t-h2">
                {standing.num === null
                  ? t('given.unknown', { reason: t(`reason.${(standing.unknownReason ?? 'unknown') as 'unknown'}`) })
                  : words.value(of, standing)}
              </p>
              <DefinitionList
                entries={[
                  view.companyId
                    ? { term: t('figure.company'), value: <a href={`/companies/${view.companyId}`}>{view.subjectName}</a>, key: 'subject' }
                    : { term: t('figure.cluster'), value: view.subjectName, key: 'subject' },
                  { term: t('figure.period'), value: words.period(of, view.cell), key: 'period' },
                  { term: t('figure.author'), value: standing.authorName ?? t('history.someone'), key: 'author' },
                  { term: t('figure.evidence'), value: evidenceOf(view) ?? t('figure.no_evidence'), key: 'evidence' },
                ]}
              />
            </div>
          ) : (
            <p className="muted">{t('figure.nothing')}</p>
          )}
        </Card>
        <Card title={t('history.title')} id="history">
          <FigureHistory of={of} moments={view.moments} baselines={view.baselines} />
        </Card>
      </div>
      {standing ? <Acts view={view} standing={standing} reply={reply} /> : null}
    </div>
  );
}

function Marks({ standing }: { standing: NonNullable<FigureView['standing']> }) {
  return (
    <span className="row">
      <TrustMark level={standing.level} isUnknown={standing.num === null} />
      {standing.isContested ? <ContestedMark /> : null}
    </span>
  );
}

/** The evidence the verifier read, else the one named with the value. */
function evidenceOf({ moments, standing }: FigureView): string | null {
  const verified = moments.find(
    (moment) => moment.observationId === standing?.observationId && (moment.kind === 'audited' || moment.kind === 'verified'),
  );
  return verified?.evidence ?? standing?.evidence ?? null;
}

function Acts({
  view,
  standing,
  reply,
}: {
  view: FigureView;
  standing: NonNullable<FigureView['standing']>;
  reply: FormReply | undefined;
}) {
  const t = useMessages('outcomes');
  const { can, of } = view;
  if (!Object.values(can).some(Boolean)) return null;
  const id = standing.observationId;
  return (
    <aside className="stack stack--4" aria-label={t('act.title')}>
      <Card title={t('act.title')}>
        <div className="stack stack--2">
          {can.verify ? <VerifyForm observationId={id} reply={reply} /> : null}
          {can.correct ? (
            <details open={isOpen(reply, `correct:${id}`)}>
              <summary>{t('act.correct')}</summary>
              <ServerForm intent={`correct:${id}`} reply={reply} className="stack stack--2">
                <ErrorSummary />
                <ValueFields of={of} label={t('field.new_value')} given={standing} />
                <TextField name="evidence" label={t('field.evidence')} maxLength={500} optional />
                <TextArea name="comment" label={t('field.reason')} rows={2} maxLength={1000} required />
                <div>
                  <SubmitButton size="sm">{t('act.correct_submit')}</SubmitButton>
                </div>
              </ServerForm>
            </details>
          ) : null}
          {can.refute ? <ReasonForm act="refute" id={id} reply={reply} /> : null}
          {can.withdraw ? <ReasonForm act="withdraw" id={id} reply={reply} /> : null}
        </div>
      </Card>
    </aside>
  );
}

function ReasonForm({ act, id, reply }: { act: 'refute' | 'withdraw'; id: string; reply: FormReply | undefined }) {
  const t = useMessages('outcomes');
  const intent = `${act}:${id}`;
  return (
    <details open={isOpen(reply, intent)}>
      <summary>{t(`act.${act}`)}</summary>
      <ServerForm intent={intent} reply={reply} className="stack stack--2">
        <ErrorSummary />
        <TextArea name="comment" label={t('field.reason')} rows={2} maxLength={1000} required />
        <div>
          <SubmitButton size="sm" kind="danger">
            {t(`act.${act}_submit`)}
          </SubmitButton>
        </div>
      </ServerForm>
    </details>
  );
}
