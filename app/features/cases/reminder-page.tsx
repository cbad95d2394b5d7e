import { CaseSteps } from '~/features/case-page/case-steps';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { CaseNotOpen } from './case-not-open';
import type { ReminderPage as Page } from './move-page.queries.server';

/** Logs a day on which the company was reminded; the gates count these days. */
export function ReminderPage({ page: { head, obstacle, remindedOn, today }, reply }: { page: Page; reply: FormReply | undefined }) {
  const t = useMessages('cases');
  const f = useFormat();
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={head} here={t('remind.title')} />}
        title={t('remind.title')}
        lede={t('remind.lede', { company: head.companyName, reference: head.reference, n: remindedOn.length })}
      />
      {obstacle ? (
        <CaseNotOpen head={head} obstacle={obstacle} reply={reply} />
      ) : (
        <Card>
          <ServerForm reply={reply} className="stack stack--3" labels={{ on: t('remind.on') }}>
            <ErrorSummary />
            {remindedOn.length > 0 ? <p className="meta">{f.list(remindedOn.map((on) => f.date(on)))}</p> : null}
            <DateField name="on" defaultValue={today} required />
            <FormActions>
              <SubmitButton>{t('remind.save')}</SubmitButton>
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
