import { Building2, Plus } from 'lucide-react';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { LinkButton } from '~/ui/button';
import { EmptyState } from '~/ui/card';
import { classNames } from '~/ui/class-names';
import { type Column, DataTable } from '~/ui/data-table';
import { Tag } from '~/ui/marks';
import { PageHead } from '~/ui/shell';
import { Pager } from '~/ui/views';
import { useProfileWords } from '../company-profile/profile-words';
import { TrackMark } from '../programmes/track-mark';
import type { CompanyLine, CompanyList } from './companies.queries.server';
import { COUNTED_UP_TO, type CompanyFilter, companiesAddress, FILTER_PARTS } from './company-filter';
import { CompanyFilters } from './company-filters';
import { formatIdentifier } from './siren';

type Props = CompanyList & { filter: CompanyFilter; today: string; clusterName: string; seesAll: boolean; canImport: boolean };

/** The companies a member of staff may see, a page at a time. */
export function CompanyListPage({ rows, hasPrevious, hasNext, found, canAdd, filter, today, clusterName, seesAll, canImport }: Props) {
  const t = useMessages('companies');
  const place = (row: CompanyLine | undefined) => (row ? { name: row.name, id: row.id } : null);
  return (
    <div className="page stack stack--4">
      <PageHead
        title={t('title')}
        lede={seesAll ? t('lede.all', { cluster: clusterName }) : t('lede.mine')}
        actions={
          canAdd ? (
            <LinkButton kind="primary" icon={Plus} to="/companies/new">
              {t('add')}
            </LinkButton>
          ) : null
        }
      />
      <div>
        <CompanyFilters filter={filter} />
        {rows.length > 0 ? (
          <CompanyTable rows={rows} today={today} />
        ) : (
          <NoCompany isFiltered={FILTER_PARTS.some((part) => filter[part])} canImport={canImport} />
        )}
        {rows.length > 0 ? (
          <Pager
            summary={found > COUNTED_UP_TO ? t('list.found_many', { n: COUNTED_UP_TO }) : t('list.found', { n: found })}
            previous={hasPrevious ? companiesAddress({ ...filter, after: null, before: place(rows[0]) }) : null}
            next={hasNext ? companiesAddress({ ...filter, before: null, after: place(rows.at(-1)) }) : null}
          />
        ) : null}
      </div>
    </div>
  );
}

function CompanyTable({ rows, today }: { rows: CompanyLine[]; today: string }) {
  const t = useMessages('companies');
  const p = useMessages('profile');
  const d = useMessages('dates');
  const f = useFormat();
  const { department } = useProfileWords();
  const columns: Column<CompanyLine>[] = [
    {
      key: 'name',
      label: t('list.name'),
      cell: (row) => (
        <>
          <a className="link-quiet" href={`/companies/${row.id}`}>
            {row.name}
          </a>
          {row.isCeased ? (
            <>
              {' '}
              <Tag tone="watch">{t('page.ceased')}</Tag>
            </>
          ) : null}
          <span className="sub tab-num is-minor">{row.siren ? formatIdentifier(row.siren) : row.foreignId}</span>
        </>
      ),
    },
    {
      key: 'place',
      label: t('list.place'),
      className: 'is-part',
      cell: ({ city, departmentCode }) => (
        <>
          {city}
          {departmentCode ? <span className="sub nowrap">{department(departmentCode)}</span> : null}
        </>
      ),
    },
    {
      key: 'activity',
      label: t('list.activity'),
      className: 'is-part',
      cell: ({ mainDas, position }) => (
        <>
          {mainDas ? t(`das_short.${mainDas}`) : null}
          {position ? <span className={classNames('sub', !mainDas && 'is-lone')}>{p(`value_chain.${position}`)}</span> : null}
        </>
      ),
    },
    {
      key: 'size',
      label: t('list.size'),
      className: 'nowrap is-part',
      cell: ({ sizeCategory, category }) =>
        category === 'company' ? (sizeCategory ? t(`size.${sizeCategory}`) : null) : p(`category.${category}`),
    },
    {
      key: 'standing',
      label: t('list.standing'),
      className: 'nowrap',
      cell: ({ standing }) => <span className={standing === 'none' ? 'faint' : undefined}>{t(`standing.${standing}`)}</span>,
    },
    {
      key: 'tracks',
      label: t('list.tracks'),
      className: 'is-line',
      cell: ({ openTracks }) =>
        openTracks.length > 0 ? (
          openTracks.map((track) => (
            <div key={track}>
              <TrackMark track={track} />
            </div>
          ))
        ) : (
          <span className="faint">{t('list.none')}</span>
        ),
    },
    {
      key: 'due',
      label: t('list.due'),
      className: 'nowrap at-name',
      cell: ({ nextDueOn }) =>
        nextDueOn && nextDueOn < today ? (
          <>
            <span className="is-late">{f.date(nextDueOn)}</span>
            <span className="sub is-late">{d('overdue')}</span>
          </>
        ) : nextDueOn ? (
          f.date(nextDueOn)
        ) : null,
    },
  ];
  return (
    <DataTable className="table--dense table--brief" columns={columns} rows={rows} rowKey={(row) => row.id} caption={t('list.caption')} />
  );
}

function NoCompany({ isFiltered: isNarrowed, canImport }: { isFiltered: boolean; canImport: boolean }) {
  const t = useMessages('companies');
  if (isNarrowed) {
    return (
      <EmptyState icon={Building2} title={t('empty.filtered.title')}>
        {t('empty.filtered.text')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Building2}
      title={t('empty.title')}
      action={
        canImport ? (
          <LinkButton kind="primary" to="/register">
            {t('empty.import')}
          </LinkButton>
        ) : null
      }
    >
      {canImport ? t('empty.manager') : t('empty.advisor')}
    </EmptyState>
  );
}
