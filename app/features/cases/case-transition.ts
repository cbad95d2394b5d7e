import type { LocalDate } from '~/features/programmes/paris-date';
import type { WorkingCalendar } from '~/features/programmes/working-days';
import { type ActorFacts, isLeadOf } from './case-actor';
import type { CaseFacts } from './case-gate';
import type { ReasonList } from './case-reason';
import { type CaseState, isFinalState } from './case-state';

/** Who may make a move. `lead` is the responsible advisor, `advisor` any advisor of the cluster. */
export type Mover = 'leader' | 'advisor' | 'lead' | 'track_lead' | 'manager';

export const CASE_GATES = [
  'request_complete',
  'note_when_on_behalf',
  'eligible',
  'support_days_within_limit',
  'refusal_reason',
  'text_to_company',
  'advisor_proposed',
  'target_organisation',
  'lead_available',
  'plan_ready',
  'both_signed',
  'comment',
  'hold_reason',
  'resume_date',
  'closing_reason',
  'withdrawal',
  'milestones_settled',
  'review_complete',
  'follow_up_settled',
  'reopening_in_time',
] as const;
export type CaseGate = (typeof CASE_GATES)[number];

export const CASE_ACTS = [
  'submit',
  'take',
  'hand_back',
  'accept',
  'refuse',
  'redirect',
  'return_to_qualification',
  'assign',
  'send_plan',
  'sign_plan',
  'return_plan',
  'hold',
  'resume',
  'close_early',
  'withdraw',
  'start_review',
  'return_to_support',
  'start_follow_up',
  'close',
  'reopen',
] as const;
export type CaseAct = (typeof CASE_ACTS)[number];

/** Acts whose form stands at `/cases/:caseId/move/:act`. */
export type StaffMove = Exclude<CaseAct, 'submit' | 'assign'>;

export type CaseTransition = {
  act: CaseAct;
  from: readonly CaseState[];
  to: CaseState;
  by: readonly Mover[];
  gates: readonly CaseGate[];
  reasons?: ReasonList;
};

/** Every move a case can make; anything else is refused. (`docs/domain.md §6.2` and its further exits) */
export const CASE_TRANSITIONS: readonly CaseTransition[] = [
  { act: 'submit', from: ['draft'], to: 'submitted', by: ['leader', 'advisor'], gates: ['request_complete', 'note_when_on_behalf'] },
  { act: 'take', from: ['submitted'], to: 'qualifying', by: ['advisor', 'manager'], gates: [] },
  { act: 'hand_back', from: ['qualifying'], to: 'submitted', by: ['lead', 'manager'], gates: ['comment'] },
  { act: 'accept', from: ['qualifying'], to: 'accepted', by: ['manager', 'track_lead'], gates: ['support_days_within_limit', 'eligible'] },
  { act: 'refuse', from: ['qualifying'], to: 'refused', by: ['manager'], gates: ['refusal_reason', 'text_to_company'], reasons: 'refusal' },
  { act: 'redirect', from: ['qualifying'], to: 'redirected', by: ['manager'], gates: ['advisor_proposed', 'target_organisation'] },
  { act: 'return_to_qualification', from: ['accepted'], to: 'qualifying', by: ['manager'], gates: ['comment'] },
  { act: 'assign', from: ['accepted'], to: 'assessing', by: ['manager'], gates: ['lead_available'] },
  { act: 'send_plan', from: ['assessing'], to: 'plan_to_sign', by: ['lead'], gates: ['plan_ready'] },
  { act: 'sign_plan', from: ['plan_to_sign'], to: 'active', by: ['leader', 'lead'], gates: ['both_signed'] },
  { act: 'return_plan', from: ['plan_to_sign'], to: 'assessing', by: ['leader', 'lead'], gates: ['comment'] },
  {
    act: 'hold',
    from: ['assessing', 'plan_to_sign', 'active'],
    to: 'on_hold',
    by: ['lead', 'manager'],
    gates: ['hold_reason', 'resume_date'],
    reasons: 'hold',
  },
  { act: 'resume', from: ['on_hold'], to: 'assessing', by: ['lead'], gates: [] },
  { act: 'resume', from: ['on_hold'], to: 'plan_to_sign', by: ['lead'], gates: [] },
  { act: 'resume', from: ['on_hold'], to: 'active', by: ['lead'], gates: [] },
  {
    act: 'close_early',
    from: ['assessing', 'plan_to_sign', 'active', 'on_hold'],
    to: 'closed_early',
    by: ['manager'],
    gates: ['closing_reason'],
    reasons: 'early_closure',
  },
  {
    act: 'withdraw',
    from: ['submitted', 'qualifying', 'accepted'],
    to: 'closed_early',
    by: ['leader', 'manager'],
    gates: ['withdrawal'],
    reasons: 'early_closure',
  },
  { act: 'start_review', from: ['active'], to: 'reviewing', by: ['lead'], gates: ['milestones_settled'] },
  { act: 'return_to_support', from: ['reviewing'], to: 'active', by: ['manager'], gates: ['comment'] },
  {
    act: 'start_follow_up',
    from: ['reviewing'],
    to: 'follow_up',
    by: ['manager'],
    gates: ['review_complete', 'advisor_proposed'],
    reasons: 'outcome',
  },
  { act: 'close', from: ['follow_up'], to: 'closed', by: ['lead'], gates: ['follow_up_settled'] },
  { act: 'reopen', from: ['closed', 'closed_early'], to: 'active', by: ['manager'], gates: ['comment', 'reopening_in_time'] },
];

/** Moves an advisor proposes and a manager then makes. */
export const PROPOSABLE_STATES = ['redirected', 'closed_early', 'follow_up'] as const satisfies readonly CaseState[];
export type ProposableState = (typeof PROPOSABLE_STATES)[number];

export function isProposable(state: string | undefined): state is ProposableState {
  return (PROPOSABLE_STATES as readonly (string | undefined)[]).includes(state);
}

/** What the form of a move brings. A gate reads only its own part. */
export type TransitionInput = {
  today: LocalDate;
  /** A code of the move's reason list. */
  reason?: string | null;
  /** Free text: motive, comment, note, text to the company. */
  comment?: string | null;
  resumeOn?: LocalDate | null;
  organisation?: { name: string | null; isPartnerCluster: boolean; hasConsent: boolean };
  /** The advisor chosen: load allows it, or a motive is given; no interest declared in the company. */
  lead?: { hasCapacity: boolean; overrideReason?: string | null; hasDeclaredInterest: boolean };
  signatory?: string | null;
};

export type TransitionSettings = {
  trackLeadSupportDays: number;
  advisorHoldDays: number;
  reopeningDays: number;
  calendar?: WorkingCalendar;
};

/** Defaults; each is a setting of the programme. (`docs/domain.md §6.2`) */
export const DEFAULT_TRANSITION_SETTINGS: TransitionSettings = { trackLeadSupportDays: 5, advisorHoldDays: 60, reopeningDays: 30 };

export const TRANSITION_REFUSALS = [
  'not_listed',
  'not_allowed',
  'not_lead',
  'need_too_short',
  'leader_contact_missing',
  'notice_not_shown',
  'note_missing',
  'eligibility_incomplete',
  'not_eligible',
  'support_days_unknown',
  'support_days_over_limit',
  'reason_missing',
  'text_missing',
  'proposal_missing',
  'own_proposal',
  'organisation_missing',
  'consent_missing',
  'lead_missing',
  'lead_over_capacity',
  'lead_has_interest',
  'assessment_not_delivered',
  'baselines_unverified',
  'figure_target_missing',
  'plan_missing',
  'plan_not_sent',
  'signatory_missing',
  'company_not_signed',
  'advisor_not_signed',
  'comment_missing',
  'resume_date_missing',
  'resume_date_past',
  'hold_too_long',
  'other_stage_held',
  'critical_milestones_open',
  'tasks_undecided',
  'final_figures_missing',
  'satisfaction_missing',
  'outcome_missing',
  'lessons_missing',
  'follow_up_unanswered',
  'never_active',
  'reopening_too_late',
] as const;
export type TransitionRefusal = (typeof TRANSITION_REFUSALS)[number];

/** The listed move between two states, or null. */
export function findTransition(from: CaseState, to: CaseState): CaseTransition | null {
  return CASE_TRANSITIONS.find((transition) => transition.to === to && transition.from.includes(from)) ?? null;
}

/** The state an act leads to from here, or null when the act does not apply. */
export function targetOfAct(act: CaseAct, facts: Pick<CaseFacts, 'state' | 'heldFrom'>): CaseState | null {
  if (act === 'resume') return facts.state === 'on_hold' ? (facts.heldFrom ?? null) : null;
  return CASE_TRANSITIONS.find((transition) => transition.act === act && transition.from.includes(facts.state))?.to ?? null;
}

/** Null when the person is one of the movers. An advisor who is not the lead is told so. */
export function moverRefusal(actor: ActorFacts, by: readonly Mover[]): 'not_allowed' | 'not_lead' | null {
  if (by.some((mover) => (mover === 'lead' ? isLeadOf(actor) : actor.roles.includes(mover)))) return null;
  return by.includes('lead') && actor.roles.includes('advisor') ? 'not_lead' : 'not_allowed';
}

/** The moves this person may try from here, whatever the gates still ask: what the case page offers. */
export function offeredTransitions(actor: ActorFacts, facts: Pick<CaseFacts, 'state' | 'heldFrom'>): CaseTransition[] {
  return CASE_TRANSITIONS.filter(
    (transition) =>
      transition.from.includes(facts.state) &&
      (transition.act !== 'resume' || transition.to === facts.heldFrom) &&
      moverRefusal(actor, transition.by) === null,
  );
}

/** True when the lead may propose this move to the manager. */
export function mayProposeTransition(actor: ActorFacts, facts: Pick<CaseFacts, 'state'>, to: CaseState): boolean {
  if (!isLeadOf(actor) || !isProposable(to)) return false;
  return findTransition(facts.state, to)?.by.includes('manager') === true;
}

/** True when the advisor of a case may be changed: manager only, while it lives and once it has one. The leaving advisor writes the handover note. */
export function mayTransferLead(actor: ActorFacts, facts: Pick<CaseFacts, 'state' | 'hasLead'>): boolean {
  return actor.roles.includes('manager') && facts.hasLead === true && facts.state !== 'draft' && !isFinalState(facts.state);
}

/** True when this person may open a draft: leader of the company, advisor or manager. */
export function mayOpenDraft(actor: Pick<ActorFacts, 'roles'>): boolean {
  return actor.roles.some((role) => role === 'leader' || role === 'advisor' || role === 'manager');
}
