import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { CaseState } from '~/features/cases/case-state';
import { type CaseParties, partInCase } from '~/features/cases/part-in-case';
import type { ItemClass } from '~/features/programmes/confidentiality';
import type { LocalDate } from '~/features/programmes/paris-date';
import { isId } from '~/platform/is-id';
import { TASK_MOVES, type TaskMove, type TaskSide, type TaskState, taskMoveRefusal } from './task';
import { mayMoveTask } from './task.policy';

export type TaskLine = {
  id: string;
  version: number;
  title: string;
  side: TaskSide;
  itemClass: ItemClass;
  isRead: boolean;
  state: TaskState;
  dueOn: LocalDate | null;
  doneOn: LocalDate | null;
  doneBy: string | null;
  blockedSince: LocalDate | null;
  reason: string | null;
  /** What this actor may do now. */
  offered: TaskMove[];
};

export type FoundTask = Omit<TaskLine, 'offered'> & { caseId: string; caseState: CaseState; reference: string } & Omit<
    CaseParties,
    'state'
  >;

// Of a task shared with the company, whether its reader has opened it.
const IS_READ = sql`(t.side = 'company' or (select access.is_staff()) or exists (select from item_reads r where r.cluster_id = t.cluster_id and r.kind = 'task' and r.item_id = t.id and r.person_id = access.person_id()))`;
const TASK_COLUMNS = sql`t.id, t.version, t.title, t.side, t.confidentiality as "itemClass", ${IS_READ} as "isRead", t.state, nullif(t.due_on, 'infinity') as "dueOn", (t.done_at at time zone 'Europe/Paris')::date as "doneOn",
  (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = t.cluster_id and p.id = t.done_by_id) as "doneBy", t.blocked_since as "blockedSince", t.reason,
  t.case_id as "caseId", t.company_id as "companyId", c.state as "caseState", c.reference, c.programme_id as "programmeId", c.track, c.lead_id as "leadId", c.triage_owner_id as "triageOwnerId"`;

const MOST_SHOWN = 50;

/** The tasks of a case: blocked first, then by due date, then the last settled ones. A leader sees the company's. */
export async function listTasks(tx: Tx, actor: Actor, caseId: string): Promise<TaskLine[]> {
  const rows = (await tx.execute(sql`
    select ${TASK_COLUMNS} from tasks t join cases c on c.cluster_id = t.cluster_id and c.id = t.case_id
    where t.cluster_id = ${actor.clusterId} and t.case_id = ${caseId}
    order by array_position(array['blocked', 'open', 'done', 'dropped'], t.state::text), case when t.done_at is null then t.due_on end, t.done_at desc, t.id limit ${MOST_SHOWN}`)) as unknown as FoundTask[];
  return rows.map((row) => taskLine(actor, row));
}

export function taskLine(actor: Actor, task: FoundTask): TaskLine {
  const { id, version, title, side, itemClass, isRead, state, dueOn, doneOn, doneBy, blockedSince, reason } = task;
  return {
    id,
    version,
    title,
    side,
    itemClass,
    isRead,
    state,
    dueOn,
    doneOn,
    doneBy,
    blockedSince,
    reason,
    offered: offeredTaskMoves(actor, task),
  };
}

export async function findTask(tx: Tx, actor: Actor, id: string | undefined): Promise<FoundTask | null> {
  if (!isId(id)) return null;
  const [row] = (await tx.execute(sql`
    select ${TASK_COLUMNS} from tasks t join cases c on c.cluster_id = t.cluster_id and c.id = t.case_id
    where t.cluster_id = ${actor.clusterId} and t.id = ${id}`)) as unknown as FoundTask[];
  return row ?? null;
}

/** The actor's part in the task's case. */
export function partInTask(actor: Actor, task: FoundTask) {
  return partInCase(actor, { ...task, state: task.caseState });
}

function offeredTaskMoves(actor: Actor, task: FoundTask): TaskMove[] {
  const part = partInTask(actor, task);
  return TASK_MOVES.filter((move) => mayMoveTask(part, task, move) && taskMoveRefusal(task.state, move, 'A reason') === null);
}
