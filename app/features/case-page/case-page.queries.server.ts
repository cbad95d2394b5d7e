import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type CaseHead, findCaseHead } from '~/features/cases/case-head.queries.server';
import type { TimelineFilter } from '~/features/history/timeline';
import { listTimeline, type TimelinePage } from '~/features/history/timeline.queries.server';
import { listMilestones, type MilestoneLine } from '~/features/milestones/milestones.queries.server';
import { type NotesCard, readNotesCard } from '~/features/notes/notes.queries.server';
import type { FigureLine } from '~/features/outcomes/figure-sheet';
import { listCaseFigures } from '~/features/outcomes/figures.queries.server';
import { listTasks, type TaskLine } from '~/features/tasks/tasks.queries.server';
import { dayInParis } from '~/platform/clock.server';

export type CasePage = {
  head: CaseHead;
  milestones: MilestoneLine[];
  tasks: TaskLine[];
  notes: NotesCard;
  figures: FigureLine[];
  timeline: TimelinePage;
  filter: TimelineFilter;
  /** The milestone just moved, and how many followed a new date: said once, after the act. */
  moved: string | null;
  rescheduled: number | null;
  /** The act on the case just made. */
  done: string | null;
};

const NOTES_SHOWN = 4;
const EVENTS_SHOWN = 10;

type Asked = Pick<CasePage, 'filter' | 'moved' | 'rescheduled' | 'done'>;

/** A case's whole page, or null when it is out of sight. At most eight statements, none in a loop. (P3) */
export async function readCasePage(tx: Tx, actor: Actor, caseId: string | undefined, asked: Asked, at: Date): Promise<CasePage | null> {
  const head = await findCaseHead(tx, actor, caseId, dayInParis(at));
  if (!head) return null;
  const milestones = await listMilestones(tx, actor, head.id, at);
  const tasks = await listTasks(tx, actor, head.id);
  const notes = await readNotesCard(tx, actor, head.id, { limit: NOTES_SHOWN });
  const figures = await listCaseFigures(tx, actor, head.id);
  const timeline = await listTimeline(tx, actor, head.id, { filter: asked.filter, limit: EVENTS_SHOWN });
  return notes && { head, milestones, tasks, notes, figures, timeline, ...asked };
}
