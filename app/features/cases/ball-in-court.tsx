import { Briefcase, Building2, UserRound } from 'lucide-react';
import { workingDaysBetween } from '~/features/programmes/working-days';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/icon';
import { type BarPart, ShareBar } from '~/ui/marks';
import type { CaseHead } from './case-head.queries.server';
import { isFinalState } from './case-state';

const BALL_ICON = { advisor: Briefcase, company: Building2, expert: UserRound, third_party: UserRound } as const;

/** Who must act next, since when, and how the time since the assignment was shared. */
export function BallInCourt({ head }: { head: CaseHead }) {
  return (
    <>
      <p className="strong with-icon with-icon--top">
        <Icon icon={BALL_ICON[head.ball?.side ?? 'advisor']} />
        <BallWords head={head} />
      </p>
      <Share head={head} />
    </>
  );
}

function BallWords({ head }: { head: CaseHead }) {
  const t = useMessages('cases');
  const f = useFormat();
  const { ball, state } = head;
  if (isFinalState(state)) return <span>{t('ball.ended')}</span>;
  if (state === 'on_hold') return <span>{t('ball.held', { on: head.heldUntil ? f.date(head.heldUntil) : '…' })}</span>;
  if (state === 'accepted') return <span>{t('ball.assign')}</span>;
  if (state === 'submitted' || state === 'qualifying') return <span>{t('ball.before')}</span>;
  if (!ball) return <span>{t('ball.nobody')}</span>;
  const side = t(`ball.${ball.side}`);
  const days = ball.sinceOn === null ? null : workingDaysBetween(ball.sinceOn, head.today);
  if (state === 'plan_to_sign') return <span>{t('ball.sign', { side })}</span>;
  if (ball.what === null) return <span>{days === null ? t('ball.plain', { side }) : t('ball.since', { side, days })}</span>;
  const what = days === null ? t('ball.what_undated', { side, what: ball.what }) : t('ball.what', { side, days, what: ball.what });
  return <span>{ball.place ? <a href={ball.place}>{what}</a> : what}</span>;
}

function Share({ head: { share } }: { head: CaseHead }) {
  const t = useMessages('cases');
  if (!share) return null;
  const { advisor, company } = share.days;
  const others = share.days.expert + share.days.third_party;
  if (advisor + company + others === 0) return null;
  const parts: BarPart[] = [
    { key: 'advisor', label: t('ball.share.advisor', { n: advisor }), value: advisor, tone: 'fg' },
    ...(others > 0 ? [{ key: 'others', label: t('ball.share.others', { n: others }), value: others, tone: 'third' as const }] : []),
    { key: 'company', label: t('ball.share.company', { n: company }), value: company, tone: 'fg2' },
  ];
  return <ShareBar parts={parts} label={t('ball.share', { advisor, company, others })} />;
}
