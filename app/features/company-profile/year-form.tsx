import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, NumberField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import type { ClosedYear } from './annual-figures';

type Props = { year: ClosedYear | null; reply: FormReply | undefined; backTo: string };

/** A closed financial year: its closing, and what no figure of the catalogue holds. */
export function YearForm({ year, reply, backTo }: Props) {
  const t = useMessages('profile');
  const c = useMessages('companies');
  const labels = {
    closedOn: t('year.closed_on'),
    months: t('year.months'),
    balanceTotal: t('years.line.balance'),
    netResult: t('years.line.result'),
    photonicShare: t('years.line.photonic'),
  };
  const euros = (cents: number | null | undefined) => (cents == null ? null : cents / 100);
  return (
    <ServerForm
      reply={reply}
      className="stack stack--4"
      labels={labels}
      schema={() => import('./record-year.schema').then((module) => module.recordYearSchema)}
    >
      <ErrorSummary />
      <HiddenField name="version" value={year?.version ?? 0} />
      <div className="grid-2">
        <DateField name="closedOn" defaultValue={year?.closedOn ?? null} required />
        <NumberField name="months" unit={t('year.months_unit')} hint={t('year.months_hint')} defaultValue={year?.months ?? 12} required />
        <NumberField name="balanceTotal" unit="€" defaultValue={euros(year?.balanceTotalCents)} optional />
        <NumberField name="netResult" unit="€" hint={t('year.result_hint')} defaultValue={euros(year?.netResultCents)} optional />
      </div>
      <NumberField name="photonicShare" unit="%" hint={t('year.photonic_hint')} defaultValue={year?.photonicShare ?? null} optional />
      <p className="meta">{t('year.elsewhere')}</p>
      <FormActions>
        <SubmitButton>{c('edit.submit')}</SubmitButton>
        <LinkButton to={backTo}>{c('edit.cancel')}</LinkButton>
      </FormActions>
    </ServerForm>
  );
}
