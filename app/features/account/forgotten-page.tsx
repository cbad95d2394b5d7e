import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';

/** Asks for a link to choose a new password; whatever the address, the answer is the same. */
export function ForgottenPage({ isSent, reply }: { isSent: boolean; reply: FormReply | undefined }) {
  const t = useMessages('door');
  if (isSent) {
    return (
      <div className="page page--narrow stack stack--4">
        <h1>{t('forgotten.sent_title')}</h1>
        <p className="lede" role="status">
          {t('forgotten.sent')}
        </p>
        <p>
          <LinkButton to="/sign-in">{t('forgotten.back')}</LinkButton>
        </p>
      </div>
    );
  }
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{t('forgotten.title')}</h1>
        <p className="lede">{t('forgotten.lede')}</p>
      </div>
      <ServerForm reply={reply} className="stack stack--4">
        <ErrorSummary />
        <TextField name="email" type="email" autoComplete="username" label={t('forgotten.email')} required />
        <FormActions>
          <SubmitButton>{t('forgotten.submit')}</SubmitButton>
          <LinkButton to="/sign-in">{t('forgotten.back')}</LinkButton>
        </FormActions>
      </ServerForm>
    </div>
  );
}
