import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';

/** What a letter's link opens: a new password for the account it was sent to. */
export function ResetPage({ email, reply }: { email: string | null; reply: FormReply | undefined }) {
  const t = useMessages('door');
  const a = useMessages('account');
  if (email === null) {
    return (
      <div className="page page--narrow stack stack--4">
        <h1>{t('reset.spent_title')}</h1>
        <p className="lede">{t('reset.spent')}</p>
        <p>
          <LinkButton to="/forgotten">{t('reset.again')}</LinkButton>
        </p>
      </div>
    );
  }
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{t('reset.title')}</h1>
        <p className="lede">{t('reset.lede', { email })}</p>
      </div>
      <ServerForm reply={reply} className="stack stack--4">
        <ErrorSummary hasPasswords />
        <TextField
          name="newPassword"
          type="password"
          autoComplete="new-password"
          label={a('password.new')}
          hint={a('password.hint')}
          required
        />
        <TextField name="again" type="password" autoComplete="new-password" label={a('password.again')} required />
        <div>
          <SubmitButton>{t('reset.submit')}</SubmitButton>
        </div>
      </ServerForm>
    </div>
  );
}
