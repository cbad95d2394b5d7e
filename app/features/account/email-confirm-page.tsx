import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ServerForm } from '~/ui/forms/server-form';

type Props = { change: { oldEmail: string; newEmail: string } | null; outcome: 'waits' | 'done' | null };

/** What the letter to either address opens: one press confirms. */
export function EmailConfirmPage({ change, outcome }: Props) {
  const t = useMessages('door');
  const state = outcome ?? (change ? 'confirm' : 'spent');
  return (
    <div className="page page--narrow stack stack--4">
      <h1>{t(`email.${state}_title`)}</h1>
      {state === 'confirm' && change ? (
        <>
          <p className="lede">{t('email.confirm', { old: change.oldEmail, new: change.newEmail })}</p>
          <ServerForm>
            <SubmitButton>{t('email.confirm_submit')}</SubmitButton>
          </ServerForm>
        </>
      ) : (
        <>
          <p className="lede" role="status">
            {t(`email.${state}`, { old: '', new: '' })}
          </p>
          <p>
            <LinkButton to="/account">{t('email.account')}</LinkButton>
          </p>
        </>
      )}
    </div>
  );
}
