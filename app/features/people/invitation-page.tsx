import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';

type Invitation = {
  clusterName: string;
  companyName: string;
  inviterName: string;
  email: string;
  givenName: string;
  expiresAt: string;
  hasAccount: boolean;
};

/** The way in of a company's leader: who invites, to what, and a password. */
export function InvitationPage({ invitation, reply }: { invitation: Invitation | null; reply: FormReply | undefined }) {
  const t = useMessages('people');
  const f = useFormat();
  if (!invitation) {
    return (
      <main id="content" tabIndex={-1}>
        <div className="page page--narrow stack stack--4">
          <h1>{t('invitation.spent_title')}</h1>
          <p className="lede">{t('invitation.spent')}</p>
        </div>
      </main>
    );
  }
  return (
    <main id="content" tabIndex={-1}>
      <div className="page page--narrow stack stack--4">
        <h1>{t('invitation.title', { company: invitation.companyName })}</h1>
        <p className="lede">
          {t('invitation.text', { name: invitation.givenName, inviter: invitation.inviterName, cluster: invitation.clusterName })}
        </p>
        <p className="meta">{t('invitation.expires', { on: f.dateTime(new Date(invitation.expiresAt)) })}</p>
        <ServerForm reply={reply} className="stack stack--4">
          <ErrorSummary />
          <p>{t(invitation.hasAccount ? 'invitation.known' : 'invitation.new', { email: invitation.email })}</p>
          <TextField
            name="password"
            type="password"
            autoComplete={invitation.hasAccount ? 'current-password' : 'new-password'}
            label={t('invitation.password')}
            hint={invitation.hasAccount ? undefined : t('invitation.password_hint')}
            required
          />
          {invitation.hasAccount ? null : (
            <TextField name="again" type="password" autoComplete="new-password" label={t('invitation.again')} required />
          )}
          <div>
            <SubmitButton size="xl">{t('invitation.submit')}</SubmitButton>
          </div>
        </ServerForm>
      </div>
    </main>
  );
}
