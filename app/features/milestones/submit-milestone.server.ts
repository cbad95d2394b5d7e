import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type MoveInput, type MoveOutcome, moveMilestone } from './move-milestone.server';

/** The leader says a company-owned milestone done, with its evidence; the lead then decides. */
export function submitMilestone(tx: Tx, actor: Actor, id: string, input: MoveInput, at: Date): Promise<MoveOutcome> {
  return moveMilestone(tx, actor, id, 'submit', input, at, () => ({ kind: 'milestone.submitted', set: { submittedById: actor.personId } }));
}
