import { useMessages, useMessageText } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { Banner, Card } from '~/ui/card';
import type { FormReply } from '~/ui/forms/form-reply';
import { CaseMissing } from './case-missing';
import { CASE_REFUSED } from './case-refused';
import type { MoveHead, Obstacle } from './move-page.queries.server';

type Props = { head: MoveHead; obstacle: Obstacle; isOnward?: boolean; reply: FormReply | undefined };

/** What stands in place of a form whose act is not open: why, what is missing and where, what was written, and the way back. */
export function CaseNotOpen({ head, obstacle, isOnward = false, reply }: Props) {
  const t = useMessages('cases');
  const why = useWhy(obstacle);
  const isMissing = isOnward && head.next !== null && head.next.missing.length > 0;
  const kept = [reply?.values?.comment, reply?.values?.lessons, reply?.values?.overrideReason].filter(
    (text) => typeof text === 'string' && text.trim(),
  );
  return (
    <>
      <Banner tone="watch" title={t('move.not_open.title')}>
        {why}
      </Banner>
      {isMissing && head.next ? (
        <Card title={t('missing.title', { stage: t(`state.${head.next.to}`) })}>
          <CaseMissing head={head} isElsewhere />
        </Card>
      ) : null}
      {kept.map((text) => (
        <Card key={String(text)} title={t('move.not_open.kept')}>
          <p className="pre-line">{text}</p>
        </Card>
      ))}
      <p>
        <LinkButton to={`/cases/${head.id}`}>{t('move.not_open.back')}</LinkButton>
      </p>
    </>
  );
}

function useWhy({ reason, by }: Obstacle): string {
  const t = useMessages('cases');
  const say = useMessageText();
  return reason === 'not_allowed'
    ? t('move.not_open.not_yours', { who: by.map((mover) => t(`mover.${mover}`)).join(', ') })
    : say(CASE_REFUSED[reason]);
}
