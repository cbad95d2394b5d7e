import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { CheckboxField } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, NumberField, TextArea, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import type { AidMoment } from './aid.queries.server';

type Props = { companyId: string; moments: readonly AidMoment[]; reply: FormReply | undefined };

/** A line of aid, or its correction: the wrong one stays readable with the reason. */
export function AidForm({ companyId, moments, reply }: Props) {
  const line = moments[0];
  const t = useMessages('aid');
  const c = useMessages('companies');
  const labels = {
    grantedOn: t('field.granted_on'),
    title: t('field.title'),
    funder: t('field.funder'),
    instrumentCode: t('field.instrument'),
    grossGrant: t('field.gross_grant'),
    isDeMinimis: t('field.de_minimis'),
    evidence: t('field.evidence'),
    reason: t('field.reason'),
    isStruck: t('field.struck'),
  };
  return (
    <>
      <ServerForm
        reply={reply}
        className="stack stack--4"
        labels={labels}
        schema={() => import('./record-aid.schema').then((module) => (line ? module.correctAidSchema : module.recordAidSchema))}
      >
        <ErrorSummary />
        <TextField name="title" hint={t('hint.title')} defaultValue={line?.title} required />
        <div className="grid-2">
          <TextField name="funder" defaultValue={line?.funder} required />
          <TextField name="instrumentCode" hint={t('hint.instrument')} defaultValue={line?.instrumentCode} optional />
          <DateField name="grantedOn" hint={t('hint.granted_on')} defaultValue={line?.grantedOn ?? null} required />
          <NumberField
            name="grossGrant"
            unit="€"
            hint={t('hint.gross_grant')}
            defaultValue={line ? line.grossGrantCents / 100 : null}
            required
          />
        </div>
        <CheckboxField name="isDeMinimis" isChecked={line?.isDeMinimis ?? false} />
        <TextArea name="evidence" hint={t('hint.evidence')} defaultValue={line?.evidence} required />
        {line ? (
          <>
            <TextArea name="reason" hint={t('hint.reason')} required />
            <CheckboxField name="isStruck" />
          </>
        ) : null}
        <FormActions>
          <SubmitButton>{line ? t('correct') : t('record')}</SubmitButton>
          <LinkButton to={`/companies/${companyId}#aid`}>{c('edit.cancel')}</LinkButton>
        </FormActions>
      </ServerForm>
      {line ? <AidHistory moments={moments} /> : null}
    </>
  );
}

/** Every line that stood here, latest first, and who wrote it. */
function AidHistory({ moments }: { moments: readonly AidMoment[] }) {
  const t = useMessages('aid');
  const f = useFormat();
  return (
    <Card title={t('history')} isFlush>
      <ul className="rows rows--tight">
        {moments.map((moment) => (
          <li key={moment.id}>
            {f.money(moment.grossGrantCents)} · {f.date(moment.grantedOn)} · {moment.title}
            <p className="meta">
              {[
                t('recorded', { on: f.date(moment.recordedOn), name: moment.recordedBy ?? t('someone') }),
                moment.evidence,
                moment.correctionReason,
              ]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
