import { Check, Clock } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { EmptyState } from '~/ui/card';
import { SegmentedField } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';

const SCORES = Array.from({ length: 11 }, (_, score) => String(score));

/** One question, 0 to 10, and a free word. */
export function SatisfactionForm({ isOpen, score, reply }: { isOpen: boolean; score: number | null; reply: FormReply | undefined }) {
  const t = useMessages('outcomes');
  if (score !== null) return <EmptyState icon={Check} title={t('satisfaction.done', { score })} />;
  if (!isOpen) return <EmptyState icon={Clock} title={t('satisfaction.later')} />;
  return (
    <ServerForm reply={reply} className="stack stack--4">
      <ErrorSummary />
      <div className="stack stack--1">
        <SegmentedField isScale name="score" label={t('satisfaction.score')} choices={SCORES.map((value) => ({ value, label: value }))} />
        <p className="row row--between meta">
          <span>{t('satisfaction.low')}</span>
          <span>{t('satisfaction.high')}</span>
        </p>
      </div>
      <TextArea name="comment" label={t('satisfaction.comment')} rows={3} maxLength={1000} optional />
      <SubmitButton size="xl" isBlock>
        {t('satisfaction.submit')}
      </SubmitButton>
    </ServerForm>
  );
}
