import { Download, FileText, Image as Picture } from 'lucide-react';
import { isPicture } from '~/features/documents/document';
import { useFileSize } from '~/features/documents/document-words';
import type { DocumentLine } from '~/features/documents/documents.queries.server';
import { PathStep } from '~/features/my-plan/path-step';
import { NoteList } from '~/features/notes/note-list';
import { FigureLines } from '~/features/outcomes/figure-lines';
import { TrackMark } from '~/features/programmes/track-mark';
import { useFormat } from '~/i18n/use-format';
import { useMessages } from '~/i18n/use-messages';
import { Card } from '~/ui/card';
import { DefinitionList } from '~/ui/facts';
import { Icon } from '~/ui/icon';
import { Breadcrumb, PageHead } from '~/ui/shell';
import type { OpenedCase, OpenedTask, OpenedCasePage as Page } from './opened-cases.queries.server';

/** What of a case is open to whoever looks: to read, and nothing else. */
export function OpenedCasePage({ page }: { page: Page }) {
  const t = useMessages('grants');
  const { head, notes, documents, figures } = page;
  return (
    <div className="page">
      <PageHead
        before={<Breadcrumb steps={[{ to: '/opened', label: t('mine.title') }, { label: head.reference }]} />}
        title={head.title}
        lede={
          <>
            <TrackMark track={head.track} /> · {head.companyName} · {head.reference}
          </>
        }
      />
      <div className="leader-grid">
        <div className="stack stack--6">
          <Access head={head} />
          <Plan page={page} />
          <Tasks page={page} />
        </div>
        <div className="stack stack--6">
          {documents ? <Documents documents={documents} /> : null}
          {figures ? (
            <Card id="figures" title={t('mine.figures')} isFlush={figures.length > 0}>
              {figures.length > 0 ? <FigureLines lines={figures} isForStaff={false} /> : <p className="muted">{t('mine.no_figures')}</p>}
            </Card>
          ) : null}
          {notes ? (
            <Card id="notes" title={t('mine.notes')} isFlush={notes.length > 0}>
              {notes.length > 0 ? <NoteList caseId={head.id} notes={notes} isOpened /> : <p className="muted">{t('mine.no_notes')}</p>}
            </Card>
          ) : null}
        </div>
      </div>
    </div>
  );
}

/** Until when, why, by whom, and whom to ask. */
function Access({ head }: { head: OpenedCase }) {
  const t = useMessages('grants');
  const c = useMessages('cases');
  const f = useFormat();
  const { lead } = head;
  return (
    <Card title={t('mine.access')}>
      <DefinitionList
        entries={[
          { term: t('mine.until'), value: <strong>{f.date(head.untilOn)}</strong> },
          { term: t('open.parts'), value: f.list(head.parts.map((part) => t(`opened.${part}`))) },
          { term: t('mine.why'), value: head.reason },
          { term: t('mine.opened_by'), value: head.openedBy },
          { term: t('mine.state'), value: c(`state.${head.state}`) },
          ...(lead ? [{ term: t('mine.lead'), value: lead.email ? <a href={`mailto:${lead.email}`}>{lead.name}</a> : lead.name }] : []),
        ]}
      />
    </Card>
  );
}

function Plan({ page: { milestones, today } }: { page: Page }) {
  const t = useMessages('grants');
  const m = useMessages('milestones');
  if (!milestones) return null;
  return (
    <Card id="plan" title={m('title')}>
      {milestones.length === 0 ? (
        <p className="muted">{t('mine.no_plan')}</p>
      ) : (
        <ol className="path">
          {milestones.map((step) => (
            <PathStep key={step.id} step={step} today={today} isOpened />
          ))}
        </ol>
      )}
    </Card>
  );
}

function Tasks({ page: { tasks, today } }: { page: Page }) {
  const t = useMessages('grants');
  if (!tasks) return null;
  return (
    <Card id="tasks" title={t('mine.tasks')} isFlush={tasks.length > 0}>
      {tasks.length === 0 ? (
        <p className="muted">{t('mine.no_tasks')}</p>
      ) : (
        <ul className="rows rows--tight">
          {tasks.map((task) => (
            <TaskItem key={task.id} task={task} today={today} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function TaskItem({ task, today }: { task: OpenedTask; today: string }) {
  const t = useMessages('grants');
  const p = useMessages('programmes');
  const f = useFormat();
  const isLate = task.isOpen && task.dueOn !== null && task.dueOn < today;
  return (
    <li className="item">
      <span className="item__main">
        {task.title}
        <span className="meta">
          {p(`side.${task.side}`)} · {t(task.isOpen ? 'mine.task_open' : 'mine.task_done')}
          {task.isOpen && task.dueOn ? (
            <>
              {' '}
              · <span className={isLate ? 'is-late' : undefined}>{t('mine.task_due', { on: f.date(task.dueOn) })}</span>
            </>
          ) : null}
        </span>
      </span>
    </li>
  );
}

function Documents({ documents }: { documents: readonly DocumentLine[] }) {
  const t = useMessages('grants');
  const d = useMessages('documents');
  const f = useFormat();
  const sizeOf = useFileSize();
  return (
    <Card id="documents" title={t('mine.documents')} isFlush={documents.length > 0}>
      {documents.length === 0 ? (
        <p className="muted">{t('mine.no_documents')}</p>
      ) : (
        <ul className="rows rows--tight">
          {documents.map((document) => (
            <li key={document.id} className="item">
              <Icon icon={isPicture(document.mediaType) ? Picture : FileText} />
              <span className="item__main">
                {document.title}
                <span className="meta">
                  {sizeOf(document.sizeBytes)} · {f.date(document.uploadedAt.slice(0, 10))}
                </span>
              </span>
              <span className="item__side row">
                <a
                  className="btn btn--icon btn--sm"
                  href={`/documents/${document.id}/file`}
                  aria-label={d('download.of', { title: document.title })}
                  download
                >
                  <Icon icon={Download} />
                </a>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
