import { Mail } from 'lucide-react';
import type { OwnInvitation } from '~/access/invitations.server';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { HiddenField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { InvitationText, NameFields, useInvitationTitle } from './invitation-page';

/** What waits for somebody's address, who has an account already. */
export function OwnInvitationsPage({ invitations, reply }: { invitations: readonly OwnInvitation[]; reply: FormReply | undefined }) {
  const t = useMessages('invitations');
  const f = useFormat();
  const title = useInvitationTitle();
  return (
    <div className="page page--narrow stack stack--4">
      <h1>{t('own.title')}</h1>
      {invitations.length === 0 ? (
        <EmptyState icon={Mail} title={t('own.none')} action={<LinkButton to="/">{t('own.start')}</LinkButton>} />
      ) : null}
      {invitations.map((invitation) => (
        <Card key={invitation.id} title={title(invitation)}>
          <div className="stack stack--3">
            <ServerForm reply={reply} intent={invitation.id} className="stack stack--3">
              <ErrorSummary />
              <InvitationText invitation={invitation} />
              <p className="meta">{t('own.expires', { on: f.dateTime(new Date(invitation.expiresAt)) })}</p>
              <HiddenField name="invitationId" value={invitation.id} />
              {invitation.asksName ? <NameFields invitation={invitation} /> : null}
              <HiddenField name="act" value="accept" />
              <div>
                <SubmitButton>{t('own.accept')}</SubmitButton>
              </div>
            </ServerForm>
            <ServerForm>
              <HiddenField name="act" value="decline" />
              <HiddenField name="invitationId" value={invitation.id} />
              <SubmitButton kind="quiet">{t('page.decline')}</SubmitButton>
            </ServerForm>
          </div>
        </Card>
      ))}
    </div>
  );
}
