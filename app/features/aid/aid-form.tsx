import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { CheckboxField, RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, NumberField, SelectField, TextArea, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { type InstrumentChoice, isValidOn } from '../instruments/instrument';
import type { AidMoment } from './aid.queries.server';
import { OTHER_INSTRUMENT, RULE_CHOICES, type RuleChoice } from './aid-instrument';

type Props = {
  companyId: string;
  moments: readonly AidMoment[];
  instruments: readonly InstrumentChoice[];
  today: string;
  reply: FormReply | undefined;
};

/** A line of aid, or its correction: the wrong one stays readable with the reason. */
export function AidForm({ companyId, moments, instruments, today, reply }: Props) {
  const line = moments[0];
  const t = useMessages('aid');
  const c = useMessages('companies');
  const labels = {
    grantedOn: t('field.granted_on'),
    title: t('field.title'),
    funder: t('field.funder'),
    instrument: t('field.instrument'),
    instrumentOther: t('field.instrument_other'),
    grossGrant: t('field.gross_grant'),
    rule: t('field.rule'),
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
        <InstrumentFields line={line} instruments={instruments} today={today} />
        <TextField name="funder" defaultValue={line?.funder} required />
        <div className="grid-2">
          <DateField name="grantedOn" hint={t('hint.granted_on')} defaultValue={line?.grantedOn ?? null} required />
          <NumberField
            name="grossGrant"
            unit="€"
            hint={t('hint.gross_grant')}
            defaultValue={line ? line.grossGrantCents / 100 : null}
            required
          />
        </div>
        <RadioGroup
          name="rule"
          isBoxed
          defaultValue={line ? ruleOf(line, instruments) : 'instrument'}
          choices={RULE_CHOICES.map((value) => ({ value, label: t(`rule.${value}`), hint: t(`rule_hint.${value}`) }))}
        />
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

/** The catalogue's instruments, those that have ended apart, and one in other words. */
function InstrumentFields({ line, instruments, today }: { line: AidMoment | undefined } & Pick<Props, 'instruments' | 'today'>) {
  const t = useMessages('aid');
  const f = useFormat();
  const isListed = instruments.some(({ code }) => code === line?.instrumentCode);
  const option = ({ code, label, aidRule, validFrom, validUntil }: InstrumentChoice) => ({
    value: code,
    label: [
      label,
      aidRule === null ? null : t(`instrument.${aidRule}`),
      validUntil ? t('instrument.until', { on: f.date(validUntil) }) : validFrom ? t('instrument.since', { on: f.date(validFrom) }) : null,
    ]
      .filter(Boolean)
      .join(' · '),
  });
  const sorted = instruments.map(option).sort((a, b) => f.compare(a.label, b.label));
  const open = new Set(instruments.filter((one) => isValidOn(one, today)).map(({ code }) => code));
  return (
    <>
      <SelectField
        name="instrument"
        hint={t('hint.instrument')}
        defaultValue={isListed ? line?.instrumentCode : line?.instrument ? OTHER_INSTRUMENT : null}
        placeholder={t('instrument.none')}
        options={[
          { label: t('instrument.open'), options: sorted.filter(({ value }) => open.has(value)) },
          { label: t('instrument.ended'), options: sorted.filter(({ value }) => !open.has(value)) },
          { value: OTHER_INSTRUMENT, label: t('instrument.another') },
        ]}
        optional
      />
      <TextField
        name="instrumentOther"
        hint={t('hint.instrument_other')}
        defaultValue={isListed ? null : line?.instrument}
        autoComplete="off"
        optional
      />
    </>
  );
}

/** What a line already recorded goes by: its instrument's rule where the catalogue says it. */
function ruleOf({ instrumentCode, isDeMinimis }: AidMoment, instruments: readonly InstrumentChoice[]): RuleChoice {
  const said = instruments.find(({ code }) => code === instrumentCode)?.aidRule ?? null;
  return said === null ? (isDeMinimis ? 'de_minimis' : 'other') : 'instrument';
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
            {[f.money(moment.grossGrantCents), f.date(moment.grantedOn), moment.title, moment.instrument].filter(Boolean).join(' · ')}
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
