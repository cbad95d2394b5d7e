import { daysBetween } from '~/features/programmes/paris-date';
import { workingDaysBetween } from '~/features/programmes/working-days';
import type { ActorFacts } from './case-actor';
import { type CaseFacts, type MissingKind, missingForNextStage } from './case-gate';
import { isReason } from './case-reason';
import type { CaseState } from './case-state';
import {
  type CaseGate,
  DEFAULT_TRANSITION_SETTINGS,
  findTransition,
  moverRefusal,
  type TransitionInput,
  type TransitionRefusal,
  type TransitionSettings,
} from './case-transition';

type GateContext = { actor: ActorFacts; facts: CaseFacts; to: CaseState; input: TransitionInput; settings: TransitionSettings };
type GateCheck = (context: GateContext) => TransitionRefusal | null;

/** Why this person may not move this case there with these data, or null when they may. Rights come before gates, gates in the order of the table. */
export function transitionRefusal(
  actor: ActorFacts,
  facts: CaseFacts,
  to: CaseState,
  input: TransitionInput,
  settings: TransitionSettings = DEFAULT_TRANSITION_SETTINGS,
): TransitionRefusal | null {
  const transition = findTransition(facts.state, to);
  if (!transition) return 'not_listed';
  if (transition.act === 'resume' && facts.heldFrom !== to) return 'other_stage_held';
  const right = moverRefusal(actor, transition.by);
  if (right) return right;
  for (const gate of transition.gates) {
    const refusal = GATE_CHECKS[gate]({ actor, facts, to, input, settings });
    if (refusal) return refusal;
  }
  return null;
}

/** How a missing item is said when someone tries to move on without it. */
const MISSING_REFUSALS: Record<MissingKind, TransitionRefusal> = {
  need: 'need_too_short',
  leader_contact: 'leader_contact_missing',
  information_notice: 'notice_not_shown',
  eligibility_answer: 'eligibility_incomplete',
  eligibility_condition: 'not_eligible',
  lead: 'lead_missing',
  assessment: 'assessment_not_delivered',
  baseline: 'baselines_unverified',
  figure_target: 'figure_target_missing',
  plan: 'plan_missing',
  company_signature: 'company_not_signed',
  advisor_signature: 'advisor_not_signed',
  critical_milestone: 'critical_milestones_open',
  task_decision: 'tasks_undecided',
  final_figure: 'final_figures_missing',
  satisfaction: 'satisfaction_missing',
  outcome: 'outcome_missing',
  lessons: 'lessons_missing',
  advisor_proposal: 'proposal_missing',
  follow_up_answer: 'follow_up_unanswered',
};

/** The first thing missing for the next stage: the same list the case page shows. */
const nothingMissing: GateCheck = ({ facts }) => {
  const first = missingForNextStage(facts)[0];
  return first ? MISSING_REFUSALS[first.kind] : null;
};

function isBlank(text: string | null | undefined): boolean {
  return (text ?? '').trim() === '';
}

function needs(isThere: boolean, refusal: TransitionRefusal): TransitionRefusal | null {
  return isThere ? null : refusal;
}

const GATE_CHECKS: Record<CaseGate, GateCheck> = {
  request_complete: nothingMissing,
  note_when_on_behalf: ({ actor, input }) => needs(actor.roles.includes('leader') || !isBlank(input.comment), 'note_missing'),
  eligible: nothingMissing,
  support_days_within_limit: supportDays,
  refusal_reason: ({ input }) => needs(isReason('refusal', input.reason), 'reason_missing'),
  text_to_company: ({ input }) => needs(!isBlank(input.comment), 'text_missing'),
  advisor_proposed: advisorProposed,
  target_organisation: targetOrganisation,
  lead_available: leadAvailable,
  plan_ready: nothingMissing,
  both_signed: bothSigned,
  comment: ({ input }) => needs(!isBlank(input.comment), 'comment_missing'),
  hold_reason: ({ input }) => needs(isReason('hold', input.reason), 'reason_missing'),
  resume_date: resumeDate,
  closing_reason: ({ input }) => needs(isReason('early_closure', input.reason), 'reason_missing'),
  withdrawal: ({ input }) => needs(input.reason === 'withdrawn', 'reason_missing'),
  milestones_settled: nothingMissing,
  review_complete: nothingMissing,
  follow_up_settled: nothingMissing,
  reopening_in_time: reopeningInTime,
};

/** A track lead accepts small supports only; a manager has no limit. */
function supportDays({ actor, facts, settings }: GateContext): TransitionRefusal | null {
  if (actor.roles.includes('manager')) return null;
  if (facts.supportDays === null || facts.supportDays === undefined) return 'support_days_unknown';
  return needs(facts.supportDays <= settings.trackLeadSupportDays, 'support_days_over_limit');
}

function advisorProposed({ actor, facts, to }: GateContext): TransitionRefusal | null {
  if (facts.proposal?.to !== to) return 'proposal_missing';
  return needs(facts.proposal.byPersonId !== actor.personId, 'own_proposal');
}

function targetOrganisation({ input: { organisation } }: GateContext): TransitionRefusal | null {
  if (!organisation || isBlank(organisation.name)) return 'organisation_missing';
  return needs(!organisation.isPartnerCluster || organisation.hasConsent, 'consent_missing');
}

function leadAvailable({ input: { lead } }: GateContext): TransitionRefusal | null {
  if (!lead) return 'lead_missing';
  if (lead.hasDeclaredInterest) return 'lead_has_interest';
  return needs(lead.hasCapacity || !isBlank(lead.overrideReason), 'lead_over_capacity');
}

/** The side now signing counts as signed; the other must already have. */
function bothSigned({ actor, facts, input }: GateContext): TransitionRefusal | null {
  if (facts.plan?.state !== 'sent') return 'plan_not_sent';
  if (isBlank(input.signatory)) return 'signatory_missing';
  const isCompany = actor.roles.includes('leader');
  if (isCompany) return needs(facts.plan.isSignedByAdvisor, 'advisor_not_signed');
  return needs(facts.plan.isSignedByCompany, 'company_not_signed');
}

function resumeDate({ actor, input, settings }: GateContext): TransitionRefusal | null {
  if (!input.resumeOn) return 'resume_date_missing';
  if (input.resumeOn <= input.today) return 'resume_date_past';
  if (actor.roles.includes('manager')) return null;
  return needs(workingDaysBetween(input.today, input.resumeOn, settings.calendar) <= settings.advisorHoldDays, 'hold_too_long');
}

/** A case closed before its plan was signed has no support to go back to: it is asked again. */
function reopeningInTime({ facts, input, settings }: GateContext): TransitionRefusal | null {
  if (facts.plan?.state !== 'signed') return 'never_active';
  return needs(facts.endedOn != null && daysBetween(facts.endedOn, input.today) <= settings.reopeningDays, 'reopening_too_late');
}
