import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { wasAndIs } from '~/features/history/changes.server';
import { tasks } from '../../../db/schema/plans';

type Given = { caseIds: readonly string[]; fromId: string; toId: string; at: Date };

/** Open tasks of one lead follow their cases to another; those done or dropped stay with whom they were. What changed is returned, for the event of its case. */
export function handOverTasks(tx: Tx, actor: Actor, { caseIds, fromId, toId, at }: Given) {
  return tx
    .update(tasks)
    .set({ assigneeId: toId, updatedAt: at.toISOString(), version: sql`${tasks.version} + 1` })
    .where(
      and(
        eq(tasks.clusterId, actor.clusterId),
        inArray(tasks.caseId, [...caseIds]),
        eq(tasks.assigneeId, fromId),
        inArray(tasks.state, ['open', 'blocked']),
      ),
    )
    .returning({ caseId: tasks.caseId, ...wasAndIs });
}
