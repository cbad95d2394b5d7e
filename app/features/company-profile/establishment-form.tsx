import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { CheckboxField } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { DateField, FormActions, HiddenField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { formatIdentifier } from '../companies/siren';
import type { Establishment } from './company-profile.queries.server';

type Props = { company: { id: string; siren: string | null }; place: Establishment | null; reply: FormReply | undefined };

/** A place of business, by its SIRET. A closed one keeps its dates. */
export function EstablishmentForm({ company, place, reply }: Props) {
  const t = useMessages('profile');
  const c = useMessages('companies');
  const labels = {
    siret: t('place.siret'),
    name: t('place.name'),
    isHeadOffice: t('place.head_office'),
    streetAddress: t('field.street'),
    postcode: t('field.postcode'),
    city: c('edit.city'),
    communeCode: t('field.commune'),
    fromOn: t('place.from'),
    untilOn: t('place.until'),
  };
  const siret = place?.nic && company.siren ? formatIdentifier(company.siren + place.nic) : null;
  return (
    <ServerForm
      reply={reply}
      className="stack stack--4"
      labels={labels}
      schema={() => import('./save-establishment.schema').then((module) => module.saveEstablishmentSchema)}
    >
      <ErrorSummary />
      <HiddenField name="version" value={place?.version ?? 0} />
      <div className="grid-2">
        <TextField name="siret" hint={t('place.siret_hint')} inputMode="numeric" autoComplete="off" defaultValue={siret} optional />
        <TextField name="name" autoComplete="off" defaultValue={place?.name} optional />
      </div>
      <CheckboxField name="isHeadOffice" isChecked={place?.isHeadOffice ?? false} />
      <TextField name="streetAddress" autoComplete="off" defaultValue={place?.streetAddress} optional />
      <div className="grid-2">
        <TextField name="postcode" inputMode="numeric" autoComplete="off" maxLength={5} defaultValue={place?.postcode} optional />
        <TextField name="city" autoComplete="off" defaultValue={place?.city} optional />
      </div>
      <TextField name="communeCode" hint={t('hint.commune')} maxLength={5} autoComplete="off" defaultValue={place?.communeCode} optional />
      <div className="grid-2">
        <DateField name="fromOn" defaultValue={place?.fromOn ?? null} optional />
        <DateField name="untilOn" defaultValue={place?.untilOn ?? null} optional />
      </div>
      <FormActions>
        <SubmitButton>{c('edit.submit')}</SubmitButton>
        <LinkButton to={`/companies/${company.id}#establishments`}>{c('edit.cancel')}</LinkButton>
      </FormActions>
    </ServerForm>
  );
}
