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
import { isNarrowed, REGISTRY_VIEWS, type RegistryFilter, registryAddress } from './registry-filter';
import { RegistryFilters } from './registry-filters';

type Props = Registry & { filter: RegistryFilter; years: number[] };

/** Every project of the cluster, by what became of its file, a page at a time. */
export function RegistryPage({ filter, years, ...list }: Props) {
  const t = useMessages('projects');
  const f = useFormat();
  const { rows, counts } = list;
  const lede = { n: counts.labelled, year: list.thisYear, open: counts.in_review };
  return (
    <div className="page stack stack--4">
      <PageHead
        title={t('registry')}
        lede={isNarrowed(filter) ? t('lede.narrowed') : t('lede', lede)}
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
            to: registryAddress({ ...filter, view, after: null, before: null }),
            label: t(`view.${view}`),
            isCurrent: view === filter.view,
            count: f.number(counts[view]),
          }))}
        />
        <RegistryFilters filter={filter} years={years} />
        {rows.length > 0 ? (
          <>
            <ProjectTable rows={rows} />
            <Neighbours filter={filter} list={list} />
          </>
        ) : (
          <NoProject filter={filter} />
        )}
      </div>
      <p className="meta">{t('read_only')}</p>
    </div>
  );
}

function Neighbours({
  filter,
  list: { rows, hasPrevious, hasNext, before, counts, budgetCents, aidCents },
}: {
  filter: RegistryFilter;
  list: Registry;
}) {
  const t = useMessages('projects');
  const f = useFormat();
  const all = counts[filter.view];
  const place = (row: ProjectLine | undefined) => (row ? { on: row.on, id: row.id } : null);
  const shown = { from: before + 1, to: before + rows.length, n: all };
  return (
    <Pager
      summary={`${t(rows.length < all ? 'list.part' : 'list.all', shown)} ${t('money', { budget: f.moneyShort(budgetCents), aid: f.moneyShort(aidCents) })}`}
      previous={hasPrevious ? registryAddress({ ...filter, after: null, before: place(rows[0]) }) : null}
      next={hasNext ? registryAddress({ ...filter, before: null, after: place(rows.at(-1)) }) : null}
    />
  );
}

function NoProject({ filter }: { filter: RegistryFilter }) {
  const t = useMessages('projects');
  if (!isNarrowed(filter)) return <EmptyState icon={FlaskConical} title={t('empty.none')} />;
  return (
    <EmptyState
      icon={FlaskConical}
      title={t('empty.title')}
      action={<LinkButton to={registryAddress({ view: filter.view })}>{t('empty.clear')}</LinkButton>}
    >
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
    { key: 'das', label: t('list.das'), className: 'nowrap', cell: ({ das }) => companies(`das_short.${das}`) },
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
    {
      key: 'partners',
      label: t('list.partners'),
      isNumber: true,
      className: 'col-count',
      cell: ({ partnersCount }) => f.number(partnersCount),
    },
    { key: 'budget', label: t('list.budget'), isNumber: true, cell: ({ budgetCents }) => f.moneyShort(budgetCents) },
    {
      key: 'state',
      label: t('list.state'),
      className: 'col-state',
      cell: ({ state, outcome }) => <StateTag state={state} outcome={outcome} />,
    },
    { key: 'on', label: t('list.on'), className: 'muted nowrap', cell: ({ on }) => f.date(on) },
  ];
  return (
    <DataTable columns={columns} rows={rows} rowKey={({ id }) => id} caption={t('list.caption')} className="table--dense table--run" />
  );
}
