import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { dayInParis } from '~/platform/clock.server';
import { type MoveInput, type MoveOutcome, moveMilestone } from './move-milestone.server';

/** Blocked, with why and who is awaited; it keeps since when. */
export function blockMilestone(tx: Tx, actor: Actor, id: string, input: MoveInput, at: Date): Promise<MoveOutcome> {
  return moveMilestone(tx, actor, id, 'block', input, at, () => ({
    kind: 'milestone.blocked',
    set: { reason: input.reason ?? null, awaited: input.awaited ?? null, blockedSince: dayInParis(at) },
  }));
}
