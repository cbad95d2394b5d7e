import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { Segments, Tag } from '~/ui/marks';
import { Breadcrumb, PageHead } from '~/ui/shell';
import { Segmented } from '~/ui/views';
import { isLateStep, segmentOf } from './path';
import { OUTCOME_OF_STATE, STRUCTURING_TYPES, type StructuringType } from './project';
import { StateTag } from './project-words';
import type { StructuringLine } from './structuring.queries.server';

type Props = { lines: StructuringLine[]; isOpen: boolean; today: string };

/** Structuring projects by kind, with where each stands on its path. */
export function StructuringPage({ lines, isOpen, today }: Props) {
  const t = useMessages('projects');
  const late = lines.filter((line) => isLateLine(line, today)).length;
  return (
    <div className="page stack stack--4">
      <PageHead
        before={<Breadcrumb steps={[{ to: '/projects', label: t('registry') }, { label: t('structuring.title') }]} />}
        title={t('structuring.title')}
        lede={isOpen ? t('structuring.lede', { n: lines.length, late }) : undefined}
        actions={
          <Segmented
            label={t('structuring.views')}
            views={[
              { to: '/projects/structuring', label: t('structuring.open'), isCurrent: isOpen },
              { to: '/projects/structuring?ended=1', label: t('structuring.ended'), isCurrent: !isOpen },
            ]}
          />
        }
      />
      {STRUCTURING_TYPES.map((type) => {
        const own = lines.filter((line) => line.type === type);
        return (
          <Card
            key={type}
            title={t(`structuring.type.${type}`)}
            aside={<span className="count">{own.length}</span>}
            isFlush={own.length > 0}
          >
            {own.length > 0 ? (
              <KindTable lines={own} type={type} isOpen={isOpen} today={today} />
            ) : (
              <p className="muted">{t('structuring.none')}</p>
            )}
          </Card>
        );
      })}
    </div>
  );
}

function isLateLine({ nextDueOn }: StructuringLine, today: string): boolean {
  return isLateStep({ state: 'in_progress', dueOn: nextDueOn }, today);
}

type KindProps = { lines: StructuringLine[]; type: StructuringType; isOpen: boolean; today: string };

function KindTable({ lines, type, isOpen, today }: KindProps) {
  const t = useMessages('projects');
  const companies = useMessages('companies');
  const f = useFormat();
  const next: Column<StructuringLine> = {
    key: 'next',
    label: t('structuring.next'),
    className: 'col-line',
    cell: (line) => <NextStep line={line} today={today} />,
  };
  const ended: Column<StructuringLine> = {
    key: 'ended',
    label: t('structuring.ended_on'),
    className: 'nowrap',
    cell: ({ endedOn }) => (endedOn ? f.date(endedOn) : '–'),
  };
  const columns: Column<StructuringLine>[] = [
    {
      key: 'project',
      label: t('list.project'),
      cell: ({ id, acronym, title }) => (
        <>
          <a className="link-quiet" href={`/projects/${id}`}>
            {acronym}
          </a>
          <span className="sub">{title}</span>
        </>
      ),
    },
    { key: 'das', label: t('list.das'), className: 'nowrap', cell: ({ das }) => companies(`das_short.${das}`) },
    { key: 'leader', label: t('list.leader'), cell: ({ leaderName }) => leaderName },
    {
      key: 'state',
      label: t('list.state'),
      className: 'col-state',
      cell: ({ state }) => <StateTag state={state} outcome={OUTCOME_OF_STATE[state]} />,
    },
    {
      key: 'progress',
      label: t('structuring.progress'),
      className: 'col-state',
      cell: ({ steps }) => (
        <Segments steps={steps.filter((state) => state !== 'not_applicable').map(segmentOf)} label={t('structuring.progress_label')} />
      ),
    },
    isOpen ? next : ended,
    { key: 'lead', label: t('structuring.lead'), cell: ({ lead }) => lead ?? <span className="faint">{t('structuring.nobody')}</span> },
  ];
  return (
    <DataTable
      columns={columns}
      rows={lines}
      rowKey={({ id }) => id}
      caption={t(isOpen ? 'structuring.caption' : 'structuring.caption_ended', { type: t(`structuring.type.${type}`) })}
      className="table--dense table--run"
    />
  );
}

function NextStep({ line, today }: { line: StructuringLine; today: string }) {
  const t = useMessages('projects');
  const f = useFormat();
  if (!line.nextTitle || !line.nextDueOn) {
    return <span className="faint">{line.done === line.planned ? t('structuring.path_done') : '–'}</span>;
  }
  return (
    <>
      {line.nextTitle} {line.isNextCritical ? <Tag tone="dash">{t('page.critical')}</Tag> : null}
      <span className={isLateLine(line, today) ? 'sub is-late' : 'sub'}>{f.date(line.nextDueOn)}</span>
    </>
  );
}
