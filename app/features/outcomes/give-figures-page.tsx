import { Check, Eye } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { EmptyState } from '~/ui/card';
import { classNames } from '~/ui/class-names';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Icon } from '~/ui/icon';
import { EventFields, UnknownField, ValueFields } from './figure-fields';
import type { FigureToGive } from './figure-sheet';
import { useFigureWords } from './figure-words';

/** The leader's questions, one card each: the last known value is there, to keep, change or explain. */
export function GiveFigures({
  questions,
  companyName,
  reply,
}: {
  questions: readonly FigureToGive[];
  companyName: string;
  reply: FormReply | undefined;
}) {
  const t = useMessages('outcomes');
  if (questions.length === 0) {
    return (
      <EmptyState icon={Check} title={t('give.empty')}>
        {t('give.empty_text')}
      </EmptyState>
    );
  }
  const labels = Object.fromEntries(
    questions.flatMap(({ id, of }) => ['value', 'den', 'eventKey', 'on'].map((part) => [`${part}-${id}`, of.label])),
  );
  return (
    <ServerForm reply={reply} className="stack stack--4" labels={labels}>
      <ErrorSummary />
      {questions.map((question, index) => (
        <Question key={question.id} question={question} rank={index + 1} of={questions.length} reply={reply} />
      ))}
      <p className="reader-box with-icon with-icon--top">
        <Icon icon={Eye} />
        <span>{t('give.readers', { company: companyName })}</span>
      </p>
      <FormActions isSticky>
        <SubmitButton size="xl">{t('give.submit')}</SubmitButton>
      </FormActions>
    </ServerForm>
  );
}

function Question({ question, rank, of: n, reply }: { question: FigureToGive; rank: number; of: number; reply: FormReply | undefined }) {
  const t = useMessages('outcomes');
  const words = useFigureWords();
  const { id, of, cell, previous, isBaseline } = question;
  const suffix = `-${id}`;
  const problem = reply?.errors?.[`value${suffix}`];
  const needsWord = /^outcomes:fault\.(jump|contradiction_unexplained)/.test(problem ?? '') || Boolean(reply?.values?.[`comment${suffix}`]);
  const isEvent = of.grain === 'event' && !isBaseline;
  const hasProblem = ['value', 'den', 'eventKey', 'on'].some((part) => reply?.errors?.[`${part}${suffix}`]);
  return (
    <fieldset className={classNames('figure-q', hasProblem && 'is-error')} id={`question${suffix}`}>
      <legend className="sr-only">{of.label}</legend>
      <div className="stack stack--1">
        <p className="meta">{t('give.rank', { rank, n })}</p>
        <h2>{of.label}</h2>
        <p className="muted">
          {isEvent ? of.evidence : words.period(of, cell)}
          {isBaseline ? ` · ${t('give.baseline')}` : null}
        </p>
      </div>
      <ValueFields of={of} label={t('give.answer')} given={isEvent ? null : previous} suffix={suffix} />
      {previous && !isEvent ? (
        <p className="meta">{t('given.previous', { period: words.period(of, previous.cell), value: words.value(of, previous) })}</p>
      ) : null}
      {needsWord ? <TextField name={`comment${suffix}`} label={t('give.why_jump')} maxLength={1000} /> : null}
      {isEvent ? <EventFields suffix={suffix} /> : null}
      <UnknownField isLeader suffix={suffix} />
    </fieldset>
  );
}
