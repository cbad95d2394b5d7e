import { and, eq, inArray, notInArray, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { wasAndIs } from '~/features/history/changes.server';
import { milestones } from '../../../db/schema/plans';

type Given = { caseIds: readonly string[]; fromId: string; toId: string; at: Date };

/** Unfinished milestones of one lead follow their cases to another; the others stay with whom they were. What changed is returned, for the event of its case. */
export function handOverMilestones(tx: Tx, actor: Actor, { caseIds, fromId, toId, at }: Given) {
  return tx
    .update(milestones)
    .set({ assigneeId: toId, updatedAt: at.toISOString(), version: sql`${milestones.version} + 1` })
    .where(
      and(
        eq(milestones.clusterId, actor.clusterId),
        inArray(milestones.caseId, [...caseIds]),
        eq(milestones.assigneeId, fromId),
        notInArray(milestones.state, ['done', 'not_applicable']),
      ),
    )
    .returning({ caseId: milestones.caseId, ...wasAndIs });
}
