import { workingDaysBetween } from '~/features/programmes/working-days';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { DataTable } from '~/ui/data-table';
import { DefinitionList } from '~/ui/facts';
import { type Segment, Segments, Tag } from '~/ui/marks';
import { isLateStep, segmentOf } from './path';
import type { PathStep, Site } from './structuring.queries.server';

/** A structuring project's milestones in order, what each leaves when it is done, and where the project is tried. */
export function PathCard({ path, sites, today }: { path: PathStep[]; sites: Site[]; today: string }) {
  const t = useMessages('projects');
  const marks: Segment[] = path.filter(({ state }) => state !== 'not_applicable').map(({ state }) => segmentOf(state));
  return (
    <Card title={t('page.path')} aside={<Segments steps={marks} label={t('structuring.progress_label')} />} isFlush>
      {sites.length > 0 ? (
        <div className="card__note">
          <DefinitionList
            entries={sites.flatMap(({ id, name, hostName, city, users }) => [
              { key: `${id} site`, term: t('page.site'), value: `${name} · ${t('page.site_host', { host: hostName, city })}` },
              { key: `${id} users`, term: t('page.site_users'), value: users },
            ])}
          />
        </div>
      ) : null}
      <PathTable path={path} today={today} />
    </Card>
  );
}

function PathTable({ path, today }: { path: PathStep[]; today: string }) {
  const t = useMessages('projects');
  const milestones = useMessages('milestones');
  const programmes = useMessages('programmes');
  const f = useFormat();
  return (
    <DataTable
      caption={t('page.path_caption')}
      className="table--dense"
      rows={path}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'title',
          label: t('page.milestone'),
          cell: ({ position, title, isCritical, exitCriterion, sides }) => (
            <>
              {position}. {title} {isCritical ? <Tag tone="dash">{t('page.critical')}</Tag> : null}
              <span className="sub">
                {sides.map((side) => programmes(`side.${side}` as 'side.advisor')).join(', ')} · {t('page.exit', { text: exitCriterion })}
              </span>
            </>
          ),
        },
        {
          key: 'state',
          label: t('list.state'),
          cell: ({ state, reason, awaited, blockedSince }) => (
            <>
              <Tag tone={state === 'done' ? 'ok' : state === 'blocked' ? 'late' : state === 'in_progress' ? 'you' : undefined}>
                {milestones(`state.${state}`)}
              </Tag>
              {state === 'blocked' && awaited && blockedSince ? (
                <span className="sub">{t('page.waits', { who: awaited, on: f.date(blockedSince) })}</span>
              ) : null}
              {(state === 'blocked' || state === 'not_applicable') && reason ? <span className="sub">{reason}</span> : null}
            </>
          ),
        },
        {
          key: 'due',
          label: t('page.due'),
          className: 'nowrap',
          cell: (step) => (
            <>
              {step.doneOn
                ? t('page.done', { on: f.date(step.doneOn) })
                : step.dueOn && step.state !== 'not_applicable'
                  ? f.date(step.dueOn)
                  : '–'}
              {isLateStep(step, today) && step.dueOn ? (
                <span className="sub is-late">{t('page.late', { n: workingDaysBetween(step.dueOn, today) })}</span>
              ) : null}
            </>
          ),
        },
      ]}
    />
  );
}
