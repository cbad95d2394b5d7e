import { type ActorFacts, isLeadOf } from '~/features/cases/case-actor';
import { isFinalState } from '~/features/cases/case-state';
import {
  isSettledState,
  MILESTONE_MOVES,
  type MilestoneFacts,
  type MilestoneInput,
  type MilestoneMove,
  milestoneMoveRefusal,
} from './milestone';

type Moment = Pick<MilestoneInput, 'now' | 'today'>;

// Whatever a person could still type, typed: what is refused then is refused whatever they write.
const ANSWERED = { evidenceText: 'A proof long enough to count', reason: 'A reason', comment: 'A comment', awaited: 'Somebody' };

/** Whether this person may make this move now, once they have written what it asks. */
export function mayMoveMilestone(actor: ActorFacts, milestone: MilestoneFacts, move: MilestoneMove, moment: Moment): boolean {
  return milestoneMoveRefusal(actor, milestone, move, { ...moment, ...ANSWERED }) === null;
}

/** The moves this person may make, the usual one first. A settled or waived milestone offers no waiver. */
export function offeredMoves(actor: ActorFacts, milestone: MilestoneFacts, moment: Moment): MilestoneMove[] {
  return OFFER_ORDER.filter(
    (move) =>
      mayMoveMilestone(actor, milestone, move, moment) &&
      !(move === 'waive_evidence' && (milestone.isWaived || milestone.evidenceCount > 0)),
  );
}

const USUAL_FIRST: readonly MilestoneMove[] = ['validate', 'complete', 'submit', 'submit_for_company', 'unblock', 'start', 'undo'];
const OFFER_ORDER = [...USUAL_FIRST, ...MILESTONE_MOVES.filter((move) => !USUAL_FIRST.includes(move))];

/** Whether one press makes the move: nothing is missing that must be written first. */
export function needsNothingMore(actor: ActorFacts, milestone: MilestoneFacts, move: MilestoneMove, moment: Moment): boolean {
  return milestoneMoveRefusal(actor, milestone, move, moment) === null;
}

/** The lead, or a manager, moves the date of an open milestone while its case runs. */
export function mayRescheduleMilestone(actor: ActorFacts, milestone: Pick<MilestoneFacts, 'state' | 'caseState'>): boolean {
  const isOpen = !isSettledState(milestone.state) && !isFinalState(milestone.caseState);
  return isOpen && (isLeadOf(actor) || actor.roles.includes('manager'));
}
