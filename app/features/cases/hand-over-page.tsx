import { Check } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { Banner, Card, EmptyState, Notice } from '~/ui/card';
import { CheckboxGroup, RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';
import { AdvisorName, AdvisorStanding } from './advisor-choice';
import type { HandOverPage as Page } from './hand-over.queries.server';

type Props = { page: Page; handed: number; reply: FormReply | undefined };

/** A manager hands open cases of one advisor over to another, seeing what each one carries. */
export function HandOverPage({ page, handed, reply }: Props) {
  const t = useMessages('cases');
  const l = useMessages('load');
  const { from, cases, advisors } = page;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<Breadcrumb steps={[{ to: '/load', label: l('section') }, { label: t('hand_over.title') }]} />}
        title={t('hand_over.title')}
        lede={t('hand_over.lede', { name: from.name, n: cases.length })}
      />
      {handed > 0 ? <Notice>{t('hand_over.done', { n: handed })}</Notice> : null}
      {cases.length === 0 ? (
        <EmptyState icon={Check} title={t('hand_over.none', { name: from.name })} />
      ) : advisors.length === 0 ? (
        <Banner tone="watch">{t('hand_over.nobody')}</Banner>
      ) : (
        <Form page={page} reply={reply} />
      )}
    </div>
  );
}

function Form({ page: { from, cases, advisors, isCut, onlyId }, reply }: Omit<Props, 'handed'>) {
  const t = useMessages('cases');
  const p = useMessages('programmes');
  const hasOverloaded = advisors.some(({ load }) => load.band === 'overloaded');
  return (
    <Card>
      <ServerForm
        reply={reply}
        className="stack stack--4"
        labels={{
          caseIds: t('hand_over.cases'),
          advisorId: t('hand_over.to'),
          reason: t('hand_over.reason'),
          overrideReason: t('assign.override'),
        }}
      >
        <ErrorSummary />
        <HiddenField name="fromId" value={from.id} />
        <CheckboxGroup
          name="caseIds"
          hint={t('hand_over.cases_hint')}
          defaultValues={onlyId ? [onlyId] : cases.map(({ id }) => id)}
          choices={cases.map(({ id, companyName, reference, track, state }) => ({
            value: id,
            label: companyName,
            hint: `${reference} · ${p(`track.${track}`)} · ${t(`state.${state}`)}`,
          }))}
          isInColumns
        />
        {isCut ? <p className="muted">{t('hand_over.cut', { shown: cases.length })}</p> : null}
        <RadioGroup
          name="advisorId"
          hint={t('hand_over.to_hint')}
          choices={advisors.map((advisor) => ({
            value: advisor.id,
            label: <AdvisorName advisor={advisor} />,
            hint: <AdvisorStanding advisor={advisor} />,
          }))}
          isBoxed
        />
        <TextArea name="reason" hint={t('hand_over.reason_hint')} rows={3} required />
        {hasOverloaded ? <TextArea name="overrideReason" hint={t('assign.override_hint')} rows={3} optional /> : null}
        <FormActions>
          <SubmitButton>{t('hand_over.submit')}</SubmitButton>
          <a className="btn btn--quiet" href={onlyId ? `/cases/${onlyId}` : '/load'}>
            {t('move.cancel')}
          </a>
        </FormActions>
      </ServerForm>
    </Card>
  );
}
