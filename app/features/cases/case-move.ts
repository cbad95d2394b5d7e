import { addWorkingDays } from '~/features/programmes/working-days';
import type { ActorFacts } from './case-actor';
import { type CaseFacts, type MissingItem, missingForNextStage } from './case-gate';
import { REASON_LISTS } from './case-reason';
import { type CaseState, nextStage } from './case-state';
import {
  type CaseAct,
  findTransition,
  offeredTransitions,
  type TransitionInput,
  type TransitionRefusal,
  type TransitionSettings,
  targetOfAct,
} from './case-transition';
import { transitionRefusal } from './transition-refusal';

/** Moves along the main path, offered as buttons; the others stand in the menu. */
const FORWARD_ACTS: readonly CaseAct[] = [
  'take',
  'accept',
  'assign',
  'send_plan',
  'sign_plan',
  'resume',
  'start_review',
  'start_follow_up',
  'close',
];

export type OpenMove = { act: CaseAct; to: CaseState; isForward: boolean };

/** The moves this person could make now if they fill the form rightly: rights and gates hold, words and dates are still to be given. */
export function openMoves(actor: ActorFacts, facts: CaseFacts, today: string, settings?: TransitionSettings): OpenMove[] {
  return offeredTransitions(actor, facts).flatMap(({ act, to }) =>
    moveObstacle(actor, facts, act, today, settings) === null ? [{ act, to, isForward: FORWARD_ACTS.includes(act) }] : [],
  );
}

/** Why this person could not make a move even with its form filled rightly, or null when it is open to them. */
export function moveObstacle(
  actor: ActorFacts,
  facts: CaseFacts,
  act: CaseAct,
  today: string,
  settings?: TransitionSettings,
): TransitionRefusal | 'already_agreed' | null {
  const to = targetOfAct(act, facts);
  const transition = to && findTransition(facts.state, to);
  if (!transition) return 'not_listed';
  const input: TransitionInput = {
    today,
    reason: act === 'withdraw' ? 'withdrawn' : transition.reasons ? REASON_LISTS[transition.reasons][0] : null,
    comment: '…',
    resumeOn: addWorkingDays(today, 1),
    organisation: { name: '…', isPartnerCluster: false, hasConsent: false },
    lead: { hasCapacity: true, hasDeclaredInterest: false },
    signatory: '…',
  };
  const refusal = transitionRefusal(actor, facts, to, input, settings);
  const waitsForOther = refusal === 'company_not_signed' || refusal === 'advisor_not_signed';
  if (!waitsForOther) return refusal;
  // The first side to agree doesn't wait for the other.
  const isCompany = actor.roles.includes('leader');
  return (isCompany ? facts.plan?.isSignedByCompany : facts.plan?.isSignedByAdvisor) ? 'already_agreed' : null;
}

/** The next stage of the main path and what stands before it; null at an end. */
export function nextStageOf(facts: CaseFacts): { to: CaseState; missing: MissingItem[] } | null {
  const to = nextStage(facts.state, facts.heldFrom ?? null);
  return to === null ? null : { to, missing: missingForNextStage(facts) };
}
