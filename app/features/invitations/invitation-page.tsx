import type { Role } from '~/access/actor';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { HiddenField, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';

export type Invited = {
  clusterName: string;
  companyName: string | null;
  role: Role | null;
  inviterName: string;
  givenName: string;
  familyName: string;
  expiresAt: string;
};
type Props = { invitation: (Invited & { email: string }) | null; isDeclined: boolean; reply: FormReply | undefined };

/** What a letter's link opens: who invites, to what, and a first password; or no. It says nothing of accounts there may be. */
export function InvitationPage({ invitation, isDeclined, reply }: Props) {
  const t = useMessages('invitations');
  const f = useFormat();
  const title = useInvitationTitle();
  if (!invitation) {
    return (
      <div className="page page--narrow stack stack--4">
        <h1>{t(isDeclined ? 'page.declined_title' : 'page.spent_title')}</h1>
        <p className="lede">{t(isDeclined ? 'page.declined' : 'page.spent')}</p>
        <p>
          <LinkButton to="/sign-in">{t('page.sign_in')}</LinkButton>
        </p>
      </div>
    );
  }
  return (
    <div className="page page--narrow stack stack--4">
      <h1>{title(invitation)}</h1>
      <InvitationText invitation={invitation} />
      <p className="meta">{t('page.expires', { on: f.dateTime(new Date(invitation.expiresAt)) })}</p>
      <ServerForm reply={reply} intent="accept" className="stack stack--4">
        <ErrorSummary hasPasswords />
        <HiddenField name="act" value="accept" />
        {invitation.companyName ? null : <NameFields invitation={invitation} />}
        <p>{t('page.new', { email: invitation.email })}</p>
        <TextField
          name="password"
          type="password"
          autoComplete="new-password"
          label={t('page.password')}
          hint={t('page.password_hint')}
          required
        />
        <TextField name="again" type="password" autoComplete="new-password" label={t('page.again')} required />
        <div>
          <SubmitButton size="xl">{t('page.accept')}</SubmitButton>
        </div>
      </ServerForm>
      <ServerForm reply={reply} intent="decline" className="stack stack--2">
        <HiddenField name="act" value="decline" />
        <p className="meta">{t('page.decline_text')}</p>
        <div>
          <SubmitButton kind="quiet">{t('page.decline')}</SubmitButton>
        </div>
      </ServerForm>
    </div>
  );
}

/** An invitation's title says what it opens. */
export function useInvitationTitle() {
  const t = useMessages('invitations');
  return ({ companyName, clusterName }: Invited) =>
    companyName ? t('page.title_leader', { company: companyName }) : t('page.title_staff', { cluster: clusterName });
}

export function InvitationText({ invitation: { companyName, role, inviterName: inviter, clusterName: cluster } }: { invitation: Invited }) {
  const t = useMessages('invitations');
  const n = useMessages('navigation');
  return (
    <p className="lede">
      {companyName || role === null
        ? t('page.text_leader', { inviter, cluster })
        : t('page.text_staff', { inviter, role: n(`role.${role}`) })}
    </p>
  );
}

/** Whoever comes to the staff writes their own name. */
export function NameFields({ invitation: { givenName, familyName } }: { invitation: Invited }) {
  const t = useMessages('account');
  return (
    <div className="grid-2">
      <TextField name="givenName" autoComplete="given-name" label={t('profile.given_name')} defaultValue={givenName} required />
      <TextField name="familyName" autoComplete="family-name" label={t('profile.family_name')} defaultValue={familyName} required />
    </div>
  );
}
