import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type MoveInput, type MoveOutcome, moveMilestone } from './move-milestone.server';

/** Lifts a block; what it said stays in history, so that undoing brings it back. */
export function unblockMilestone(tx: Tx, actor: Actor, id: string, input: MoveInput, at: Date): Promise<MoveOutcome> {
  return moveMilestone(tx, actor, id, 'unblock', input, at, (milestone) => ({
    kind: 'milestone.unblocked',
    facts: { blockedSince: milestone.blockedSince },
    texts: { reason: milestone.reason, awaited: milestone.awaited },
  }));
}
