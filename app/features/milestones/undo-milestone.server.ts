import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { events, eventTexts } from '../../../db/schema/history';
import { milestones } from '../../../db/schema/plans';
import { isSettledState } from './milestone';
import { type MoveInput, type MoveOutcome, moveMilestone } from './move-milestone.server';
import { returnFollowingMilestones } from './start-following-milestones.server';

/**
 * Takes back the last move: its author within 15 minutes unless the case moved on, later the manager with a reason. A milestone
 * that was blocked is blocked again, since the same day and for the same reason.
 */
export async function undoMilestone(tx: Tx, actor: Actor, id: string, input: MoveInput, at: Date): Promise<MoveOutcome> {
  const block = await liftedBlock(tx, actor, id);
  let wasSettled = false;
  const outcome = await moveMilestone(tx, actor, id, 'undo', input, at, (milestone, state) => {
    wasSettled = isSettledState(milestone.state);
    return {
      kind: 'milestone.reopened',
      facts: { undone: milestone.lastMove?.kind ?? null },
      set: {
        ...(state === 'blocked' && block ? block : {}),
        ...(state === 'to_validate' ? {} : { submittedById: null }),
      },
    };
  });
  if (outcome.ok && wasSettled) await returnFollowingMilestones(tx, actor, { id }, at);
  return outcome;
}

type Block = Pick<typeof milestones.$inferSelect, 'reason' | 'awaited' | 'blockedSince'>;

async function liftedBlock(tx: Tx, actor: Actor, id: string): Promise<Block | null> {
  const [row] = await tx
    .select({ id: events.id, facts: events.facts })
    .from(events)
    .innerJoin(milestones, and(eq(milestones.clusterId, events.clusterId), eq(milestones.caseId, events.caseId)))
    .where(
      and(eq(events.clusterId, actor.clusterId), eq(milestones.id, id), eq(events.subjectId, id), eq(events.kind, 'milestone.unblocked')),
    )
    .orderBy(desc(events.id))
    .limit(1);
  if (!row) return null;
  const texts = await tx
    .select({ field: eventTexts.field, body: eventTexts.body })
    .from(eventTexts)
    .where(and(eq(eventTexts.clusterId, actor.clusterId), eq(eventTexts.eventId, row.id)));
  const said = (field: string) => texts.find((text) => text.field === field)?.body ?? null;
  return { reason: said('reason') ?? '…', awaited: said('awaited'), blockedSince: String(row.facts.blockedSince) };
}
