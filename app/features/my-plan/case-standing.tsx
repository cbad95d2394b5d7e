import { Link } from '@remix-run/react';
import { MessageSquare, Phone } from 'lucide-react';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { ActionCard, Card } from '~/ui/card';
import { Icon } from '~/ui/icon';
import { useCaseWords } from './case-words';
import type { LeaderCase } from './leader-case.queries.server';
import type { Adviser } from './my-plan.queries.server';
import type { Step } from './path-step';

/** Where a case stands, in the company's words, and what its leader may do now. */
export function CaseStanding({ head, milestones }: { head: LeaderCase; milestones: readonly Step[] }) {
  const t = useMessages('my_plan');
  const words = useCaseWords();
  const base = `/plan/cases/${head.id}`;
  if (head.canSign) {
    return (
      <ActionCard
        eyebrow={t('turn.next')}
        title={t('turn.sign.title')}
        action={
          <LinkButton kind="primary" size="xl" isBlock to={`${base}/sign`}>
            {t('turn.sign.action')}
          </LinkButton>
        }
      >
        <p>{words.stands(head)}</p>
      </ActionCard>
    );
  }
  const ball = words.ball(head, milestones);
  return (
    <Card title={t('case.stands')}>
      <div className="stack stack--3">
        <p>
          {words.stands(head)} {ball ? <strong>{ball}</strong> : null}
        </p>
        <EndReason head={head} />
        {head.canRate ? (
          <p>
            <Link to={`/plan/satisfaction/${head.id}`}>{t('turn.satisfaction.action')}</Link>
          </p>
        ) : null}
        {head.adviser && head.isOpen ? <Reach adviser={head.adviser} /> : null}
        {head.plan && head.plan.state !== 'refused' ? (
          <p>
            <Link to={`${base}/sign`}>{t('case.read_plan')}</Link>
          </p>
        ) : null}
        {head.canWithdraw ? (
          <p>
            <Link to={`${base}/withdraw`}>{t('case.withdraw')}</Link>
          </p>
        ) : null}
      </div>
    </Card>
  );
}

/** Why it was refused or stopped; what the team wrote then stands in the history. */
function EndReason({ head: { state, endReason } }: { head: LeaderCase }) {
  const t = useMessages('my_plan');
  const c = useMessages('cases');
  if (!endReason || (state !== 'refused' && state !== 'closed_early')) return null;
  return <p>{t('case.end_reason', { reason: c(`reason.${endReason as 'withdrawn'}`) })}</p>;
}

/** A person by their phone and their e-mail. */
export function Reach({ adviser: { name, phone, email } }: { adviser: Adviser }) {
  const t = useMessages('my_plan');
  return (
    <div className="row">
      {phone ? (
        <a className="btn" href={`tel:${phone.replace(/\s/g, '')}`} aria-label={t('call', { name, phone })}>
          <Icon icon={Phone} />
          {phone}
        </a>
      ) : null}
      {email ? (
        <a className="btn" href={`mailto:${email}`} aria-label={t('write_to', { name })}>
          <Icon icon={MessageSquare} />
          {t('write')}
        </a>
      ) : null}
    </div>
  );
}
