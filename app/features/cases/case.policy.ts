import { type ActorFacts, isLeadOf } from './case-actor';
import { CASELOAD_WEIGHTS, type CaseState } from './case-state';

/** The lead, or a manager for them. */
export function worksOnCase(actor: ActorFacts): boolean {
  return isLeadOf(actor) || actor.roles.includes('manager');
}

/** True when this person may change the plan: before it is sent, and again after a refusal. (`docs/domain.md §3.1`) */
export function mayEditPlan(actor: ActorFacts, state: CaseState): boolean {
  return state === 'assessing' && worksOnCase(actor);
}

/** True when this person may answer the eligibility sheet: who took the request in charge, the track's lead or a manager. */
export function mayFillEligibility(actor: ActorFacts, state: CaseState): boolean {
  return state === 'qualifying' && (worksOnCase(actor) || actor.roles.includes('track_lead'));
}

/** True when this person may write the outcome and the lessons of a closing review. */
export function mayRecordReview(actor: ActorFacts, state: CaseState): boolean {
  return state === 'reviewing' && worksOnCase(actor);
}

/** True when this person may record that the company was reminded: of the closing questionnaire, or of the follow-up. */
export function mayRecordReminder(actor: ActorFacts, state: CaseState): boolean {
  return (state === 'reviewing' || state === 'follow_up') && worksOnCase(actor);
}

/** True when this person may read the plan's printable page: staff who see the case. */
export function mayPrintPlan(actor: ActorFacts): boolean {
  return actor.roles.some((role) => role !== 'leader' && role !== 'collaborator');
}

/** True when this person may say how heavy a case is beside the usual: who leads it, or a manager, while it weighs on somebody. (`docs/domain.md §6.7`) */
export function maySetComplexity(actor: ActorFacts, state: CaseState): boolean {
  return CASELOAD_WEIGHTS[state] !== 'none' && worksOnCase(actor);
}

/** True when this person may hand the case over to another advisor. */
export function mayHandOver(actor: ActorFacts): boolean {
  return actor.roles.includes('manager');
}
