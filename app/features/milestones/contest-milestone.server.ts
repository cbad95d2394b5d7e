import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type MoveInput, type MoveOutcome, moveMilestone } from './move-milestone.server';

/** The leader contests what the lead said done for the company. */
export function contestMilestone(tx: Tx, actor: Actor, id: string, input: MoveInput, at: Date): Promise<MoveOutcome> {
  return moveMilestone(tx, actor, id, 'contest', input, at, () => ({ kind: 'milestone.contested', set: { submittedById: null } }));
}
