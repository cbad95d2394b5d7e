import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { CaseState } from '~/features/cases/case-state';
import { type DocumentLine, listDocuments } from '~/features/documents/documents.queries.server';
import type { Step } from '~/features/my-plan/path-step';
import { latestNotes, type NoteLine, type NoteRow, noteLine } from '~/features/notes/notes.queries.server';
import { isAskedOfCompany } from '~/features/outcomes/asked-figure';
import type { FigureLine } from '~/features/outcomes/figure-sheet';
import { listOpenedFigures } from '~/features/outcomes/figures.queries.server';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { Track } from '~/features/programmes/track';
import { dayInParis } from '~/platform/clock.server';
import { isId } from '~/platform/is-id';
import type { GrantKind, GrantPart } from './case-grant';

/** A case as whoever it is opened to knows it: nothing of the team's, and nothing of any other. */
export type OpenedCase = {
  id: string;
  companyId: string;
  companyName: string;
  reference: string;
  track: Track;
  title: string;
  state: CaseState;
  kind: GrantKind;
  parts: GrantPart[];
  reason: string;
  untilOn: LocalDate;
  openedBy: string;
  lead: { name: string; email: string | null; phone: string | null } | null;
};

export type OpenedTask = {
  id: string;
  title: string;
  side: 'advisor' | 'company';
  isOpen: boolean;
  dueOn: LocalDate | null;
  isRead: boolean;
};

export type OpenedCasePage = {
  head: OpenedCase;
  today: LocalDate;
  /** Null for a part that isn't opened. */
  milestones: Step[] | null;
  tasks: OpenedTask[] | null;
  notes: NoteLine[] | null;
  documents: DocumentLine[] | null;
  figures: FigureLine[] | null;
};
/** What is shared and was never opened by this person. */
type Unread = { unread: { kind: 'note' | 'task'; id: string }[] };

const NOTES_SHOWN = 30;
const TASKS_SHOWN = 50;

/** The cases opened to whoever asks, today; what ends first comes first. One statement. */
export async function listOpenedCases(tx: Tx): Promise<OpenedCase[]> {
  return (await tx.execute(sql`${OPENED} order by o.until_on, o.case_id`)) as unknown as OpenedCase[];
}

const OPENED = sql`select o.case_id as id, o.company_id as "companyId", o.company_name as "companyName", o.reference, o.track, o.title, o.state, o.kind, o.parts, o.reason,
  o.until_on::text as "untilOn", o.opened_by as "openedBy", o.lead from access.opened_cases() o`;

/** What of one case is opened to this person; null for any other case. At most six statements. */
export async function readOpenedCase(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  at: Date,
): Promise<(OpenedCasePage & Unread) | null> {
  if (!isId(caseId)) return null;
  const [head] = (await tx.execute(sql`${OPENED} where o.case_id = ${caseId}::uuid`)) as unknown as OpenedCase[];
  if (!head) return null;
  const opens = (part: GrantPart) => head.parts.includes(part);
  const shared = opens('plan') ? await readShared(tx, actor, head.id) : null;
  const tasks = opens('plan') ? await listTasks(tx, actor, head.id) : null;
  const { companyId, id, reference, track, state } = head;
  const holder = { companyId, ofCase: { id, reference, track, state } };
  const figures = opens('finance') ? await listOpenedFigures(tx, actor, { caseId: id, reference, track, state }) : null;
  return {
    head,
    today: dayInParis(at),
    milestones: opens('plan') ? await listMilestones(tx, actor, id) : null,
    tasks,
    notes: shared?.map(({ isRead: _, ...note }) => ({ ...noteLine(READER, note), minutes: null })) ?? null,
    documents: opens('documents') ? (await listDocuments(tx, actor, holder, null)).documents : null,
    figures: figures?.filter(({ of }) => isAskedOfCompany(of.code)) ?? null,
    unread: [
      ...(shared ?? []).flatMap((note) => (note.isRead ? [] : [{ kind: 'note' as const, id: note.id }])),
      ...(tasks ?? []).flatMap((task) => (task.isRead || task.side === 'company' ? [] : [{ kind: 'task' as const, id: task.id }])),
    ],
  };
}

/** They read, and have no part in the case. */
const READER = { personId: '', roles: [], isLead: false };

const isRead = (kind: 'note' | 'task', id: unknown) =>
  sql`exists (select from item_reads r where r.cluster_id = access.cluster_id() and r.kind = ${kind} and r.item_id = ${id} and r.person_id = access.person_id())`;

async function readShared(tx: Tx, actor: Actor, caseId: string): Promise<(NoteRow & { isRead: boolean })[]> {
  const [row] = (await tx.execute(sql`
    select (select coalesce(jsonb_agg(y.x || jsonb_build_object('isRead', ${isRead('note', sql`(y.x ->> 'id')::uuid`)})), '[]')
      from jsonb_array_elements(${latestNotes(NOTES_SHOWN)}) y (x)) as notes
    from (values (${actor.clusterId}::uuid, ${caseId}::uuid)) c (cluster_id, id)`)) as unknown as {
    notes: (NoteRow & { isRead: boolean })[];
  }[];
  return row?.notes ?? [];
}

async function listTasks(tx: Tx, actor: Actor, caseId: string): Promise<OpenedTask[]> {
  return (await tx.execute(sql`
    select t.id, t.title, t.side, t.state in ('open', 'blocked') as "isOpen", nullif(t.due_on, 'infinity')::text as "dueOn", ${isRead('task', sql`t.id`)} as "isRead"
    from tasks t where t.cluster_id = ${actor.clusterId} and t.case_id = ${caseId}
    order by t.state in ('open', 'blocked') desc, t.due_on, t.id limit ${TASKS_SHOWN}`)) as unknown as OpenedTask[];
}

async function listMilestones(tx: Tx, actor: Actor, caseId: string): Promise<Step[]> {
  const title = actor.locale === 'en' ? sql`coalesce(nullif(m.title_en, ''), m.title)` : sql`m.title`;
  return (await tx.execute(sql`
    select m.id, ${title} as title, m.position, m.state, m.sides, nullif(m.due_on, 'infinity')::text as "dueOn", m.done_on::text as "doneOn", m.blocked_since::text as "blockedSince", m.awaited, m.reason
    from milestones m where m.cluster_id = ${actor.clusterId} and m.case_id = ${caseId} order by m.position, m.id`)) as unknown as Step[];
}
