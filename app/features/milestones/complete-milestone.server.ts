import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { MoveInput, MoveOutcome } from './move-milestone.server';
import { settleMilestone } from './settle-milestone.server';

/** The lead completes a milestone that isn't the company's alone, in one press when its evidence is there. */
export function completeMilestone(tx: Tx, actor: Actor, id: string, input: MoveInput, at: Date): Promise<MoveOutcome> {
  return settleMilestone(tx, actor, id, 'complete', input, at);
}
