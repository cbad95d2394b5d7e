import { isFinalState } from '~/features/cases/case-state';
import { HealthMark } from '~/features/health/health-mark';
import { TrackMark } from '~/features/programmes/track-mark';
import { daysBetween } from '~/i18n/format';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { classNames } from '~/ui/class-names';
import { type Column, DataTable } from '~/ui/data-table';
import { type Segment, Segments } from '~/ui/marks';
import type { Caseload, CaseloadRow } from './caseload.queries.server';

/** Days ahead from which a date is said in words too. */
const SOON_DAYS = 3;

/** The rows of the present list; a card each on a phone. Links are plain: fifty of the router's would cost more than the rows. */
export function CaseloadTable({ caseload: { rows, filter, today } }: { caseload: Caseload }) {
  const t = useMessages('cases');
  const h = useMessages('health');
  const { list } = filter;
  const when = list === 'closed' ? t('caseload.end') : list === 'new' ? t('caseload.clock') : t('caseload.due');
  const columns: Column<CaseloadRow>[] = [
    { key: 'company', label: t('caseload.company'), className: 'sticky-col', cell: (row) => <Company row={row} /> },
    { key: 'track', label: t('caseload.track'), className: 'col-track', cell: ({ track }) => <TrackMark track={track} /> },
    ...(list === 'closed' || list === 'new'
      ? []
      : [
          {
            key: 'health',
            label: h('card.title'),
            className: 'col-health',
            cell: ({ health }: CaseloadRow) => (health ? <HealthMark health={health} /> : <span className="faint">—</span>),
          },
        ]),
    { key: 'state', label: t('caseload.state'), className: 'col-state muted', cell: ({ state }) => t(`state.${state}`) },
    ...(list === 'new'
      ? []
      : [
          {
            key: 'progress',
            label: t('caseload.milestones'),
            className: 'col-progress',
            cell: (row: CaseloadRow) => <Progress row={row} />,
          },
        ]),
    { key: 'when', label: when, className: 'col-due', cell: (row) => <When row={row} today={today} /> },
    ...(list === 'new' || list === 'closed'
      ? []
      : [{ key: 'ball', label: t('caseload.ball'), className: 'col-ball', cell: (row: CaseloadRow) => <Ball row={row} /> }]),
    { key: 'owner', label: t('caseload.lead'), className: 'col-owner muted nowrap', cell: (row) => <Owner row={row} /> },
  ];
  const caption = list === 'closed' ? t('caseload.caption_closed') : list === 'new' ? t('caseload.caption_new') : t('caseload.caption');
  return <DataTable columns={columns} rows={rows} rowKey={(row) => row.id} caption={caption} className="table--caseload" />;
}

function Company({ row }: { row: CaseloadRow }) {
  return (
    <>
      <a className="link-quiet" href={`/cases/${row.id}`}>
        {row.companyName}
      </a>
      <span className="sub tab-num">{row.city ? `${row.reference} · ${row.city}` : row.reference}</span>
    </>
  );
}

function Progress({ row: { done, planned, blocked } }: { row: CaseloadRow }) {
  const t = useMessages('cases');
  if (planned === 0) return null;
  const steps = Array.from({ length: planned }, (_, index): Segment => {
    if (index < done) return 'on';
    return index < done + blocked ? 'blocked' : 'off';
  });
  return <Segments steps={steps} label={t('caseload.milestones_label')} />;
}

function When({ row, today }: { row: CaseloadRow; today: string }) {
  const t = useMessages('cases');
  const f = useFormat();
  const short = (on: string) => (on.slice(0, 4) === today.slice(0, 4) ? f.dayMonth(on) : f.date(on));
  if (row.endedOn) return <span className="nowrap">{f.date(row.endedOn)}</span>;
  const requested = t('caseload.requested', { on: short(row.requestedOn) });
  if (row.clock) {
    return (
      <div>
        {t(`clock.${row.clock.rule as 'C1'}`)}
        <DueLine on={row.clock.dueOn} today={today} short={short} isRunning /> <span className="sub">{requested}</span>
      </div>
    );
  }
  if (row.dueOn === null)
    return <span className="faint">{row.state === 'submitted' || row.state === 'qualifying' ? requested : t('caseload.no_due')}</span>;
  return (
    <div>
      {row.due}
      <DueLine on={row.dueOn} today={today} short={short} isRunning={row.state !== 'on_hold'} />
    </div>
  );
}

/** A date, and how far it is when that matters. What is suspended is never late. */
function DueLine({ on, today, short, isRunning }: { on: string; today: string; short: (on: string) => string; isRunning: boolean }) {
  const t = useMessages('cases');
  const days = daysBetween(today, on);
  const isLate = isRunning && days < 0;
  const isSoon = isRunning && days >= 0 && days <= SOON_DAYS;
  const words = isLate
    ? t('caseload.late', { on: short(on), days: -days })
    : isSoon
      ? days === 0
        ? t('caseload.today', { on: short(on) })
        : t('caseload.soon', { on: short(on), days })
      : short(on);
  return <span className={classNames('sub', isLate && 'is-late', isSoon && 'is-watch')}>{words}</span>;
}

function Ball({ row: { ball, state } }: { row: CaseloadRow }) {
  const t = useMessages('cases');
  if (isFinalState(state) || state === 'on_hold' || ball === null) return <span className="faint">{t('caseload.ball_none')}</span>;
  return <span className={ball === 'advisor' ? 'strong' : 'muted'}>{t(`ball.${ball}`)}</span>;
}

function Owner({ row: { owner, state } }: { row: CaseloadRow }) {
  const t = useMessages('cases');
  const awaits = state === 'submitted' ? t('caseload.to_take') : state === 'accepted' ? t('caseload.unassigned') : null;
  if (owner === null) return <>{awaits ?? '—'}</>;
  return (
    <>
      {owner}
      {awaits ? <span className="sub">{awaits}</span> : null}
    </>
  );
}
