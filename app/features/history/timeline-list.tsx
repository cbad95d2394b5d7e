import { Lock } from 'lucide-react';
import { REASON_LISTS, type Reason } from '~/features/cases/case-reason';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { classNames } from '~/ui/class-names';
import { Icon } from '~/ui/icon';
import { lookOfEvent } from './event-icons';
import type { TimelineEvent } from './timeline.queries.server';

/** Events in words, newest first. A staff-only one says so where the company reads others. */
export function TimelineList({ events, showsAudience = true }: { events: readonly TimelineEvent[]; showsAudience?: boolean }) {
  return (
    <ol className="timeline">
      {events.map((event) => (
        <TimelineItem key={event.id} event={event} showsAudience={showsAudience} />
      ))}
    </ol>
  );
}

function TimelineItem({ event, showsAudience }: { event: TimelineEvent; showsAudience: boolean }) {
  const t = useMessages('timeline');
  const format = useFormat();
  const { icon, tone } = lookOfEvent(event.kind);
  const reason = useReason(event);
  return (
    <li>
      <span className={classNames('timeline__dot', tone && `timeline__dot--${tone}`)}>
        <Icon icon={icon} />
      </span>
      <div>
        <strong>{event.actor ?? t('system')}</strong> {useSentence(event)}
        {reason ? ` (${reason})` : null}
        {event.onBehalfOf ? ` ${t('on_behalf', { name: event.onBehalfOf })}` : null}
        {event.words.map((words) => (
          <q className="event-words" key={words}>
            {words}
          </q>
        ))}
        <p className="meta">
          {format.dateTime(new Date(event.at))}
          {showsAudience && !event.isShared ? (
            <>
              {' · '}
              <span className="with-icon">
                <Icon icon={Lock} size="sm" />
                {t('internal')}
              </span>
            </>
          ) : null}
        </p>
      </div>
    </li>
  );
}

/** The reason or outcome that a move on a case chose from its list. */
function useReason({ kind, facts }: TimelineEvent): string | null {
  const t = useMessages('cases');
  const code = kind === 'case.review_recorded' ? facts.outcome : facts.reason;
  const isListed = kind.startsWith('case.') && Object.values(REASON_LISTS).some((list) => (list as readonly unknown[]).includes(code));
  return isListed ? t(`reason.${code as Reason}`) : null;
}

/** The event in words. The key is typed by the kind: a new kind doesn't compile until it has words. */
function useSentence({ kind, what, facts }: TimelineEvent): string {
  const t = useMessages('timeline');
  const format = useFormat();
  const day = (value: unknown) => (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value) ? format.date(value) : t('no_date'));
  return t(`event.${kind}`, {
    what: what ?? '',
    named: what ? 'yes' : 'no',
    note: typeof facts.kind === 'string' ? facts.kind : 'internal',
    minutes: typeof facts.minutes === 'number' ? facts.minutes : 0,
    dated: typeof facts.happenedOn === 'string' ? 'yes' : 'no',
    on: day(facts.happenedOn),
    from: day(facts.fromDueOn),
    to: day(facts.dueOn),
    forCompany: facts.isForCompany === true ? 'yes' : 'no',
    side: facts.side === 'company' ? 'company' : 'advisor',
  });
}
