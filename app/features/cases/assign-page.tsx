import { CaseSteps } from '~/features/case-page/case-steps';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PageHead } from '~/ui/shell';
import { AdvisorName, AdvisorStanding } from './advisor-choice';
import { CaseNotOpen } from './case-not-open';
import type { AssignPage as Page } from './move-page.queries.server';

type Props = { page: Page; reply: FormReply | undefined };

/** The manager chooses who leads a case, seeing what each advisor already carries. */
export function AssignPage({ page, reply }: Props) {
  const t = useMessages('cases');
  const p = useMessages('programmes');
  const { head, obstacle, isOnward } = page;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={head} here={t('assign.title')} />}
        title={t('assign.title')}
        lede={t('assign.lede', { company: head.companyName, track: p(`track.${head.track}`) })}
      />
      {obstacle ? <CaseNotOpen head={head} obstacle={obstacle} isOnward={isOnward} reply={reply} /> : <Form page={page} reply={reply} />}
    </div>
  );
}

function Form({ page: { head, advisors, isCut, triageOwnerId }, reply }: Props) {
  const t = useMessages('cases');
  const hasOverloaded = advisors.some(({ load }) => load.band === 'overloaded');
  if (advisors.length === 0) return <Banner tone="watch">{t('assign.none')}</Banner>;
  return (
    <Card>
      <ServerForm
        reply={reply}
        className="stack stack--3"
        labels={{ advisorId: t('assign.advisor'), overrideReason: t('assign.override') }}
      >
        <ErrorSummary />
        <HiddenField name="version" value={head.version} />
        <RadioGroup
          name="advisorId"
          hint={t('assign.hint')}
          choices={advisors.map((advisor) => ({
            value: advisor.id,
            label: <AdvisorName advisor={advisor} isTriageOwner={advisor.id === triageOwnerId} />,
            hint: <AdvisorStanding advisor={advisor} />,
          }))}
          isBoxed
        />
        {hasOverloaded ? (
          <TextArea
            name="overrideReason"
            hint={t('assign.override_hint')}
            error={reply?.refused?.includes('lead_over_capacity') ? reply.refused : undefined}
            rows={3}
            optional
          />
        ) : null}
        {isCut ? <p className="muted">{t('assign.cut', { shown: advisors.length })}</p> : null}
        <FormActions>
          <SubmitButton>{t('assign.submit')}</SubmitButton>
          <a className="btn btn--quiet" href={`/cases/${head.id}`}>
            {t('move.cancel')}
          </a>
        </FormActions>
      </ServerForm>
    </Card>
  );
}
