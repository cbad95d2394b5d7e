import { Link } from '@remix-run/react';
import { Mail, Plus } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { Card } from '~/ui/card';
import { Avatar } from '~/ui/facts';
import { InvitationStatus } from '../invitations/invitation-status';
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
              <ContactLine
                contact={contact}
                showsInvitation
                to={canAdd ? `/companies/${companyId}/contacts/${contact.personId}` : undefined}
              />
              {contact.canInvite ? <InviteLink companyId={companyId} contact={contact} /> : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** One of a company's people: who they are there, how to reach them, where their way in stands. */
export function ContactLine({
  contact,
  showsInvitation = false,
  to,
}: {
  contact: Contact;
  showsInvitation?: boolean;
  to?: string | undefined;
}) {
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
        {to ? (
          <Link to={to}>
            <strong>{name}</strong>
          </Link>
        ) : (
          <strong>{name}</strong>
        )}
        <p className="meta">{parts.filter(Boolean).join(' · ')}</p>
        <p className="meta">
          {phone ? <a href={`tel:${phone.replace(/[^\d+]/g, '')}`}>{phone}</a> : null}
          {phone && email ? ' · ' : null}
          {email ? <a href={`mailto:${email}`}>{email}</a> : null}
        </p>
        {showsInvitation && role !== 'contact' ? (
          <p className="meta">
            <InvitationStatus state={contact.invitation} until={contact.invitedUntil} />
          </p>
        ) : null}
      </div>
    </div>
  );
}

/** To the page that sends the letter, or takes it back. */
function InviteLink({ companyId, contact: { personId, name, invitation } }: { companyId: string; contact: Contact }) {
  const t = useMessages('invitations');
  return (
    <LinkButton kind="quiet" size="sm" icon={Mail} to={`/companies/${companyId}/contacts/${personId}/invitation`}>
      {t(invitation === 'pending' ? 'contact.see' : 'contact.invite')} <span className="sr-only">{name}</span>
    </LinkButton>
  );
}
