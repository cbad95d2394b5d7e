import { useMessages, useMessageText } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { Banner } from '~/ui/card';
import type { FormReply } from '~/ui/forms/form-reply';
import { Breadcrumb, PageHead } from '~/ui/shell';

/** Why the chosen units could not enter, and the way back to the list. */
export function PickRefusedPage({ back, reply }: { back: string; reply: FormReply | undefined }) {
  const t = useMessages('register');
  const say = useMessageText();
  const problems = [reply?.refused, ...Object.values(reply?.errors ?? {})].filter((one) => one !== undefined);
  return (
    <div className="page page--narrow stack stack--4">
      <PageHead
        before={<Breadcrumb steps={[{ to: '/register', label: t('title') }, { label: t('pick.title') }]} />}
        title={t('pick.title')}
      />
      {reply === undefined ? <Banner title={t('pick.none')}>{t('pick.none_text')}</Banner> : null}
      {problems.map((problem) => (
        <Banner key={problem} tone="late" title={say(problem)} />
      ))}
      <p>
        <LinkButton kind="primary" to={back}>
          {t('import.back')}
        </LinkButton>
      </p>
    </div>
  );
}
