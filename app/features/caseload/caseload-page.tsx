import { FolderOpen } from 'lucide-react';
import { WORKLISTS, type Worklist } from '~/features/cases/case-state';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { EmptyState } from '~/ui/card';
import { PageHead } from '~/ui/shell';
import { Pager, Segmented, Tabs } from '~/ui/views';
import type { Caseload } from './caseload.queries.server';
import { COUNT_CAP, caseloadAddress, inScope, isNarrowed } from './caseload-filter';
import { CaseloadFilters } from './caseload-filters';
import { CaseloadTable } from './caseload-table';

/** Cases in lists by what they wait for, each with its count; filtered, sorted and paged by the address. */
export function CaseloadPage({ caseload }: { caseload: Caseload }) {
  const t = useMessages('cases');
  const { filter, scopes, rows, isFoundCut } = caseload;
  const isUsual = filter.scope === scopes[0];
  return (
    <div className="page">
      <PageHead
        title={t(`caseload.title.${filter.scope}`)}
        lede={<Lede caseload={caseload} />}
        actions={scopes.length > 1 ? <Scopes caseload={caseload} /> : null}
      />
      <Lists caseload={caseload} />
      <CaseloadFilters caseload={caseload} clearTo={caseloadAddress({ scope: isUsual ? null : filter.scope, list: filter.list })} />
      {isFoundCut ? (
        <p className="muted" role="status">
          {t('caseload.refine')}
        </p>
      ) : null}
      {rows.length > 0 ? (
        <>
          <CaseloadTable caseload={caseload} />
          <Neighbours caseload={caseload} />
        </>
      ) : (
        <NoCase caseload={caseload} />
      )}
    </div>
  );
}

function Lede({ caseload: { counts, filter } }: { caseload: Caseload }) {
  const t = useMessages('cases');
  const { isCapped } = useCounts(filter.countsAll);
  const n = counts[filter.list];
  const values = { capped: isCapped(n) ? 'yes' : 'no', n };
  if (filter.list === 'new') return t('caseload.lede_new', values);
  if (filter.list === 'closed') return t('caseload.lede_closed', values);
  const late = counts.late ?? 0;
  const lateness = n === 0 ? 'none' : isCapped(late) ? 'many' : late > 0 ? 'some' : 'all';
  return t.rich('caseload.lede', { ...values, late, lateness, b: (inside) => <strong className="is-late">{inside}</strong> });
}

/** Counts are exact to the cap; past it only "this many and more" is known, until all is asked for. */
function useCounts(countsAll: boolean) {
  const t = useMessages('cases');
  const f = useFormat();
  const isCapped = (n: number) => !countsAll && n > COUNT_CAP;
  return { isCapped, say: (n: number) => (isCapped(n) ? t('caseload.capped') : f.number(n)) };
}

function Scopes({ caseload: { filter, scopes, counts } }: { caseload: Caseload }) {
  const t = useMessages('cases');
  const { say } = useCounts(filter.countsAll);
  const views = scopes.map((scope) => ({
    to: caseloadAddress(inScope(filter, scope, scopes)),
    label:
      scope === 'intake' && counts.intake !== null ? `${t('caseload.scope.intake')} (${say(counts.intake)})` : t(`caseload.scope.${scope}`),
    isCurrent: scope === filter.scope,
  }));
  return <Segmented views={views} label={t('caseload.scope')} />;
}

function Lists({ caseload: { filter, counts } }: { caseload: Caseload }) {
  const t = useMessages('cases');
  const { say } = useCounts(filter.countsAll);
  const tone = (list: Worklist) => (list === 'blocked' && counts.blocked > 0 ? ('late' as const) : undefined);
  const views = WORKLISTS.map((list) => ({
    to: caseloadAddress({ ...filter, list, after: null, before: null }),
    label: t(`worklist.${list}`),
    isCurrent: list === filter.list,
    count: say(counts[list]),
    tone: tone(list),
  }));
  return <Tabs views={views} label={t('caseload.tabs')} />;
}

function Neighbours({ caseload: { filter, rows, hasPrevious, hasNext, counts } }: { caseload: Caseload }) {
  const t = useMessages('cases');
  const f = useFormat();
  const { isCapped, say } = useCounts(filter.countsAll);
  const place = (row: Caseload['rows'][number] | undefined) =>
    row ? { on: (filter.list === 'closed' ? row.endedOn : row.dueOn) ?? 'infinity', id: row.id } : null;
  const total = counts[filter.list];
  const summary = isCapped(total) ? (
    <>
      {t('caseload.shown_capped', { count: f.number(rows.length) })}{' '}
      <a href={caseloadAddress({ ...filter, countsAll: true })}>{t('caseload.count_all')}</a>
    </>
  ) : (
    t('caseload.shown_of', { count: f.number(rows.length), total: say(total) })
  );
  return (
    <Pager
      summary={summary}
      previous={hasPrevious ? caseloadAddress({ ...filter, after: null, before: place(rows[0]) }) : null}
      next={hasNext ? caseloadAddress({ ...filter, before: null, after: place(rows.at(-1)) }) : null}
    />
  );
}

function NoCase({ caseload: { filter, scopes, counts } }: { caseload: Caseload }) {
  const t = useMessages('cases');
  const { say } = useCounts(filter.countsAll);
  if (isNarrowed(filter)) {
    return (
      <EmptyState
        icon={FolderOpen}
        title={t('caseload.empty.title')}
        action={<LinkButton to={caseloadAddress({ scope: filter.scope, list: filter.list })}>{t('caseload.clear')}</LinkButton>}
      >
        {t('caseload.empty.filtered')}
      </EmptyState>
    );
  }
  const leadsToIntake = filter.list === 'new' && filter.scope !== 'intake' && scopes.includes('intake') && (counts.intake ?? 0) > 0;
  return (
    <EmptyState
      icon={FolderOpen}
      title={t('caseload.empty.title')}
      action={
        leadsToIntake ? (
          <LinkButton to={caseloadAddress({ scope: 'intake', list: 'new' })}>
            {t('caseload.see_intake')} ({say(counts.intake ?? 0)})
          </LinkButton>
        ) : null
      }
    >
      {t(filter.scope === 'intake' ? 'caseload.empty.intake' : `caseload.empty.${filter.list}`)}
    </EmptyState>
  );
}
