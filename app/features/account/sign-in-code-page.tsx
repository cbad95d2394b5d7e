import { Link } from '@remix-run/react';
import { useMessages } from '~/i18n/use-messages';
import { SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { PasskeyButton } from './passkey-button';

type Props = {
  /** What is asked for: the app's code, a recovery code, or a passkey with the codes beside it. */
  asks: 'app' | 'recovery' | 'passkey';
  hasPasskey: boolean;
  /** The way to a recovery code, with where to go afterwards. */
  otherWay: string;
  /** Where a passkey is sent. */
  passkeyAction: string;
  reply: FormReply | undefined;
};

/** The second step of a sign-in. */
export function SignInCodePage({ asks, hasPasskey, otherWay, passkeyAction, reply }: Props) {
  const t = useMessages('factors');
  const isApp = asks === 'app';
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{t('step.title')}</h1>
        <p className="lede">{t(`step.${asks}`)}</p>
      </div>
      {hasPasskey ? <PasskeyButton purpose="sign_in" action={passkeyAction} label={t('passkey.use')} /> : null}
      <ServerForm reply={reply} className="stack stack--4" key={asks}>
        <ErrorSummary />
        <TextField
          name="code"
          label={t(isApp ? 'code' : 'code.recovery')}
          hint={t(isApp ? 'code.hint' : 'code.recovery_hint')}
          inputMode={isApp ? 'numeric' : 'text'}
          autoComplete={isApp ? 'one-time-code' : 'off'}
          autoCapitalize="characters"
          required
        />
        <div>
          <SubmitButton>{t('step.submit')}</SubmitButton>
        </div>
      </ServerForm>
      {isApp ? (
        <p>
          <Link to={otherWay}>{t('step.other')}</Link>
        </p>
      ) : null}
      <p>
        <Link to="/sign-in">{t('step.back')}</Link>
      </p>
      <p className="meta">{t('step.lost')}</p>
    </div>
  );
}
