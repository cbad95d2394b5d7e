import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type CaseState, isFinalState } from '~/features/cases/case-state';
import { type CaseParties, partInCase } from '~/features/cases/part-in-case';
import { readersToName } from '~/features/confidentiality/readers.queries.server';
import { recordEvent } from '~/features/history/record-event.server';
import { newId } from '~/platform/id.server';
import { isId } from '~/platform/is-id';
import { done, type Result, refuse } from '~/platform/result';
import { tasks } from '../../../db/schema/plans';
import type { TaskRefusal } from './task';
import { mayAddTask } from './task.policy';
import type { AddTaskInput } from './task.schema';

/** Staff add a task for themselves or for the company; the company's is visible to its leader. */
export async function addTask(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  input: AddTaskInput,
  at: Date,
): Promise<Result<{ taskId: string; caseId: string }, TaskRefusal | 'not_found' | 'not_allowed'>> {
  const about = await findTaskCase(tx, actor, caseId);
  if (!about) return refuse('not_found');
  if (!mayAddTask(partInCase(actor, about))) return refuse('not_allowed');
  if (isFinalState(about.state)) return refuse('case_ended');
  const itemClass = input.side === 'company' ? 'company' : input.itemClass;
  const readerIds = await readersToName(
    tx,
    actor,
    { caseId: about.id, companyId: about.companyId },
    { itemClass, readerIds: input.readerIds },
  );
  if (!readerIds) return refuse('unknown_reader');
  const id = newId(at.getTime());
  await tx.insert(tasks).values({
    clusterId: actor.clusterId,
    id,
    caseId: about.id,
    companyId: about.companyId,
    title: input.title,
    side: input.side,
    confidentiality: itemClass,
    readerIds,
    assigneeId: input.side === 'advisor' ? actor.personId : null,
    ...(input.dueOn ? { dueOn: input.dueOn } : {}),
    createdById: actor.personId,
  });
  await recordEvent(tx, actor, 'task.added', {
    subject: ['task', id],
    companyId: about.companyId,
    caseId: about.id,
    confidentiality: itemClass,
    facts: { side: input.side, dueOn: input.dueOn },
  });
  return done({ taskId: id, caseId: about.id });
}

async function findTaskCase(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
): Promise<(CaseParties & { id: string; state: CaseState }) | null> {
  if (!isId(caseId)) return null;
  const [row] = (await tx.execute(sql`
    select c.id, c.state, c.company_id as "companyId", c.programme_id as "programmeId", c.track, c.lead_id as "leadId", c.triage_owner_id as "triageOwnerId"
    from cases c where c.cluster_id = ${actor.clusterId} and c.id = ${caseId}`)) as unknown as (CaseParties & { id: string })[];
  return row ?? null;
}
