import { CaseSteps } from '~/features/case-page/case-steps';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, SelectField, TextArea, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { CaseMissing } from './case-missing';
import { CaseNotOpen } from './case-not-open';
import { EARLY_CLOSURE_REASONS } from './case-reason';
import type { ProposePage as Page } from './move-page.queries.server';

/** The lead of a case puts a decision to the manager, saying why. */
export function ProposePage({ page: { head, obstacle, to }, reply }: { page: Page; reply: FormReply | undefined }) {
  const t = useMessages('cases');
  const title = t(`propose.title.${to}`);
  const labels = { organisation: t('field.organisation'), reason: t('field.reason'), comment: t('propose.comment') };
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={head} here={title} />}
        title={title}
        lede={t('move.facts', { company: head.companyName, reference: head.reference, state: t(`state.${head.state}`) })}
      />
      {obstacle ? (
        <CaseNotOpen head={head} obstacle={obstacle} reply={reply} />
      ) : (
        <Card>
          <ServerForm reply={reply} className="stack stack--3" labels={labels}>
            <ErrorSummary />
            <HiddenField name="version" value={head.version} />
            <p>{t('propose.text')}</p>
            <StillMissing head={head} to={to} />
            {to === 'redirected' ? <TextField name="organisation" hint={t('field.organisation_hint')} maxLength={200} required /> : null}
            {to === 'closed_early' ? (
              <SelectField
                name="reason"
                options={EARLY_CLOSURE_REASONS.map((value) => ({ value, label: t(`reason.${value}`) }))}
                required
              />
            ) : null}
            <TextArea name="comment" hint={t('field.comment.internal')} rows={5} required />
            <FormActions>
              <SubmitButton>{t('propose.submit')}</SubmitButton>
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

/** The manager can't approve a follow-up before these. */
function StillMissing({ head, to }: Pick<Page, 'head' | 'to'>) {
  const t = useMessages('cases');
  if (head.next?.to !== to) return null;
  const missing = head.next.missing.filter(({ kind }) => kind !== 'advisor_proposal');
  if (missing.length === 0) return null;
  return (
    <Banner tone="watch" title={t('missing.title', { stage: t(`state.${to}`) })}>
      <CaseMissing head={{ ...head, next: { to, missing } }} isElsewhere />
    </Banner>
  );
}
