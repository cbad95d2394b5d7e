import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PasskeyButton } from './passkey-button';

type Props = { hasFactor: boolean; hasPasskey: boolean; reply: FormReply | undefined };

/** The password once more, with the second factor where there is one, before the account itself is touched. */
export function ProvePage({ hasFactor, hasPasskey, reply }: Props) {
  const t = useMessages('door');
  const a = useMessages('account');
  const s = useMessages('factors');
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{t('prove.title')}</h1>
        <p className="lede">{t('prove.lede')}</p>
      </div>
      {hasPasskey ? <PasskeyButton purpose="prove" label={s('passkey.use')} /> : null}
      <ServerForm reply={reply} className="stack stack--4">
        <ErrorSummary hasPasswords />
        <TextField name="password" type="password" autoComplete="current-password" label={a('password')} required />
        {hasFactor ? <TextField name="code" label={s('code.any')} hint={s('code.any_hint')} autoComplete="one-time-code" required /> : null}
        <FormActions>
          <SubmitButton>{t('prove.submit')}</SubmitButton>
          <LinkButton to="/account">{a('title')}</LinkButton>
        </FormActions>
      </ServerForm>
    </div>
  );
}
