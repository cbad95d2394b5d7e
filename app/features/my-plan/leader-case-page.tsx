import { Link } from '@remix-run/react';
import { TimelineList } from '~/features/history/timeline-list';
import { NoteList } from '~/features/notes/note-list';
import { FigureLines } from '~/features/outcomes/figure-lines';
import { TrackMark } from '~/features/programmes/track-mark';
import { TaskList } from '~/features/tasks/task-list';
import { useMessages } from '~/i18n/use-messages';
import { Card, Notice } from '~/ui/card';
import { Breadcrumb, PageHead } from '~/ui/shell';
import type { CaseDone } from './case-done';
import { CaseStanding } from './case-standing';
import type { LeaderCasePage as Page } from './leader-case.queries.server';
import { LeaderMilestones, LeaderMoved } from './leader-milestones';

type Props = { page: Page; done: CaseDone | null; moved: string | null; isFirst: boolean };

/** A case as the company's leader reads it: where it stands, the plan and their part in it, what both sides share. */
export function LeaderCasePage({ page, done, moved, isFirst }: Props) {
  const t = useMessages('my_plan');
  const n = useMessages('navigation');
  const p = useMessages('programmes');
  const { head, milestones, tasks } = page;
  return (
    <div className="page">
      <PageHead
        before={
          <Breadcrumb steps={[{ to: `/plan?company=${head.companyId}`, label: n('section.plan') }, { label: p(`track.${head.track}`) }]} />
        }
        title={head.title}
        lede={
          <>
            <TrackMark track={head.track} /> · {t('case.reference', { reference: head.reference })}
          </>
        }
      />
      {moved ? (
        <LeaderMoved caseId={head.id} lines={milestones} moved={moved} />
      ) : (
        <Notice isFixed={false}>{done ? t(`done.${done}`) : null}</Notice>
      )}
      <div className="leader-grid">
        <div className="stack stack--6">
          <CaseStanding head={head} milestones={milestones} />
          <LeaderMilestones head={head} lines={milestones} />
          {tasks.length > 0 ? (
            <Card id="tasks" title={t('case.tasks')} isFlush>
              <TaskList caseId={head.id} tasks={tasks} today={head.today} isForCompany />
            </Card>
          ) : null}
        </div>
        <div className="stack stack--6">
          <Shared page={page} />
          <History page={page} isFirst={isFirst} />
        </div>
      </div>
    </div>
  );
}

/** What was asked, the notes shared with the company, its figures. */
function Shared({ page: { head, notes, figures } }: { page: Page }) {
  const t = useMessages('my_plan');
  const d = useMessages('documents');
  const g = useMessages('grants');
  const awaited = figures.some((line) => line.isAwaited);
  return (
    <>
      {head.need ? (
        <Card title={t('case.need')}>
          <p className="pre-line">{head.need}</p>
        </Card>
      ) : null}
      <Card id="notes" title={t('case.notes')} isFlush={notes.length > 0}>
        {notes.length > 0 ? <NoteList caseId={head.id} notes={notes} isForCompany /> : <p className="muted">{t('case.no_notes')}</p>}
      </Card>
      <Card id="documents" title={d('title')}>
        <Link to={`/plan/cases/${head.id}/documents`}>{d('open')}</Link>
      </Card>
      <Card id="access" title={g('title')}>
        <Link to={`/plan/cases/${head.id}/access`}>{g('open_page')}</Link>
      </Card>
      {figures.length > 0 ? (
        <Card
          id="figures"
          title={t('case.figures')}
          actions={awaited && head.isOpen ? <a href={`/plan/figures?company=${head.companyId}`}>{t('turn.give.action')}</a> : null}
          isFlush
        >
          <FigureLines lines={figures} isForStaff={false} />
        </Card>
      ) : null}
    </>
  );
}

function History({ page: { head, timeline }, isFirst }: { page: Page; isFirst: boolean }) {
  const t = useMessages('timeline');
  const base = `/plan/cases/${head.id}`;
  return (
    <Card
      id="history"
      title={t('title')}
      foot={
        isFirst && !timeline.next ? null : (
          <span className="row">
            {isFirst ? null : <Link to={`${base}#history`}>{t('newest')}</Link>}
            {timeline.next ? <Link to={`${base}?before=${timeline.next}#history`}>{t('older')}</Link> : null}
          </span>
        )
      }
    >
      {timeline.events.length > 0 ? <TimelineList events={timeline.events} showsAudience={false} /> : <p className="muted">{t('empty')}</p>}
    </Card>
  );
}
