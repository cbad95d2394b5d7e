import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';

/** Another address for an account: both have to agree. */
export function EmailPage({ email, isAsked, reply }: { email: string; isAsked: boolean; reply: FormReply | undefined }) {
  const t = useMessages('door');
  const a = useMessages('account');
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{t('email.title')}</h1>
        <p className="lede">{t('email.lede', { email })}</p>
      </div>
      {isAsked ? (
        <p className="callout callout--ok" role="status">
          {t('email.asked')}
        </p>
      ) : null}
      <ServerForm reply={reply} className="stack stack--4">
        <ErrorSummary />
        <TextField name="email" type="email" autoComplete="email" label={t('email.new')} required />
        <FormActions>
          <SubmitButton>{t('email.submit')}</SubmitButton>
          <LinkButton to="/account/security">{a('page.security')}</LinkButton>
        </FormActions>
      </ServerForm>
    </div>
  );
}
