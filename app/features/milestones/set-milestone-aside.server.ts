import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type MoveInput, type MoveOutcome, moveMilestone } from './move-milestone.server';

/** Not applicable, with a reason; a critical one is the manager's to set aside. */
export function setMilestoneAside(tx: Tx, actor: Actor, id: string, input: MoveInput, at: Date): Promise<MoveOutcome> {
  return moveMilestone(tx, actor, id, 'set_aside', input, at, () => ({
    kind: 'milestone.set_aside',
    set: { reason: input.reason ?? null },
  }));
}
