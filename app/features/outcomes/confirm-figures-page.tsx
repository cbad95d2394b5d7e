import { Check } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';
import { RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { ValueFields } from './figure-fields';
import type { FigureToConfirm } from './figure-sheet';
import { useFigureWords } from './figure-words';

/** What staff gave for the company, one form each: yes, yes but, no. Reading sends nothing. */
export function ConfirmFigures({ figures, reply }: { figures: readonly FigureToConfirm[]; reply: FormReply | undefined }) {
  const t = useMessages('outcomes');
  if (figures.length === 0) {
    return (
      <EmptyState icon={Check} title={t('confirm.empty')}>
        {t('confirm.empty_text')}
      </EmptyState>
    );
  }
  return (
    <div className="stack stack--6">
      {figures.map((figure) => (
        <FigureQuestion key={figure.observationId} figure={figure} reply={reply} />
      ))}
    </div>
  );
}

function FigureQuestion({ figure, reply }: { figure: FigureToConfirm; reply: FormReply | undefined }) {
  const t = useMessages('outcomes');
  const words = useFigureWords();
  const { of } = figure;
  return (
    <Card title={of.label}>
      <div className="stack stack--4">
        <div>
          <p className="big-value">
            {figure.num === null
              ? t('given.unknown', { reason: t(`my_reason.${(figure.unknownReason ?? 'not_measured') as 'not_measured'}`) })
              : words.value(of, figure)}
          </p>
          <p className="muted">
            {words.period(of, figure.cell)} · {t('confirm.noted', { name: figure.authorName ?? t('history.someone') })}
          </p>
          {figure.evidence || figure.comment ? (
            <details>
              <summary>{t('confirm.evidence')}</summary>
              <p>{[figure.evidence, figure.comment].filter(Boolean).join(' · ')}</p>
            </details>
          ) : null}
        </div>
        <ServerForm intent={`answer:${figure.observationId}`} reply={reply} className="stack stack--4">
          <ErrorSummary />
          <RadioGroup
            name="answer"
            label={t('confirm.answer')}
            isBoxed
            choices={[
              { value: 'agree', label: t('confirm.agree') },
              { value: 'correct', label: t('confirm.correct'), hint: t('confirm.correct_hint') },
              { value: 'disagree', label: t('confirm.disagree'), hint: t('confirm.disagree_hint') },
            ]}
          />
          <ValueFields of={of} label={t('confirm.value')} given={figure} />
          <TextArea name="comment" label={t('confirm.why')} rows={2} maxLength={1000} optional />
          <SubmitButton size="xl" isBlock>
            {t('confirm.submit')}
          </SubmitButton>
        </ServerForm>
      </div>
    </Card>
  );
}
