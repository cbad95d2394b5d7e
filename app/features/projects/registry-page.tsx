import { FlaskConical } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { EmptyState } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { PageHead } from '~/ui/shell';
import { Pager, Tabs } from '~/ui/views';
import { StateTag } from './project-words';
import type { ProjectLine, Registry } from './registry.queries.server';
import { REGISTRY_VIEWS, type RegistryFilter, registryAddress } from './registry-filter';
import { RegistryFilters } from './registry-filters';

type Props = Registry & { filter: RegistryFilter; years: number[] };

/** Every project of the cluster, by what became of its file, a page at a time. */
export function RegistryPage({ filter, years, ...list }: Props) {
  const t = useMessages('projects');
  const f = useFormat();
  const { rows, counts, hasMore } = list;
  const last = rows.at(-1);
  const lede = { n: counts.labelled, year: list.thisYear, open: counts.in_review };
  return (
    <div className="page stack stack--4">
      <PageHead
        title={t('registry')}
        lede={t('lede', lede)}
        actions={
          <>
            <LinkButton to="/projects/structuring">{t('to_structuring')}</LinkButton>
            <LinkButton to="/instruments">{t('to_instruments')}</LinkButton>
          </>
        }
      />
      <div>
        <Tabs
          label={t('views')}
          views={REGISTRY_VIEWS.map((view) => ({
            to: registryAddress({ ...filter, view, after: null }),
            label: t(`view.${view}`),
            isCurrent: view === filter.view,
            count: f.number(counts[view]),
          }))}
        />
        <RegistryFilters filter={filter} years={years} />
        {rows.length > 0 ? <ProjectTable rows={rows} /> : <NoProject />}
        {rows.length > 0 ? (
          <Pager
            summary={`${t('list.summary', { n: rows.length, all: f.number(counts[filter.view]) })} · ${t('money', { budget: f.moneyShort(list.budgetCents), aid: f.moneyShort(list.aidCents) })}`}
            previous={filter.after ? registryAddress({ ...filter, after: null }) : null}
            next={hasMore && last ? registryAddress({ ...filter, after: { on: last.on, id: last.id } }) : null}
          />
        ) : null}
      </div>
      <p className="meta">{t('read_only')}</p>
    </div>
  );
}

function NoProject() {
  const t = useMessages('projects');
  return (
    <EmptyState icon={FlaskConical} title={t('empty.title')}>
      {t('empty.text')}
    </EmptyState>
  );
}

function ProjectTable({ rows }: { rows: ProjectLine[] }) {
  const t = useMessages('projects');
  const companies = useMessages('companies');
  const f = useFormat();
  const columns: Column<ProjectLine>[] = [
    {
      key: 'project',
      label: t('list.project'),
      cell: ({ id, acronym, number, title }) => (
        <>
          <a className="link-quiet" href={`/projects/${id}`}>
            {acronym}
          </a>
          <span className="sub">{[number, title].filter(Boolean).join(' · ')}</span>
        </>
      ),
    },
    { key: 'type', label: t('list.type'), cell: ({ type }) => t(`type.${type}`) },
    { key: 'das', label: t('list.das'), cell: ({ das }) => companies(`das_short.${das}`) },
    {
      key: 'leader',
      label: t('list.leader'),
      cell: ({ leaderName, leaderCompanyId }) =>
        leaderCompanyId ? (
          <a className="link-quiet" href={`/companies/${leaderCompanyId}`}>
            {leaderName}
          </a>
        ) : (
          leaderName
        ),
    },
    { key: 'partners', label: t('list.partners'), isNumber: true, cell: ({ partnersCount }) => f.number(partnersCount) },
    { key: 'budget', label: t('list.budget'), isNumber: true, cell: ({ budgetCents }) => f.moneyShort(budgetCents) },
    { key: 'state', label: t('list.state'), cell: ({ state, outcome }) => <StateTag state={state} outcome={outcome} /> },
    { key: 'on', label: t('list.on'), className: 'muted nowrap', cell: ({ on }) => f.date(on) },
  ];
  return <DataTable columns={columns} rows={rows} rowKey={({ id }) => id} caption={t('list.caption')} className="table--dense" />;
}
