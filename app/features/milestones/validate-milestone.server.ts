import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { MoveInput, MoveOutcome } from './move-milestone.server';
import { settleMilestone } from './settle-milestone.server';

/** The lead validates what the company submitted. */
export function validateMilestone(tx: Tx, actor: Actor, id: string, input: MoveInput, at: Date): Promise<MoveOutcome> {
  return settleMilestone(tx, actor, id, 'validate', input, at);
}
