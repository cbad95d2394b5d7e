import { SquarePen } from 'lucide-react';
import { CaseDone } from '~/features/cases/case-done';
import { CaseHead } from '~/features/cases/case-head';
import { awaitsFirstContact, NextStage } from '~/features/cases/next-stage';
import { RequestCard } from '~/features/cases/request-card';
import { HealthCard } from '~/features/health/health-card';
import { TimelineCard } from '~/features/history/timeline-card';
import { MilestoneList } from '~/features/milestones/milestone-list';
import { MovedNotice } from '~/features/milestones/moved-notice';
import { NotesCard } from '~/features/notes/notes-card';
import { CaseFiguresCard } from '~/features/outcomes/case-figures-card';
import { TasksCard } from '~/features/tasks/tasks-card';
import { useMessages } from '~/i18n/use-messages';
import { Icon } from '~/ui/icon';
import { Count } from '~/ui/shell';
import type { CasePage as Page } from './case-page.queries.server';
import { CompanyCard } from './company-card';
import { PeopleCard } from './people-card';

/** Everything about a case on one page: where it stands, its plan, what both sides wrote, its figures and its history. */
export function CasePage({ page }: { page: Page }) {
  const t = useMessages('case_page');
  const { head, milestones, tasks, notes, figures, timeline, filter } = page;
  const plan = head.plan && { number: head.plan.number, state: head.plan.state };
  return (
    <>
      <CaseHead
        head={head}
        actions={
          notes.can.write ? (
            <a className="btn btn--primary" href="#note">
              <Icon icon={SquarePen} />
              {t('write_note')}
            </a>
          ) : null
        }
        tabs={<Parts page={page} />}
      />
      <div className="page stack stack--4">
        <MovedNotice caseId={head.id} lines={milestones} moved={page.moved} rescheduled={page.rescheduled} />
        <CaseDone done={page.done} state={head.state} />
        <NextStage head={head} mayWriteNote={notes.can.write} />
        <div className="cols cols--60">
          <div className="stack stack--4">
            {head.startedOn ? null : <RequestCard head={head} />}
            <MilestoneList caseId={head.id} lines={milestones} today={head.today} plan={plan} can={head.can} />
            <TasksCard caseId={head.id} tasks={tasks} today={head.today} mayAdd={notes.can.write && head.endedOn === null} />
            {head.startedOn ? <RequestCard head={head} /> : null}
            <TimelineCard caseId={head.id} page={timeline} filter={filter} />
          </div>
          <div className="stack stack--4">
            {head.health ? <HealthCard health={head.health} caseId={head.id} today={head.today} /> : null}
            <CompanyCard company={notes.company} caseId={head.id} />
            <NotesCard caseId={head.id} card={notes} today={head.today} awaitsContact={awaitsFirstContact(head)} />
            <CaseFiguresCard caseId={head.id} figures={figures} />
            <PeopleCard caseId={head.id} people={notes.people} readers={notes.readers} />
          </div>
        </div>
      </div>
    </>
  );
}

/** The parts of the page, by place. */
function Parts({ page: { head, milestones, notes, figures, tasks } }: { page: Page }) {
  const t = useMessages('case_page');
  const m = useMessages('milestones');
  const n = useMessages('notes');
  const k = useMessages('tasks');
  const h = useMessages('timeline');
  const d = useMessages('documents');
  const awaited = figures.filter((line) => line.isAwaited).length;
  const open = tasks.filter(({ state }) => state === 'open' || state === 'blocked').length;
  return (
    <nav className="tabs" aria-label={t('parts')}>
      <a href="#plan">
        {m('page.plan')} {milestones.length > 0 ? <Count value={milestones.length} /> : null}
      </a>
      <a href="#tasks">
        {k('title')} {open > 0 ? <Count value={open} /> : null}
      </a>
      <a href="#notes">
        {n('title')} {notes.total > 0 ? <Count value={notes.total} /> : null}
      </a>
      <a href={`/cases/${head.id}/documents`}>{d('title')}</a>
      <a href="#figures">
        {t('figures')} {awaited > 0 ? <Count value={awaited} tone="watch" /> : null}
      </a>
      <a href="#people">{t('people.title')}</a>
      <a href="#history">{h('title')}</a>
    </nav>
  );
}
