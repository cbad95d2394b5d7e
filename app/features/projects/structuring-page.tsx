import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { type Column, DataTable } from '~/ui/data-table';
import { Segments, Tag } from '~/ui/marks';
import { Breadcrumb, PageHead } from '~/ui/shell';
import { Segmented } from '~/ui/views';
import { isLateStep, segmentOf } from './path';
import { OUTCOME_OF_STATE, STRUCTURING_TYPES } from './project';
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
              <KindTable lines={own} caption={t('structuring.caption', { type: t(`structuring.type.${type}`) })} today={today} />
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

function KindTable({ lines, caption, today }: { lines: StructuringLine[]; caption: string; today: string }) {
  const t = useMessages('projects');
  const companies = useMessages('companies');
  const f = useFormat();
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
    { key: 'das', label: t('list.das'), cell: ({ das }) => companies(`das_short.${das}`) },
    { key: 'leader', label: t('list.leader'), cell: ({ leaderName }) => leaderName },
    { key: 'state', label: t('list.state'), cell: ({ state }) => <StateTag state={state} outcome={OUTCOME_OF_STATE[state]} /> },
    {
      key: 'progress',
      label: t('structuring.progress'),
      cell: ({ steps }) => (
        <Segments steps={steps.filter((state) => state !== 'not_applicable').map(segmentOf)} label={t('structuring.progress_label')} />
      ),
    },
    {
      key: 'next',
      label: t('structuring.next'),
      cell: (line) =>
        line.nextTitle && line.nextDueOn ? (
          <>
            {line.nextTitle} {line.isNextCritical ? <Tag tone="dash">{t('page.critical')}</Tag> : null}
            <span className={isLateLine(line, today) ? 'sub is-late' : 'sub'}>{f.date(line.nextDueOn)}</span>
          </>
        ) : (
          <span className="faint">–</span>
        ),
    },
    { key: 'lead', label: t('structuring.lead'), cell: ({ lead }) => lead ?? <span className="faint">{t('structuring.nobody')}</span> },
  ];
  return <DataTable columns={columns} rows={lines} rowKey={({ id }) => id} caption={caption} className="table--dense" />;
}
