import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { CheckboxField, RadioGroup } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';
import { CONTACT_ROLES } from './contact';

type Props = { company: { id: string; name: string }; reply: FormReply | undefined };

/** Somebody of a company: to call, or to sign in. */
export function ContactNewPage({ company, reply }: Props) {
  const t = useMessages('people');
  const c = useMessages('companies');
  const labels = {
    givenName: t('contact.given'),
    familyName: t('contact.family'),
    email: t('contact.email'),
    jobTitle: t('contact.job'),
    phone: t('contact.phone'),
    role: t('contact.role'),
    isSignatory: t('contact.signatory'),
  };
  const steps = [
    { to: '/companies', label: c('title') },
    { to: `/companies/${company.id}`, label: company.name },
    { label: t('contact.title') },
  ];
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<Breadcrumb steps={steps} />} title={t('contact.title')} lede={t('contact.lede', { company: company.name })} />
      <ServerForm
        reply={reply}
        className="stack stack--4"
        labels={labels}
        schema={() => import('./add-contact.schema').then((module) => module.addContactSchema)}
      >
        <ErrorSummary />
        <div className="grid-2">
          <TextField name="givenName" autoComplete="off" required />
          <TextField name="familyName" autoComplete="off" required />
        </div>
        <TextField name="jobTitle" hint={t('contact.job_hint')} autoComplete="off" required />
        <TextField name="email" type="email" autoComplete="off" required />
        <TextField name="phone" type="tel" autoComplete="off" optional />
        <RadioGroup
          name="role"
          defaultValue="leader"
          isBoxed
          choices={CONTACT_ROLES.map((role) => ({ value: role, label: t(`contact.role.${role}`), hint: t(`contact.role.${role}_hint`) }))}
        />
        <CheckboxField name="isSignatory" />
        <FormActions>
          <SubmitButton>{t('contact.submit')}</SubmitButton>
          <LinkButton to={`/companies/${company.id}`}>{t('contact.cancel')}</LinkButton>
        </FormActions>
      </ServerForm>
    </div>
  );
}
