import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type MoveInput, type MoveOutcome, moveMilestone } from './move-milestone.server';

/** The lead sends a submitted milestone back with a comment the company reads. */
export function returnMilestone(tx: Tx, actor: Actor, id: string, input: MoveInput, at: Date): Promise<MoveOutcome> {
  return moveMilestone(tx, actor, id, 'send_back', input, at, () => ({ kind: 'milestone.returned', set: { submittedById: null } }));
}
