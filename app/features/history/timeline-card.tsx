import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { Segmented } from '~/ui/views';
import { TIMELINE_FILTERS, type TimelineFilter } from './timeline';
import type { TimelinePage } from './timeline.queries.server';
import { TimelineList } from './timeline-list';

type Props = { caseId: string; page: TimelinePage; filter: TimelineFilter };

/** The last events of a case, with the way to all of them. */
export function TimelineCard({ caseId, page, filter }: Props) {
  const t = useMessages('timeline');
  return (
    <Card
      id="history"
      title={t('title')}
      actions={<TimelineFilters base={`/cases/${caseId}`} filter={filter} anchor="#history" />}
      foot={page.next ? <a href={`/cases/${caseId}/history${filter === 'all' ? '' : `?history=${filter}`}`}>{t('see_all')}</a> : null}
    >
      {page.events.length > 0 ? (
        <TimelineList events={page.events} />
      ) : (
        <p className="muted">{t(filter === 'all' ? 'empty' : `empty.${filter}`)}</p>
      )}
    </Card>
  );
}

export function TimelineFilters({ base, filter, anchor = '' }: { base: string; filter: TimelineFilter; anchor?: string }) {
  const t = useMessages('timeline');
  return (
    <Segmented
      label={t('filter.label')}
      views={TIMELINE_FILTERS.map((one) => ({
        to: `${base}${one === 'all' ? '' : `?history=${one}`}${anchor}`,
        label: t(`filter.${one}`),
        isCurrent: one === filter,
      }))}
    />
  );
}
