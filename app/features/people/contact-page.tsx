import { KeyRound, UserX } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, HiddenField, TextArea } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';
import { ContactLine } from './contact-list';
import type { Contact } from './contacts.queries.server';

type Props = {
  company: { id: string; name: string };
  contact: Contact;
  /** Who holds the company's account today, if anybody. */
  holder: string | null;
  reply: FormReply | undefined;
};

/** Somebody of a company, for the staff who keep its record: the account of a company whose holder has left, and the end of an access. */
export function ContactPage({ company, contact, holder, reply }: Props) {
  const t = useMessages('people');
  const c = useMessages('companies');
  const i = useMessages('invitations');
  const steps = [{ to: '/companies', label: c('title') }, { to: `/companies/${company.id}`, label: company.name }, { label: contact.name }];
  const canHold = !contact.isAccountOwner && contact.role !== 'contact' && contact.hasAccount;
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<Breadcrumb steps={steps} />} title={contact.name} lede={company.name} />
      <Card>
        <ContactLine contact={contact} showsInvitation />
      </Card>
      <Card title={t('holder.title')}>
        <div className="stack stack--3">
          <p>
            {contact.isAccountOwner
              ? t('holder.is', { name: contact.name })
              : holder
                ? t('holder.other', { name: holder })
                : t('holder.none')}
          </p>
          {canHold ? (
            <ServerForm reply={reply} intent="replace_holder" className="stack stack--3" labels={{ reason: t('holder.reason') }}>
              <ErrorSummary />
              <HiddenField name="act" value="replace_holder" />
              <TextArea name="reason" hint={t('holder.reason_hint')} rows={3} required />
              <FormActions>
                <SubmitButton kind="danger" icon={KeyRound}>
                  {t('holder.submit', { name: contact.name })}
                </SubmitButton>
              </FormActions>
            </ServerForm>
          ) : contact.isAccountOwner ? null : (
            <p className="muted">{t('holder.must_sign_in')}</p>
          )}
        </div>
      </Card>
      <Card title={t('end.title')}>
        <div className="stack stack--3">
          <p>{contact.canEnd ? t('end.text', { company: company.name }) : t('end.holder_first')}</p>
          {contact.canEnd ? (
            <ServerForm reply={reply} intent="end">
              <ErrorSummary />
              <HiddenField name="act" value="end" />
              <SubmitButton kind="danger" icon={UserX}>
                {t('own.end')}
              </SubmitButton>
            </ServerForm>
          ) : null}
        </div>
      </Card>
      <p>
        <LinkButton to={`/companies/${company.id}#contacts`}>{i('contact.back', { company: company.name })}</LinkButton>
      </p>
    </div>
  );
}
