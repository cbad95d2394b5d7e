import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions, TextField } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';

/** The password once more, before the account itself is touched. */
export function ProvePage({ reply }: { reply: FormReply | undefined }) {
  const t = useMessages('door');
  const a = useMessages('account');
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{t('prove.title')}</h1>
        <p className="lede">{t('prove.lede')}</p>
      </div>
      <ServerForm reply={reply} className="stack stack--4">
        <ErrorSummary />
        <TextField name="password" type="password" autoComplete="current-password" label={a('password')} required />
        <FormActions>
          <SubmitButton>{t('prove.submit')}</SubmitButton>
          <LinkButton to="/account">{a('title')}</LinkButton>
        </FormActions>
      </ServerForm>
    </div>
  );
}
