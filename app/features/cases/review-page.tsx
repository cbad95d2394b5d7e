import { CaseSteps } from '~/features/case-page/case-steps';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { CaseNotOpen } from './case-not-open';
import { OUTCOMES } from './case-reason';
import type { ReviewPage as Page } from './move-page.queries.server';

/** What a support achieved and what is learnt from it. */
export function ReviewPage({ page: { head, obstacle, outcome, lessons }, reply }: { page: Page; reply: FormReply | undefined }) {
  const t = useMessages('cases');
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={head} here={t('review.title')} />}
        title={t('review.title')}
        lede={t('review.lede', { company: head.companyName, reference: head.reference })}
      />
      {obstacle ? (
        <CaseNotOpen head={head} obstacle={obstacle} reply={reply} />
      ) : (
        <Card>
          <ServerForm reply={reply} className="stack stack--3" labels={{ outcome: t('review.outcome'), lessons: t('review.lessons') }}>
            <ErrorSummary />
            <HiddenField name="version" value={head.version} />
            <RadioGroup name="outcome" choices={OUTCOMES.map((value) => ({ value, label: t(`reason.${value}`) }))} defaultValue={outcome} />
            <TextArea name="lessons" hint={t('review.lessons_hint')} rows={6} defaultValue={lessons} required />
            <FormActions>
              <SubmitButton>{t('review.save')}</SubmitButton>
              <a className="btn btn--quiet" href={`/cases/${head.id}`}>
                {t('move.cancel')}
              </a>
            </FormActions>
          </ServerForm>
        </Card>
      )}
    </div>
  );
}
