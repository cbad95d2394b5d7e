import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, NumberField, SelectField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { formatIdentifier } from '../companies/siren';
import { type CapitalLink, INVESTOR_EXCEPTIONS, LINK_KINDS, LINK_SIDES } from './capital-link';

type Props = {
  link: CapitalLink | null;
  /** The year proposed for a new line: the last one closed. */
  year: number;
  reply: FormReply | undefined;
  backTo: string;
};

/** One enterprise of the table of a year: who, on which side, for how much, and its own figures. An existing line can be taken off. */
export function CapitalLinkForm({ link, year, reply, backTo }: Props) {
  const t = useMessages('capital');
  const c = useMessages('companies');
  const labels = {
    year: t('field.year'),
    name: t('field.name'),
    siren: c('identity.siren'),
    side: t('field.side'),
    kind: t('field.kind'),
    share: t('field.share'),
    exception: t('field.exception'),
    headcount: t('field.headcount'),
    turnover: t('field.turnover'),
    balanceTotal: t('field.balance'),
  };
  return (
    <>
      <ServerForm
        reply={reply}
        intent="save"
        className="stack stack--4"
        labels={labels}
        schema={() => import('./save-capital-link.schema').then((module) => module.saveCapitalLinkSchema)}
      >
        <ErrorSummary />
        <HiddenField name="version" value={link?.version ?? 0} />
        <div className="grid-2">
          <TextField name="name" hint={t('hint.name')} autoComplete="off" defaultValue={link?.name} required />
          <TextField
            name="siren"
            hint={t('hint.siren')}
            inputMode="numeric"
            autoComplete="off"
            defaultValue={link?.siren ? formatIdentifier(link.siren) : null}
            optional
          />
          <TextField
            name="year"
            hint={t('hint.year')}
            inputMode="numeric"
            autoComplete="off"
            defaultValue={String(link?.year ?? year)}
            required
          />
          <NumberField name="share" unit="%" hint={t('hint.share')} defaultValue={link?.share ?? null} required />
        </div>
        <RadioGroup
          name="side"
          isBoxed
          defaultValue={link?.side ?? null}
          choices={LINK_SIDES.map((value) => ({ value, label: t(`side.${value}`) }))}
        />
        <RadioGroup
          name="kind"
          isBoxed
          defaultValue={link?.kind ?? null}
          choices={LINK_KINDS.map((value) => ({ value, label: t(`kind.${value}`), hint: t(`kind_hint.${value}`) }))}
        />
        <SelectField
          name="exception"
          hint={t('hint.exception')}
          defaultValue={link?.exception}
          placeholder={t('no_exception')}
          options={INVESTOR_EXCEPTIONS.map((value) => ({ value, label: t(`exception.${value}`) }))}
          optional
        />
        <p className="muted">{t('figures_text')}</p>
        <div className="grid-2">
          <NumberField name="headcount" unit={t('unit.headcount')} defaultValue={link?.headcount ?? null} optional />
          <NumberField name="turnover" unit="€" defaultValue={link?.turnover ?? null} optional />
          <NumberField name="balanceTotal" unit="€" defaultValue={link?.balanceTotal ?? null} optional />
        </div>
        <FormActions>
          <SubmitButton>{c('edit.submit')}</SubmitButton>
          <LinkButton to={backTo}>{c('edit.cancel')}</LinkButton>
        </FormActions>
      </ServerForm>
      {link ? (
        <ServerForm reply={reply} intent="remove" className="row">
          <ErrorSummary />
          <HiddenField name="version" value={link.version} />
          <SubmitButton kind="danger">{t('remove')}</SubmitButton>
          <span className="meta">{t('remove_text')}</span>
        </ServerForm>
      ) : null}
    </>
  );
}
