import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { TextArea, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Count } from '~/ui/shell';
import { EventFields, UnknownField, ValueFields } from './figure-fields';
import { type AskedCellRow, answersTo, type CellValue, type FigureSheet, metricOf, previousOf, type SheetMetric } from './figure-sheet';
import { ContestedMark, TrustMark, useFigureWords } from './figure-words';

type Viewer = { personId: string; mayDeclare: boolean; mayVerify: boolean; mayCorrectBaseline: boolean };
type Props = { sheet: FigureSheet; caseId: string; viewer: Viewer; reply: FormReply | undefined };

/** The figures asked of a case, each with its state and the one thing to do about it. */
export function CaseFigures(props: Props) {
  const t = useMessages('outcomes');
  const { sheet, caseId } = props;
  const baselines = sheet.asked.filter((row) => row.isBaseline);
  const results = sheet.asked.filter((row) => !row.isBaseline);
  return (
    <div className="stack stack--4">
      <p className="lede">{t('page.lede')}</p>
      <AskedCard {...props} title={t('page.baselines')} lede={t('page.baselines_lede')} rows={baselines} empty={t('card.empty')} />
      <AskedCard {...props} title={t('page.results')} lede={t('page.results_lede')} rows={results} empty={t('page.no_results')} />
      <FrozenCard {...props} caseId={caseId} />
    </div>
  );
}

function AskedCard({
  title,
  lede,
  rows,
  empty,
  ...props
}: Props & { title: string; lede: string; rows: readonly AskedCellRow[]; empty: string }) {
  const open = rows.filter((row) => answersTo(props.sheet, row).length === 0).length;
  const note = <span className="meta">{lede}</span>;
  if (rows.length === 0) {
    return (
      <Card title={title}>
        <p className="muted">{empty}</p>
      </Card>
    );
  }
  return (
    <Card title={title} aside={open > 0 ? <Count value={open} tone="watch" /> : null} foot={note} isFlush>
      <ul className="rows">
        {rows.map((row) => (
          <AskedRow key={row.id} {...props} row={row} />
        ))}
      </ul>
    </Card>
  );
}

function AskedRow({ row, ...props }: Props & { row: AskedCellRow }) {
  const t = useMessages('outcomes');
  const words = useFigureWords();
  const of = metricOf(props.sheet, row.metric);
  if (!of) return null;
  const answers = answersTo(props.sheet, row);
  const previous = previousOf(props.sheet, row);
  return (
    <li className="stack stack--2" id={`figure-${row.id}`}>
      <div className="row row--between row--top">
        <div>
          <strong>{of.label}</strong>
          <p className="meta">
            {of.grain === 'event' && !row.isBaseline ? of.evidence : words.period(of, row.cell)}
            {previous ? ` · ${t('given.previous', { period: words.period(of, previous.cell), value: words.value(of, previous) })}` : null}
          </p>
        </div>
        {answers.length === 0 ? <TrustMark level={0} /> : null}
      </div>
      {answers.map((answer) => (
        <Answer key={answer.observationId} {...props} of={of} answer={answer} hasKey={of.grain === 'event' && !row.isBaseline} />
      ))}
      {props.viewer.mayDeclare && (answers.length === 0 || (of.grain === 'event' && !row.isBaseline)) ? (
        <DeclareForm {...props} of={of} row={row} previous={previous} isFirst={answers.length === 0} />
      ) : null}
    </li>
  );
}

/** A value that was given: who says so, on what evidence, and the verification by another person in place. */
function Answer({ of, answer, hasKey, viewer, reply }: Props & { of: SheetMetric; answer: CellValue; hasKey: boolean }) {
  const t = useMessages('outcomes');
  const words = useFigureWords();
  const name = answer.authorName ?? t('history.someone');
  const isUnknown = answer.num === null;
  const shown = isUnknown
    ? t('given.unknown', { reason: t(`reason.${(answer.unknownReason ?? 'unknown') as 'unknown'}`) })
    : words.value(of, answer);
  return (
    <div className="stack stack--2">
      <div className="row row--between row--top">
        <div>
          <a className={answer.level === 1 ? 'is-declared' : 'strong'} href={`/figures/${answer.observationId}`}>
            {shown}
          </a>
          <p className="meta">
            {hasKey ? `${words.period(of, answer.cell)} · ` : null}
            {t(answer.source === 'staff' ? 'given.by_staff' : 'given.by_company', { name })}
            {answer.evidence ? ` · ${t('given.evidence', { text: answer.evidence })}` : null}
            {answer.comment ? ` · ${t('given.comment', { text: answer.comment })}` : null}
          </p>
        </div>
        <span className="row">
          {answer.isContested ? <ContestedMark /> : null}
          <TrustMark level={answer.level} isUnknown={isUnknown} />
        </span>
      </div>
      {viewer.mayVerify && answer.level < 3 ? (
        answer.authorId === viewer.personId ? (
          <p className="meta">{t('act.own')}</p>
        ) : (
          <VerifyForm observationId={answer.observationId} reply={reply} />
        )
      ) : null}
    </div>
  );
}

/** What the verifier has read, and a word where the value has jumped. */
export function VerifyForm({ observationId, reply }: { observationId: string; reply: FormReply | undefined }) {
  const t = useMessages('outcomes');
  const intent = `verify:${observationId}`;
  return (
    <details open={isOpen(reply, intent)}>
      <summary>{t('act.verify')}</summary>
      <ServerForm intent={intent} reply={reply} className="stack stack--2">
        <ErrorSummary />
        <TextField name="evidence" label={t('field.evidence_seen')} hint={t('field.evidence_seen_hint')} maxLength={500} required />
        <TextField name="comment" label={t('field.comment')} hint={t('field.comment_hint')} maxLength={1000} optional />
        <div>
          <SubmitButton size="sm">{t('act.verify_submit')}</SubmitButton>
        </div>
      </ServerForm>
    </details>
  );
}

function DeclareForm({
  of,
  row,
  previous,
  isFirst,
  reply,
}: Props & { of: SheetMetric; row: AskedCellRow; previous: CellValue | null; isFirst: boolean }) {
  const t = useMessages('outcomes');
  const intent = `declare:${row.id}`;
  const isEvent = of.grain === 'event' && !row.isBaseline;
  return (
    <details open={isOpen(reply, intent)}>
      <summary>{t('act.declare')}</summary>
      <ServerForm intent={intent} reply={reply} className="stack stack--2">
        <ErrorSummary />
        {reply?.values?.intent === intent ? <FirstEntry reply={reply} /> : null}
        <ValueFields of={of} given={of.unit === 'companies' && isFirst ? { num: 1, den: null } : previous} />
        {isEvent ? <EventFields on={row.validOn} isKeyOptional /> : null}
        <UnknownField />
        <TextField name="evidence" label={t('field.evidence')} maxLength={500} optional />
        <TextField name="comment" label={t('field.comment')} hint={t('field.comment_hint')} maxLength={1000} optional />
        <div>
          <SubmitButton size="sm">{t('act.declare_submit')}</SubmitButton>
        </div>
      </ServerForm>
    </details>
  );
}

/** A second entry of one fact is refused: the first is one press away. */
function FirstEntry({ reply }: { reply: FormReply }) {
  const t = useMessages('outcomes');
  const first = /observationId=([0-9a-f-]{36})/.exec(reply.refused ?? '')?.[1];
  return first ? (
    <p>
      <a href={`/figures/${first}`}>{t('refused.first')}</a>
    </p>
  ) : null;
}

/** References frozen at signature; the manager may correct one, with a reason, and the frozen value stays. */
function FrozenCard({ sheet, caseId, viewer, reply }: Props) {
  const t = useMessages('outcomes');
  const words = useFigureWords();
  const frozen = sheet.baselines.filter((row) => row.caseId === caseId);
  if (frozen.length === 0) return null;
  return (
    <Card title={t('page.frozen')} isFlush>
      <ul className="rows">
        {frozen.map((row) => {
          const of = metricOf(sheet, row.metric);
          if (!of) return null;
          const isLast = frozen.filter((other) => other.metric === row.metric).at(-1)?.id === row.id;
          const intent = `baseline:${row.id}`;
          return (
            <li key={row.id} className="stack stack--2">
              <div className="row row--between">
                <strong>{of.label}</strong>
                {isLast ? <strong>{words.value(of, row)}</strong> : <del>{words.value(of, row)}</del>}
              </div>
              {row.reason ? <p className="meta">{t('given.comment', { text: row.reason })}</p> : null}
              {isLast && viewer.mayCorrectBaseline ? (
                <details open={isOpen(reply, intent)}>
                  <summary>{t('act.baseline')}</summary>
                  <ServerForm intent={intent} reply={reply} className="stack stack--2">
                    <ErrorSummary />
                    <ValueFields
                      of={{ ...of, kind: 'stock', parts: null }}
                      label={t('field.new_value')}
                      given={{ num: row.num, den: null }}
                    />
                    <TextArea name="comment" label={t('field.reason')} rows={2} maxLength={1000} required />
                    <div>
                      <SubmitButton size="sm">{t('act.baseline')}</SubmitButton>
                    </div>
                  </ServerForm>
                </details>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** A refused form opens by itself, filled. */
export function isOpen(reply: FormReply | undefined, intent: string): boolean {
  return reply?.values?.intent === intent;
}
