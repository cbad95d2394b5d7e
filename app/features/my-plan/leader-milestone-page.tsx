import type { TimelineEvent } from '~/features/history/timeline.queries.server';
import { TimelineList } from '~/features/history/timeline-list';
import { MilestonePage } from '~/features/milestones/milestone-page';
import type { MilestonePage as Milestone } from '~/features/milestones/milestones.queries.server';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Banner, Card } from '~/ui/card';

/** A milestone as its company reads it: what was done in its place is said first, and what both sides wrote last. */
export function LeaderMilestonePage({ milestone, events }: { milestone: Omit<Milestone, 'lastMove'>; events: readonly TimelineEvent[] }) {
  const t = useMessages('my_plan');
  const f = useFormat();
  const { offered, contestableUntil, submittedBy } = milestone;
  return (
    <MilestonePage
      milestone={milestone}
      isForCompany
      notice={
        offered.includes('contest') && contestableUntil ? (
          <Banner tone="watch">
            {t('milestone.contest', { named: submittedBy ? 'yes' : 'no', name: submittedBy ?? '', on: f.date(contestableUntil) })}
          </Banner>
        ) : null
      }
    >
      {events.length > 0 ? (
        <Card title={t('milestone.history')}>
          <TimelineList events={events} showsAudience={false} />
        </Card>
      ) : null}
    </MilestonePage>
  );
}
