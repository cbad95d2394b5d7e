import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { Banner } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { HiddenField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { Breadcrumb, PageHead } from '~/ui/shell';
import type { Contact } from '../people/contacts.queries.server';
import { InvitationStatus } from './invitation-status';
import { LanguageField } from './language-field';

type Props = {
  company: { id: string; name: string };
  contact: Contact;
  told: 'sent' | 'revoked' | null;
  reply: FormReply | undefined;
};

/** A leader's way in: a letter to their address, sent again or taken back. */
export function ContactInvitationPage({ company, contact, told, reply }: Props) {
  const t = useMessages('invitations');
  const c = useMessages('companies');
  const f = useFormat();
  const { name, email, invitation, invitedUntil } = contact;
  const steps = [{ to: '/companies', label: c('title') }, { to: `/companies/${company.id}`, label: company.name }, { label: name }];
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead before={<Breadcrumb steps={steps} />} title={t('contact.title', { name })} lede={t('contact.lede')} />
      {told === 'sent' && invitedUntil ? (
        <Banner tone="ok" title={t('contact.sent', { email: email ?? '' })}>
          {t('contact.until', { on: f.dateTime(new Date(invitedUntil)) })}
        </Banner>
      ) : null}
      {told === 'revoked' ? <Banner tone="ok" title={t('contact.revoked')} /> : null}
      <p>
        {name}
        {email ? ` · ${email}` : null} · <InvitationStatus state={invitation} until={invitedUntil} />
      </p>
      {contact.canInvite ? (
        <>
          <ServerForm reply={reply} intent="invite" className="stack stack--4">
            <ErrorSummary />
            <HiddenField name="act" value="invite" />
            <LanguageField />
            <div>
              <SubmitButton>{t(invitation === 'none' ? 'contact.send' : 'contact.resend')}</SubmitButton>
            </div>
          </ServerForm>
          {invitation === 'pending' ? (
            <ServerForm reply={reply} intent="revoke">
              <ErrorSummary />
              <HiddenField name="act" value="revoke" />
              <SubmitButton kind="quiet">{t('revoke')}</SubmitButton>
            </ServerForm>
          ) : null}
        </>
      ) : (
        <p className="muted">{t('contact.not_possible')}</p>
      )}
      <p>
        <LinkButton to={`/companies/${company.id}#contacts`}>{t('contact.back', { company: company.name })}</LinkButton>
      </p>
    </div>
  );
}
