import { Form } from '@remix-run/react';
import { Users } from 'lucide-react';
import { caseloadAddress } from '~/features/caseload/caseload-filter';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Button } from '~/ui/button';
import { Card, EmptyState } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { initialsOf } from '~/ui/facts';
import { SelectField } from '~/ui/forms/fields';
import { FieldScope } from '~/ui/forms/server-form';
import { Tag } from '~/ui/marks';
import { PageHead } from '~/ui/shell';
import { Segmented, Tabs } from '~/ui/views';
import { useAbsent } from './absent';
import type { LoadLine, LoadPage as Page } from './load.queries.server';
import { loadAddress } from './load-address';
import type { LoadBand, Workload } from './workload';

/** What each advisor carries over what they can carry; by name, or by load when asked. */
export function LoadPage({ page }: { page: Page }) {
  const t = useMessages('load');
  const { lines, isOwn, filter, teams } = page;
  return (
    <div className="page stack stack--4">
      <PageHead
        title={t(isOwn ? 'title.own' : 'title')}
        lede={<Lede page={page} />}
        actions={
          isOwn || lines.length < 2 ? null : (
            <Segmented
              label={t('sort.label')}
              views={(['name', 'load'] as const).map((sort) => ({
                to: loadAddress({ ...filter, sort }),
                label: t(`sort.${sort}`),
                isCurrent: filter.sort === sort,
              }))}
            />
          )
        }
      />
      {teams.length > 1 ? teams.length <= MOST_TABS ? <TeamTabs page={page} /> : <TeamFilter page={page} /> : null}
      {page.isCut ? <p role="status">{t('cut', { shown: lines.length })}</p> : null}
      {lines.length > 0 ? (
        <Card isFlush foot={<span className="meta">{`${t('note')} ${t('kept.foot')}`}</span>}>
          <Lines page={page} />
        </Card>
      ) : (
        <EmptyState icon={Users} title={t('none')} />
      )}
    </div>
  );
}

function Lede({ page: { lines, isOwn } }: { page: Page }) {
  const t = useMessages('load');
  const f = useFormat();
  const count = (band: LoadBand) => lines.filter(({ load }) => load.band === band).length;
  const [own] = lines;
  if (isOwn && own) {
    const { points, capacity, share } = own.load;
    return t('lede.own', { points: f.number(points, 1), capacity: f.number(capacity), share: f.percent(share) });
  }
  return t('lede', { over: count('overloaded'), free: count('available'), n: lines.length });
}

/** Beyond this many teams a list to choose from is shorter. */
const MOST_TABS = 6;

function TeamTabs({ page: { filter, teams } }: { page: Page }) {
  const t = useMessages('load');
  const all = { id: null, name: t('all_teams') };
  return (
    <Tabs
      label={t('team')}
      views={[all, ...teams].map(({ id, name }) => ({
        to: loadAddress({ ...filter, team: id }),
        label: name,
        isCurrent: id === filter.team,
      }))}
    />
  );
}

function TeamFilter({ page: { filter, teams } }: { page: Page }) {
  const t = useMessages('load');
  return (
    <FieldScope id="load">
      <Form method="get" className="filters" aria-label={t('team')} key={loadAddress(filter)}>
        {filter.sort === 'load' ? <input type="hidden" name="sort" value="load" /> : null}
        <SelectField
          name="team"
          label={t('team')}
          placeholder={t('all_teams')}
          defaultValue={filter.team}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Button type="submit" kind="primary">
          {t('choose')}
        </Button>
      </Form>
    </FieldScope>
  );
}

const TONES = { available: 'ok', normal: undefined, watch: 'watch', overloaded: 'late' } as const;

function Lines({ page: { lines, scope, can } }: { page: Page }) {
  const casesOf = (id: string, health?: 'alert') =>
    caseloadAddress({ ...(scope ? { scope, lead: id } : {}), ...(health ? { health } : {}) });
  const t = useMessages('load');
  const f = useFormat();
  const columns: Column<LoadLine>[] = [
    { key: 'advisor', label: t('advisor'), className: 'sticky-col', cell: (line) => <Person line={line} /> },
    {
      key: 'cases',
      label: t('cases'),
      isNumber: true,
      cell: ({ id, name, load }) => (
        <div>
          <a href={casesOf(id)} aria-label={`${t('cases_of', { name })}, ${load.full}`}>
            {load.full}
          </a>
          {load.projects > 0 ? <span className="sub">{t('cases.projects', { projects: load.projects })}</span> : null}
          {load.light > 0 ? <span className="sub">{t('cases.light', { light: load.light })}</span> : null}
          {can.handOver && load.full + load.light > 0 ? (
            <a className="sub" href={`/cases/hand-over?from=${id}`} aria-label={t('hand_over_of', { name })}>
              {t('hand_over')}
            </a>
          ) : null}
        </div>
      ),
    },
    {
      key: 'alerts',
      label: t('alerts'),
      isNumber: true,
      cell: ({ id, load }) => (load.alerts === 0 ? <span className="faint">0</span> : <a href={casesOf(id, 'alert')}>{load.alerts}</a>),
    },
    { key: 'points', label: t('points'), isNumber: true, cell: ({ load }) => f.number(load.points, 1) },
    { key: 'capacity', label: t('capacity'), isNumber: true, className: 'muted', cell: ({ load }) => f.number(load.capacity) },
    { key: 'load', label: t('load'), cell: ({ load }) => <LoadBar load={load} /> },
    {
      key: 'kept',
      label: t('kept'),
      isNumber: true,
      cell: ({ delays: { kept, of } }) =>
        of === 0 ? (
          <span className="faint">{t('kept.none')}</span>
        ) : (
          <div>
            {f.percent(kept / of)}
            <span className="sub">{t('kept.of', { kept: f.number(kept), of: f.number(of) })}</span>
          </div>
        ),
    },
    {
      key: 'band',
      label: t('situation'),
      cell: ({ load: { band } }) => {
        const tone = TONES[band];
        return (
          <div>
            <Tag {...(tone ? { tone } : {})}>{t(`band.${band}`)}</Tag>
          </div>
        );
      },
    },
  ];
  return <DataTable columns={columns} rows={lines} rowKey={({ id }) => id} caption={t('caption')} className="table--dense" />;
}

function Person({ line: { id, name, fte, capacityKind, absence, teamName } }: { line: LoadLine }) {
  const t = useMessages('load');
  const absent = useAbsent();
  const f = useFormat();
  const about = [
    ...(teamName ? [teamName] : []),
    ...(fte < 1 ? [t(`capacity.${capacityKind}`, { fte: f.percent(fte) })] : []),
    ...(absence ? [absent(absence)] : []),
  ];
  return (
    <span className="with-icon">
      <span className="avatar avatar--sm" aria-hidden="true">
        {initialsOf(name)}
      </span>
      <span>
        <a className="link-quiet" href={`/load/${id}`}>
          {name}
        </a>
        {about.length > 0 ? <span className="sub">{about.join(' · ')}</span> : null}
      </span>
    </span>
  );
}

/** Full width is 130 % of the capacity; the tick stands at the whole of it. */
const WIDEST_SHARE = 1.3;
const BAR = { available: 'fg', normal: 'fg', watch: 'watch', overloaded: 'late' } as const satisfies Record<LoadBand, string>;

function LoadBar({ load: { share, band } }: { load: Workload }) {
  const f = useFormat();
  const width = Math.round((Math.min(share, WIDEST_SHARE) / WIDEST_SHARE) * 1000) / 10;
  const tick = Math.round(1000 / WIDEST_SHARE) / 10;
  return (
    <span className="load">
      <svg className="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect className="bar__bg" width="100" height="8" />
        <rect className={`bar__${BAR[band]}`} x="0" y="0" width={width} height="8" />
        <line className="bar__tick" x1={tick} x2={tick} y1="0" y2="8" />
      </svg>
      <strong className="tab-num">{f.percent(share)}</strong>
    </span>
  );
}
