import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';

/** A new password, by the one before. */
export function PasswordPage({ email, reply }: { email: string; reply: FormReply | undefined }) {
  const t = useMessages('account');
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{t('password.submit')}</h1>
        <p className="lede">{t('password.text')}</p>
      </div>
      <ServerForm reply={reply} className="stack stack--4">
        <ErrorSummary hasPasswords />
        {/* For the browser's own store of passwords. */}
        <input type="hidden" autoComplete="username" value={email} readOnly />
        <TextField name="oldPassword" type="password" autoComplete="current-password" label={t('password.old')} required />
        <TextField
          name="newPassword"
          type="password"
          autoComplete="new-password"
          label={t('password.new')}
          hint={t('password.hint')}
          required
        />
        <TextField name="again" type="password" autoComplete="new-password" label={t('password.again')} required />
        <FormActions>
          <SubmitButton>{t('password.submit')}</SubmitButton>
          <LinkButton to="/account/security">{t('page.security')}</LinkButton>
        </FormActions>
      </ServerForm>
    </div>
  );
}
