import type { AppToBe } from '~/access/authenticator.server';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import { RecoveryCodes } from './recovery-codes';

type Props = { app: AppToBe | null; reply: FormReply | undefined; codes: string[] | null };

/** An app learns its secret, and shows that it has by a code. */
export function AuthenticatorPage({ app, reply, codes }: Props) {
  const t = useMessages('factors');
  if (codes) return <RecoveryCodes codes={codes} />;
  if (!app)
    return (
      <div className="page page--narrow stack stack--4">
        <h1>{t('app.gone')}</h1>
        <p className="lede">{t('app.gone_text')}</p>
        <p>
          <LinkButton to="/account/second-factor">{t('title')}</LinkButton>
        </p>
      </div>
    );
  return (
    <div className="page page--narrow stack stack--4">
      <h1>{t('app.title')}</h1>
      <section className="stack stack--3">
        <h2>{t('app.scan')}</h2>
        <AppPicture {...app.picture} label={t('app.picture')} />
        <p>
          {t('app.type')} <code>{app.secret}</code>
        </p>
        <p>
          <a href={app.address}>{t('app.here')}</a>
        </p>
      </section>
      <ServerForm reply={reply} className="stack stack--4">
        <h2>{t('app.confirm')}</h2>
        <ErrorSummary />
        <TextField name="code" label={t('code')} hint={t('code.hint')} inputMode="numeric" autoComplete="one-time-code" required />
        <FormActions>
          <SubmitButton>{t('app.submit')}</SubmitButton>
          <LinkButton to="/account/second-factor">{t('title')}</LinkButton>
        </FormActions>
      </ServerForm>
    </div>
  );
}

/** Dark on white in every theme: cameras read no other. */
function AppPicture({ size, path, label }: AppToBe['picture'] & { label: string }) {
  return (
    <svg className="app-picture" viewBox={`0 0 ${size} ${size}`} width="220" height="220" role="img" aria-label={label}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
