import { Check, CircleDashed, X } from 'lucide-react';
import { CaseSteps } from '~/features/case-page/case-steps';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import { RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, NumberField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Icon } from '~/ui/icon';
import { PageHead } from '~/ui/shell';
import { ELIGIBILITY_ITEMS } from './eligibility';
import type { EligibilityPage as Page } from './eligibility.queries.server';

type Props = { page: Page; reply: FormReply | undefined };

/** Seven questions on a request and what the record says of each; nobody's answer is chosen in advance. */
export function EligibilityPage({ page, reply }: Props) {
  const t = useMessages('cases');
  const f = useFormat();
  const { head, sheet, mayFill } = page;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<CaseSteps name={head} here={t('eligibility.title')} />}
        title={t('eligibility.title')}
        lede={t('eligibility.lede', { company: head.companyName, reference: head.reference })}
      />
      {sheet ? (
        <p className="meta">{t('eligibility.by', { name: sheet.byName ?? '', on: f.date(f.isoDay(new Date(sheet.filledAt))) })}</p>
      ) : null}
      {mayFill ? <Form page={page} reply={reply} /> : <Answers page={page} reply={reply} />}
    </div>
  );
}

function Form({ page: { head, sheet, proposed, limit }, reply }: Props) {
  const t = useMessages('cases');
  const labels = {
    ...Object.fromEntries(ELIGIBILITY_ITEMS.map((item) => [item, t(`eligibility.${item}`)])),
    supportDays: t('eligibility.support_days'),
    note: t('eligibility.note'),
  };
  const choices = [
    { value: 'yes', label: t('eligibility.yes') },
    { value: 'no', label: t('eligibility.no') },
  ];
  return (
    <Card>
      <ServerForm
        reply={reply}
        className="stack stack--4"
        schema={() => import('./eligibility.schema').then(({ fillEligibilitySchema }) => fillEligibilitySchema)}
        labels={labels}
      >
        <ErrorSummary />
        <HiddenField name="version" value={head.version} />
        <p>{t.rich('eligibility.record', { a: (words) => <a href={`/companies/${head.companyId}`}>{words}</a> })}</p>
        {ELIGIBILITY_ITEMS.map((item) => (
          <RadioGroup
            key={item}
            name={item}
            hint={t('eligibility.proposed', { answer: proposed[item] ?? 'unknown' })}
            choices={choices}
            defaultValue={sheet?.answers[item]}
            isInline
          />
        ))}
        <NumberField name="supportDays" hint={t('eligibility.support_days_hint', { limit })} defaultValue={sheet?.supportDays} optional />
        <TextArea name="note" hint={t('field.comment.internal')} defaultValue={sheet?.answers.note} optional />
        <FormActions>
          <SubmitButton>{t('eligibility.save')}</SubmitButton>
          <a className="btn btn--quiet" href={`/cases/${head.id}`}>
            {t('move.cancel')}
          </a>
        </FormActions>
      </ServerForm>
    </Card>
  );
}

/** The sheet as it was left, for who may not change it, or may no longer. */
function Answers({ page: { head, sheet }, reply }: Props) {
  const t = useMessages('cases');
  const isClosed = head.state !== 'qualifying';
  const kept = reply?.values?.note;
  return (
    <>
      {reply || isClosed ? <Banner tone={reply ? 'watch' : 'info'}>{t('refused.sheet_closed')}</Banner> : null}
      <Card>
        {sheet ? (
          <DefinitionList
            entries={[
              ...ELIGIBILITY_ITEMS.map((item) => ({
                key: item,
                term: t(`eligibility.${item}`),
                value: <Answer given={sheet.answers[item]} />,
              })),
              ...(sheet.supportDays === null ? [] : [{ term: t('eligibility.support_days'), value: String(sheet.supportDays) }]),
              ...(sheet.answers.note
                ? [{ term: t('eligibility.note'), value: <span className="pre-line">{sheet.answers.note}</span> }]
                : []),
            ]}
          />
        ) : (
          <p className="muted">{t('eligibility.empty')}</p>
        )}
      </Card>
      {kept ? (
        <Card title={t('move.not_open.kept')}>
          <p className="pre-line">{kept}</p>
        </Card>
      ) : null}
      <p>
        <LinkButton to={`/cases/${head.id}`}>{t('move.not_open.back')}</LinkButton>
      </p>
    </>
  );
}

function Answer({ given }: { given: 'yes' | 'no' | undefined }) {
  const t = useMessages('cases');
  return (
    <span className="with-icon">
      <Icon icon={given === undefined ? CircleDashed : given === 'yes' ? Check : X} size="sm" />
      {t(given === undefined ? 'eligibility.open' : `eligibility.${given}`)}
    </span>
  );
}
