import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { CheckboxField } from '~/ui/forms/choices';
import { ErrorSummary } from '~/ui/forms/error-summary';
import { FormActions } from '~/ui/forms/fields';
import type { FormReply } from '~/ui/forms/form-reply';
import { ServerForm } from '~/ui/forms/server-form';
import type { LetterChoice } from './letter-choices.queries.server';

type Props = { choices: readonly LetterChoice[]; isSaved: boolean; reply: FormReply | undefined };

/** Which letters a person gets, kind by kind. */
export function LetterChoicesPage({ choices, isSaved, reply }: Props) {
  const t = useMessages('mail');
  return (
    <div className="page page--narrow stack stack--4">
      <div className="stack stack--1">
        <h1>{t('choice.title')}</h1>
        <p className="lede">{t(choices.length > 0 ? 'choice.lede' : 'choice.none')}</p>
      </div>
      {isSaved ? (
        <p className="callout callout--ok" role="status">
          {t('choice.saved')}
        </p>
      ) : null}
      {choices.length > 0 ? (
        <ServerForm reply={reply} className="stack stack--4">
          <ErrorSummary />
          {choices.map(({ kind, isOn }) => (
            <CheckboxField key={kind} name={kind} label={t(`kind.${kind}`)} hint={t(`kind.${kind}.hint`)} isChecked={isOn} />
          ))}
          <FormActions>
            <SubmitButton>{t('choice.submit')}</SubmitButton>
            <LinkButton to="/account">{t('choice.back')}</LinkButton>
          </FormActions>
        </ServerForm>
      ) : (
        <p>
          <LinkButton to="/account">{t('choice.back')}</LinkButton>
        </p>
      )}
    </div>
  );
}
