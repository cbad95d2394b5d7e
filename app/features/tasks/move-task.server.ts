import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import type { EventKind } from '~/features/history/event';
import { recordEvent } from '~/features/history/record-event.server';
import { dayInParis } from '~/platform/clock.server';
import { done, type Result, refuse } from '~/platform/result';
import { tasks } from '../../../db/schema/plans';
import { STATE_AFTER, type TaskMove, type TaskRefusal, taskMoveRefusal } from './task';
import { mayMoveTask } from './task.policy';
import type { MoveTaskInput } from './task.schema';
import { findTask, partInTask } from './tasks.queries.server';

const KIND: Record<TaskMove, EventKind> = {
  complete: 'task.completed',
  drop: 'task.dropped',
  block: 'task.blocked',
  unblock: 'task.unblocked',
  reopen: 'task.reopened',
};

/** Completes, drops, blocks, frees or reopens a task; each is one guarded write and one event. */
export async function moveTask(
  tx: Tx,
  actor: Actor,
  id: string | undefined,
  input: MoveTaskInput,
  at: Date,
): Promise<Result<{ taskId: string; caseId: string }, TaskRefusal | 'not_found' | 'not_allowed' | 'changed_meanwhile'>> {
  const task = await findTask(tx, actor, id);
  if (!task) return refuse('not_found');
  if (!mayMoveTask(partInTask(actor, task), task, input.move)) return refuse('not_allowed');
  const refusal = taskMoveRefusal(task.state, input.move, input.reason);
  if (refusal) return refuse(refusal);
  const state = STATE_AFTER[input.move];
  const isSettled = state === 'done' || state === 'dropped';
  const [moved] = await tx
    .update(tasks)
    .set({
      state,
      doneAt: isSettled ? at.toISOString() : null,
      doneById: isSettled ? actor.personId : null,
      blockedSince: state === 'blocked' ? dayInParis(at) : null,
      reason: state === 'blocked' || state === 'dropped' ? input.reason : null,
      version: sql`${tasks.version} + 1`,
      updatedAt: at.toISOString(),
    })
    .where(and(eq(tasks.clusterId, actor.clusterId), eq(tasks.id, task.id), eq(tasks.version, input.version)))
    .returning(wasAndIs);
  if (!moved) return refuse('changed_meanwhile');
  const told = changes(moved);
  await recordEvent(tx, actor, KIND[input.move], {
    subject: ['task', task.id],
    companyId: task.companyId,
    caseId: task.caseId,
    confidentiality: task.itemClass,
    facts: { ...told.facts, from: task.state, to: state },
    texts: { ...told.texts, reason: input.reason },
  });
  return done({ taskId: task.id, caseId: task.caseId });
}
