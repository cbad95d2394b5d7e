import { Link } from '@remix-run/react';
import {
  BadgeCheck,
  ChartColumn,
  ChevronRight,
  Clock,
  FileText,
  ListTodo,
  type LucideIcon,
  MessageCircleQuestion,
  OctagonX,
  PenLine,
  Star,
  Target,
} from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { ActionCard } from '~/ui/card';
import { Icon } from '~/ui/icon';
import type { TurnItem } from './your-turn';

const ICON: Record<TurnItem['kind'], LucideIcon> = {
  sign: PenLine,
  milestone: Target,
  contest: MessageCircleQuestion,
  task: ListTodo,
  confirm: BadgeCheck,
  give: ChartColumn,
  satisfaction: Star,
  draft: FileText,
};

/** Minutes to answer, as told to the leader; figures take half a minute each. */
const MINUTES: Record<TurnItem['kind'], number> = {
  sign: 10,
  milestone: 5,
  contest: 2,
  task: 2,
  confirm: 1,
  give: 1,
  satisfaction: 1,
  draft: 5,
};

type Props = { companyId: string; today: string };

function addressOf(item: TurnItem, companyId: string): string {
  switch (item.kind) {
    case 'sign':
      return `/plan/cases/${item.caseId}/sign`;
    case 'milestone':
      return `/plan/cases/${item.caseId}/milestones/${item.milestoneId}/submit`;
    case 'contest':
      return `/plan/cases/${item.caseId}/milestones/${item.milestoneId}`;
    case 'task':
      return `/plan/cases/${item.caseId}/tasks/${item.taskId}`;
    case 'confirm':
      return `/plan/figures/confirm?company=${companyId}`;
    case 'give':
      return `/plan/figures?company=${companyId}`;
    case 'satisfaction':
      return `/plan/satisfaction/${item.caseId}`;
    case 'draft':
      return `/requests/${item.requestId}`;
  }
}

/** The words of one thing to do. */
function useTurnWords(item: TurnItem, today: string) {
  const t = useMessages('my_plan');
  const p = useMessages('programmes');
  const f = useFormat();
  const track = 'track' in item ? p(`track.${item.track}`) : '';
  const count = 'count' in item ? item.count : 0;
  const minutes = count > 0 ? Math.max(1, Math.ceil(count / 2)) : MINUTES[item.kind];
  const dueOn = 'dueOn' in item ? item.dueOn : null;
  const isLate = dueOn !== null && dueOn < today;
  const deadline =
    item.kind === 'sign'
      ? t('turn.sent_on', { on: f.date(item.sentOn) })
      : dueOn === null
        ? null
        : t(item.kind === 'contest' ? 'turn.before' : isLate ? 'due_late' : 'due', { on: f.date(dueOn) });
  return {
    title: 'title' in item && item.kind !== 'draft' ? item.title : t(`turn.${item.kind}.title` as 'turn.sign.title', { count }),
    track,
    why: whyOf(item, t, f),
    minutes: t('turn.minutes', { count: minutes }),
    deadline,
    isLate,
    action: t(`turn.${item.kind}.action`),
  };
}

function whyOf(item: TurnItem, t: ReturnType<typeof useMessages<'my_plan'>>, f: ReturnType<typeof useFormat>): string {
  if (item.kind === 'milestone') {
    if (item.opens.length > 0) return t('turn.milestone.opens', { next: f.list(item.opens) });
    return item.doneWhen ? t('turn.milestone.done_when', { what: item.doneWhen }) : t('turn.milestone.why');
  }
  if (item.kind === 'draft') return item.title || t('turn.draft.why');
  return t(`turn.${item.kind}.why`);
}

/** The one thing to do next: what, why, by when, how long, one button. */
export function NextAction({ item, companyId, today }: Props & { item: TurnItem }) {
  const t = useMessages('my_plan');
  const words = useTurnWords(item, today);
  return (
    <ActionCard
      eyebrow={words.track ? t('turn.next_of', { track: words.track }) : t('turn.next')}
      title={words.title}
      action={
        <>
          <LinkButton kind="primary" size="xl" isBlock to={addressOf(item, companyId)}>
            {words.action}
          </LinkButton>
          {item.kind === 'milestone' && item.canBlock ? (
            <p>
              <Link to={`/plan/cases/${item.caseId}/milestones/${item.milestoneId}/block`}>{t('turn.say_blocked')}</Link>
            </p>
          ) : null}
        </>
      }
    >
      <p>{words.why}</p>
      {words.deadline ? (
        <p className={`with-icon ${words.isLate ? 'is-late' : 'muted'}`}>
          <Icon icon={words.isLate ? OctagonX : Clock} />
          {startOfSentence(words.deadline)}
        </p>
      ) : null}
      <p className="with-icon muted">
        <Icon icon={Clock} />
        {t('turn.allow', { minutes: words.minutes })}
      </p>
    </ActionCard>
  );
}

function startOfSentence(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
}

/** The rest of what waits for the leader. */
export function TurnList({ items, companyId, today }: Props & { items: readonly TurnItem[] }) {
  const t = useMessages('my_plan');
  return (
    <section aria-labelledby="turn" className="stack">
      <h2 id="turn">{t('turn.also')}</h2>
      <ul className="turn">
        {items.map((item) => (
          <TurnLine key={addressOf(item, companyId)} item={item} companyId={companyId} today={today} />
        ))}
      </ul>
    </section>
  );
}

function TurnLine({ item, companyId, today }: Props & { item: TurnItem }) {
  const words = useTurnWords(item, today);
  return (
    <li>
      <a className="turn__link" href={addressOf(item, companyId)}>
        <Icon icon={ICON[item.kind]} size="lg" />
        <span>
          <strong>{words.title}</strong>
          <br />
          <span className="meta">
            {words.track ? `${words.track} · ` : ''}
            {item.kind === 'contest' || item.kind === 'draft' ? words.why : words.minutes}
            {words.deadline ? (
              <>
                {' · '}
                <span className={words.isLate ? 'is-late' : undefined}>{words.deadline}</span>
              </>
            ) : null}
          </span>
        </span>
        <Icon icon={ChevronRight} />
      </a>
    </li>
  );
}
