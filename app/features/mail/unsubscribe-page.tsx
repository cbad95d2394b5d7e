import { useMessages } from '~/i18n/use-messages';
import { LinkButton, SubmitButton } from '~/ui/button';
import { ServerForm } from '~/ui/forms/server-form';
import type { ChosenMailKind } from './mail-kind';

/** What a letter's own link opens: one press, and letters of this kind end. */
export function UnsubscribePage({ link }: { link: { kind: ChosenMailKind; isUsed: boolean } | null }) {
  const t = useMessages('mail');
  const kind = link ? t(`kind.${link.kind}`) : '';
  const [title, text] = !link
    ? [t('stop.spent_title'), t('stop.spent')]
    : link.isUsed
      ? [t('stop.done_title'), t('stop.done', { kind })]
      : [t('stop.title'), t('stop.text', { kind })];
  return (
    <div className="page page--narrow stack stack--4">
      <h1>{title}</h1>
      <p className="lede">{text}</p>
      {link && !link.isUsed ? (
        <ServerForm>
          <SubmitButton>{t('stop.submit')}</SubmitButton>
        </ServerForm>
      ) : (
        <p>
          <LinkButton to="/account/notifications">{t('stop.choose')}</LinkButton>
        </p>
      )}
    </div>
  );
}
