import { Link2, Plus } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { Avatar } from '~/ui/facts';
import { ServerForm } from '~/ui/forms/server-form';
import type { Contact } from './contacts.queries.server';

/** The people of a company: whom to call, who signs, who signs in. */
export function ContactList({ companyId, contacts, canAdd }: { companyId: string; contacts: readonly Contact[]; canAdd: boolean }) {
  const t = useMessages('people');
  const add = canAdd ? (
    <LinkButton size="sm" icon={Plus} to={`/companies/${companyId}/contacts/new`} aria-label={t('contacts.add_long')}>
      {t('contacts.add')}
    </LinkButton>
  ) : null;
  return (
    <Card id="contacts" isFlush title={t('contacts.title')} actions={add}>
      {contacts.length === 0 ? (
        <p className="rows__item muted">{t('contacts.none')}</p>
      ) : (
        <ul className="rows rows--tight">
          {contacts.map((contact) => (
            <li key={contact.personId} className="row row--between">
              <ContactLine contact={contact} />
              {contact.canInvite ? <InviteButton companyId={companyId} contact={contact} /> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function ContactLine({ contact }: { contact: Contact }) {
  const t = useMessages('people');
  const { name, jobTitle, role, isSignatory, isAccountOwner, phone, email } = contact;
  const parts = [
    jobTitle,
    t(`contacts.${role}`),
    isSignatory ? t('contacts.signatory') : null,
    isAccountOwner ? t('contacts.owner') : null,
  ];
  return (
    <div className="person">
      <Avatar name={name} />
      <div>
        <strong>{name}</strong>
        <p className="meta">{parts.filter(Boolean).join(' · ')}</p>
        <p className="meta">
          {phone ? <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a> : null}
          {phone && email ? ' · ' : null}
          {email ? <a href={`mailto:${email}`}>{email}</a> : null}
        </p>
        {role === 'leader' ? (
          <p className="meta">
            <InvitationStatus contact={contact} />
          </p>
        ) : null}
      </div>
    </div>
  );
}

/** Where the person stands between being written down and signing in. */
export function InvitationStatus({ contact: { invitation, invitedUntil } }: { contact: Pick<Contact, 'invitation' | 'invitedUntil'> }) {
  const t = useMessages('people');
  const f = useFormat();
  const on = invitedUntil ? f.dateTime(new Date(invitedUntil)) : '';
  const text =
    invitation === 'pending' || invitation === 'expired'
      ? t(`invitation.state.${invitation}`, { on })
      : t(`invitation.state.${invitation}`);
  return <span className={invitation === 'account' ? 'is-ok' : invitation === 'expired' ? 'is-watch' : undefined}>{text}</span>;
}

/** One press makes the link: the answer is the page that shows it once. */
export function InviteButton({ companyId, contact }: { companyId: string; contact: Pick<Contact, 'personId' | 'name' | 'invitation'> }) {
  const t = useMessages('people');
  return (
    <ServerForm action={`/companies/${companyId}/contacts/${contact.personId}/invitation`}>
      <SubmitButton kind="quiet" size="sm" icon={Link2}>
        {contact.invitation === 'none' ? t('invitation.create') : t('invitation.renew')} <span className="sr-only">{contact.name}</span>
      </SubmitButton>
    </ServerForm>
  );
}
