import { CaseSteps } from '~/features/case-page/case-steps';
import type { CaseName } from '~/features/cases/case-name.queries.server';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { PageHead } from '~/ui/shell';
import type { TimelineFilter } from './timeline';
import type { TimelinePage as Page } from './timeline.queries.server';
import { TimelineFilters } from './timeline-card';
import { TimelineList } from './timeline-list';

type Props = { name: CaseName; page: Page; filter: TimelineFilter; isFirst: boolean };

/** The whole history of a case, page after page. */
export function TimelinePage({ name, page, filter, isFirst }: Props) {
  const t = useMessages('timeline');
  const base = `/cases/${name.id}/history`;
  const query = (before: string | null) => {
    const text = new URLSearchParams({ ...(filter === 'all' ? {} : { history: filter }), ...(before ? { before } : {}) }).toString();
    return text ? `${base}?${text}` : base;
  };
  return (
    <div className="page page--mid stack stack--4">
      <PageHead
        before={<CaseSteps name={name} here={t('title')} />}
        title={t('title.of', { reference: name.reference })}
        lede={t('lede')}
        actions={<TimelineFilters base={base} filter={filter} />}
      />
      <Card
        foot={
          <span className="row">
            {isFirst ? null : <a href={query(null)}>{t('newest')}</a>}
            {page.next ? <a href={query(page.next)}>{t('older')}</a> : null}
            <a href={`/cases/${name.id}`}>{t('back')}</a>
          </span>
        }
      >
        {page.events.length > 0 ? (
          <TimelineList events={page.events} />
        ) : (
          <p className="muted">{t(filter === 'all' ? 'empty' : `empty.${filter}`)}</p>
        )}
      </Card>
    </div>
  );
}
