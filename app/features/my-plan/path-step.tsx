import { CircleCheck, CircleDashed, CircleDot, CircleSlash, Hourglass, type LucideIcon, OctagonX } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MilestoneLine } from '~/features/milestones/milestones.queries.server';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/icon';

export type Step = Pick<
  MilestoneLine,
  'id' | 'title' | 'position' | 'state' | 'sides' | 'dueOn' | 'doneOn' | 'blockedSince' | 'awaited' | 'reason'
>;

/** Done, mine now, somebody else's now, later. */
function lookOf({ state, sides }: Pick<Step, 'state' | 'sides'>): { className: string; icon: LucideIcon } {
  if (state === 'done') return { className: 'is-done', icon: CircleCheck };
  if (state === 'not_applicable') return { className: 'is-next', icon: CircleSlash };
  if (state === 'blocked') return { className: 'is-wait is-blocked', icon: OctagonX };
  if (state === 'upcoming') return { className: 'is-next', icon: CircleDashed };
  return state === 'in_progress' && sides[0] === 'company'
    ? { className: 'is-now', icon: CircleDot }
    : { className: 'is-wait', icon: Hourglass };
}

type Props = { step: Step; today: string; to?: string; children?: ReactNode; isOpened?: boolean };

/** One milestone on the path, as its company reads it: where it stands, who acts, when; `isOpened` to somebody who only reads. */
export function PathStep({ step, today, to, children, isOpened = false }: Props) {
  const m = useMessages('milestones');
  const { className, icon } = lookOf(step);
  const isNow = className === 'is-now';
  return (
    <li className={className} id={`milestone-${step.id}`} aria-current={isNow ? 'step' : undefined}>
      <span className="path__dot">
        <Icon icon={icon} />
        <span className="sr-only">{m(`state.${step.state}`)}</span>
      </span>
      <div>
        {isNow ? <strong>{to ? <a href={to}>{step.title}</a> : step.title}</strong> : to ? <a href={to}>{step.title}</a> : step.title}
        <p className="meta">
          <StepMeta step={step} today={today} isOpened={isOpened} />
        </p>
        {children}
      </div>
    </li>
  );
}

function StepMeta({ step, today, isOpened }: { step: Step; today: string; isOpened: boolean }) {
  const t = useMessages('my_plan');
  const m = useMessages('milestones');
  const p = useMessages('programmes');
  const f = useFormat();
  const { state, sides, dueOn, doneOn, blockedSince, awaited } = step;
  if (state === 'done') return doneOn ? m('done_on', { on: f.date(doneOn) }) : m('state.done');
  if (state === 'not_applicable') return <>{m('state.not_applicable')}</>;
  if (state === 'to_validate') return <>{t('step.to_validate')}</>;
  if (state === 'blocked') {
    const parts = [
      blockedSince ? m('blocked_since', { on: f.date(blockedSince) }) : m('state.blocked'),
      awaited ? m('awaited', { who: awaited }) : null,
    ];
    return <span className="is-late">{parts.filter(Boolean).join(' · ')}</span>;
  }
  const side = sides[0] ?? 'advisor';
  const who = isOpened ? p(`side.${side}`) : t(`step.with.${side}`);
  if (!dueOn) return <>{state === 'upcoming' ? t('step.no_date') : who}</>;
  if (state === 'upcoming') return <>{`${f.monthYear(dueOn)} · ${who}`}</>;
  return (
    <>
      {who} · <span className={dueOn < today ? 'is-late' : undefined}>{t(dueOn < today ? 'due_late' : 'due', { on: f.date(dueOn) })}</span>
    </>
  );
}
