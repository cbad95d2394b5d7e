import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import type { CompanyRecord } from '../companies/company-page.queries.server';

/** Names and address. What the register publishes is corrected there. */
export function IdentityForm({ company, reply }: { company: CompanyRecord; reply: FormReply | undefined }) {
  const t = useMessages('profile');
  const c = useMessages('companies');
  const labels = {
    name: c('edit.name'),
    acronym: c('edit.acronym'),
    tradeName: t('field.trade_name'),
    naf2025Code: t('field.naf_2025'),
    streetAddress: t('field.street'),
    postcode: t('field.postcode'),
    city: c('edit.city'),
    communeCode: t('field.commune'),
    departmentCode: c('edit.department'),
    latitude: t('field.latitude'),
    longitude: t('field.longitude'),
  };
  const f = useFormat();
  const degrees = (value: number | null) => (value === null ? null : f.number(value, { min: 0, max: 6 }));
  return (
    <ServerForm
      reply={reply}
      className="stack stack--4"
      labels={labels}
      schema={() => import('./edit-identity.schema').then((module) => module.editIdentitySchema)}
    >
      <ErrorSummary />
      <HiddenField name="version" value={company.version} />
      <TextField name="name" defaultValue={company.name} required />
      <div className="grid-2">
        <TextField name="acronym" defaultValue={company.acronym} optional />
        <TextField name="tradeName" defaultValue={company.tradeName} optional />
      </div>
      <TextField name="naf2025Code" hint={t('hint.naf_2025')} maxLength={6} defaultValue={company.naf2025Code} optional />
      <TextField name="streetAddress" autoComplete="off" defaultValue={company.streetAddress} optional />
      <div className="grid-2">
        <TextField name="postcode" inputMode="numeric" autoComplete="off" maxLength={5} defaultValue={company.postcode} optional />
        <TextField name="city" autoComplete="off" defaultValue={company.city} optional />
        <TextField
          name="communeCode"
          hint={t('hint.commune')}
          maxLength={5}
          autoComplete="off"
          defaultValue={company.communeCode}
          optional
        />
        <TextField name="departmentCode" hint={c('edit.department_hint')} maxLength={3} defaultValue={company.departmentCode} optional />
        <TextField name="latitude" hint={t('hint.latitude')} inputMode="decimal" defaultValue={degrees(company.latitude)} optional />
        <TextField name="longitude" hint={t('hint.longitude')} inputMode="decimal" defaultValue={degrees(company.longitude)} optional />
      </div>
      <FormActions>
        <SubmitButton>{c('edit.submit')}</SubmitButton>
        <LinkButton to={`/companies/${company.id}`}>{c('edit.cancel')}</LinkButton>
      </FormActions>
    </ServerForm>
  );
}
