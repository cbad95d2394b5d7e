import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { dayInParis } from '~/platform/clock.server';
import { contestableUntil } from './milestone';
import { type MoveInput, type MoveOutcome, moveMilestone } from './move-milestone.server';

/** The lead submits for the company with a note the leader sees; the leader may contest for ten working days. (`docs/domain.md §3.1`) */
export function submitMilestoneForCompany(tx: Tx, actor: Actor, id: string, input: MoveInput, at: Date): Promise<MoveOutcome> {
  return moveMilestone(tx, actor, id, 'submit_for_company', input, at, () => ({
    kind: 'milestone.submitted',
    set: { submittedById: actor.personId },
    facts: { isForCompany: true, contestableUntil: contestableUntil(dayInParis(at)) },
  }));
}
