import { type ActorFacts, isLeadOf } from '~/features/cases/case-actor';
import { type BallSide, type CaseState, isFinalState } from '~/features/cases/case-state';
import type { LocalDate } from '~/features/programmes/paris-date';
import { addWorkingDays, type WorkingCalendar } from '~/features/programmes/working-days';

/** (`docs/domain.md §3.1`) */
export const MILESTONE_STATES = ['upcoming', 'in_progress', 'to_validate', 'done', 'not_applicable', 'blocked'] as const;
export type MilestoneState = (typeof MILESTONE_STATES)[number];

/** Who can own a milestone; the letters of the templates are A, C, E, F. */
export type MilestoneSide = BallSide;
export const SIDE_LETTERS: Record<MilestoneSide, string> = { advisor: 'A', company: 'C', expert: 'E', third_party: 'F' };

export const MILESTONE_MOVES = [
  'start',
  'submit',
  'submit_for_company',
  'validate',
  'send_back',
  'complete',
  'block',
  'unblock',
  'set_aside',
  'waive_evidence',
  'contest',
  'undo',
] as const;
export type MilestoneMove = (typeof MILESTONE_MOVES)[number];

export const EVIDENCE_MIN_LENGTH = 20;
export const CONTEST_DAYS = 10;
export const UNDO_MINUTES = 15;

/** What the rules of a milestone look at. `sides`: one or two owners, the first has the ball. */
export type MilestoneFacts = {
  state: MilestoneState;
  sides: readonly MilestoneSide[];
  isCritical: boolean;
  isPublished: boolean;
  /** Planned after the signature gate of its plan. */
  isAfterSignature: boolean;
  caseState: CaseState;
  /** Milestones of the journey that must be done first and are not. */
  openPredecessors: number;
  /** Proofs already attached: texts, links and documents. */
  evidenceCount: number;
  isWaived: boolean;
  /** The last change of state, with the state before it. */
  lastMove: { byPersonId: string; at: Date; from: MilestoneState } | null;
  /** A transition of the case happened after the last move. */
  hasGatePassedSince: boolean;
  /** The lead submitted for the company: the leader may contest until that day. */
  contestableUntil: LocalDate | null;
};

export type MilestoneInput = {
  now: Date;
  today: LocalDate;
  evidenceText?: string | null;
  evidenceLink?: string | null;
  /** Why it is blocked, set aside, waived, undone late, or done before its predecessors. */
  reason?: string | null;
  comment?: string | null;
  awaited?: string | null;
};

export const MILESTONE_REFUSALS = [
  'not_allowed',
  'not_lead',
  'manager_only',
  'company_owned',
  'not_company_owned',
  'not_published',
  'case_not_started',
  'case_on_hold',
  'case_ended',
  'plan_not_signed',
  'wrong_state',
  'predecessors_open',
  'evidence_missing',
  'reason_missing',
  'awaited_missing',
  'comment_missing',
  'note_missing',
  'nothing_to_undo',
  'not_own_move',
  'undo_too_late',
  'gate_passed',
  'not_contestable',
  'contest_too_late',
] as const;
export type MilestoneRefusal = (typeof MILESTONE_REFUSALS)[number];

/** States a move may start from, and the state it leads to; null keeps or restores one. */
const MOVE_STATES: Record<MilestoneMove, { from: readonly MilestoneState[]; to: MilestoneState | null }> = {
  start: { from: ['upcoming'], to: 'in_progress' },
  submit: { from: ['in_progress'], to: 'to_validate' },
  submit_for_company: { from: ['in_progress'], to: 'to_validate' },
  validate: { from: ['to_validate'], to: 'done' },
  send_back: { from: ['to_validate'], to: 'in_progress' },
  complete: { from: ['in_progress'], to: 'done' },
  block: { from: ['upcoming', 'in_progress'], to: 'blocked' },
  unblock: { from: ['blocked'], to: 'in_progress' },
  set_aside: { from: ['upcoming', 'in_progress', 'blocked'], to: 'not_applicable' },
  waive_evidence: { from: ['upcoming', 'in_progress', 'to_validate', 'blocked'], to: null },
  contest: { from: ['to_validate', 'done'], to: 'in_progress' },
  undo: { from: ['in_progress', 'to_validate', 'done', 'not_applicable', 'blocked'], to: null },
};

/** The state after an allowed move. */
export function stateAfterMove(milestone: Pick<MilestoneFacts, 'state' | 'lastMove'>, move: MilestoneMove): MilestoneState {
  if (move === 'undo') return milestone.lastMove?.from ?? milestone.state;
  return MOVE_STATES[move].to ?? milestone.state;
}

/** Who acts next on an open milestone: the first owner, the advisor when it waits for validation. */
export function ballSideOf(milestone: Pick<MilestoneFacts, 'state' | 'sides'>): MilestoneSide {
  return milestone.state === 'to_validate' ? 'advisor' : (milestone.sides[0] ?? 'advisor');
}

export function isSettledState(state: MilestoneState): boolean {
  return state === 'done' || state === 'not_applicable';
}

/** The last day a leader may contest what the lead submitted for the company. (`docs/domain.md §3.1`) */
export function contestableUntil(submittedOn: LocalDate, calendar?: WorkingCalendar): LocalDate {
  return addWorkingDays(submittedOn, CONTEST_DAYS, calendar);
}

/** True for a text of at least 20 characters or a web link, or for a proof that is there: a document is one. */
export function hasEvidence(
  milestone: Pick<MilestoneFacts, 'evidenceCount'>,
  input: Pick<MilestoneInput, 'evidenceText' | 'evidenceLink'>,
): boolean {
  if (milestone.evidenceCount > 0) return true;
  return (input.evidenceText ?? '').trim().length >= EVIDENCE_MIN_LENGTH || isWebLink(input.evidenceLink);
}

/** True for an absolute http or https address. */
export function isWebLink(text: string | null | undefined): boolean {
  try {
    const { protocol, hostname } = new URL((text ?? '').trim());
    return (protocol === 'https:' || protocol === 'http:') && hostname !== '';
  } catch {
    return false;
  }
}

/** Milestones that may start now: not yet started, and everything they wait for is settled. */
export function milestonesToStart<T extends { id: string; state: MilestoneState; predecessorIds: readonly string[] }>(
  milestones: readonly T[],
): T[] {
  const open = new Set(milestones.filter((milestone) => !isSettledState(milestone.state)).map((milestone) => milestone.id));
  return milestones.filter((milestone) => milestone.state === 'upcoming' && !milestone.predecessorIds.some((id) => open.has(id)));
}

/** Why this person may not make this move with these data, or null when they may. (`docs/domain.md §3.1`) */
export function milestoneMoveRefusal(
  actor: ActorFacts,
  milestone: MilestoneFacts,
  move: MilestoneMove,
  input: MilestoneInput,
): MilestoneRefusal | null {
  return (
    caseRefusal(milestone, move) ??
    rightRefusal(actor, milestone, move) ??
    (MOVE_STATES[move].from.includes(milestone.state) ? null : 'wrong_state') ??
    MOVE_CHECKS[move]?.(actor, milestone, input) ??
    null
  );
}

function caseRefusal(milestone: MilestoneFacts, move: MilestoneMove): MilestoneRefusal | null {
  const { caseState } = milestone;
  if (isFinalState(caseState)) return 'case_ended';
  if (caseState === 'on_hold') return 'case_on_hold';
  if (caseState === 'draft' || caseState === 'submitted' || caseState === 'qualifying' || caseState === 'accepted')
    return 'case_not_started';
  const isUnsigned = caseState === 'assessing' || caseState === 'plan_to_sign';
  // While the plan is prepared, setting one of its milestones aside is changing the plan.
  const isChangingPlan = caseState === 'assessing' && move === 'set_aside';
  return isUnsigned && milestone.isAfterSignature && move !== 'undo' && !isChangingPlan ? 'plan_not_signed' : null;
}

function rightRefusal(actor: ActorFacts, milestone: MilestoneFacts, move: MilestoneMove): MilestoneRefusal | null {
  const isLead = isLeadOf(actor);
  const isLeader = actor.roles.includes('leader');
  const isManager = actor.roles.includes('manager');
  if (isLeader && !isLead && !milestone.isPublished) return 'not_published';
  switch (move) {
    case 'submit':
      return isLeader ? ownedByCompany(milestone) : 'not_allowed';
    case 'contest':
      return isLeader ? null : 'not_allowed';
    case 'start':
    case 'block':
    case 'unblock':
      if (isLeader && !isLead) return ownedByCompany(milestone);
      return isLead ? null : notLead(actor);
    case 'waive_evidence':
      return isManager ? null : 'manager_only';
    case 'set_aside':
      if (milestone.isCritical) return isManager ? null : isLead ? 'manager_only' : notLead(actor);
      return isLead ? null : notLead(actor);
    case 'undo':
      return isLead || isLeader || isManager ? null : notLead(actor);
    case 'complete':
      if (!isLead) return notLead(actor);
      return milestone.sides.some((side) => side !== 'company') ? null : 'company_owned';
    case 'submit_for_company':
      return isLead ? ownedByCompany(milestone) : notLead(actor);
    case 'validate':
    case 'send_back':
      return isLead ? null : notLead(actor);
  }
}

function notLead(actor: ActorFacts): MilestoneRefusal {
  return actor.roles.includes('advisor') ? 'not_lead' : 'not_allowed';
}

function ownedByCompany(milestone: MilestoneFacts): MilestoneRefusal | null {
  return milestone.sides.includes('company') ? null : 'not_company_owned';
}

type MoveCheck = (actor: ActorFacts, milestone: MilestoneFacts, input: MilestoneInput) => MilestoneRefusal | null;

const MOVE_CHECKS: Partial<Record<MilestoneMove, MoveCheck>> = {
  submit: (_, milestone, input) => orderRefusal(milestone, input) ?? evidenceRefusal(milestone, input),
  submit_for_company: (_, milestone, input) =>
    (isBlank(input.comment) ? 'note_missing' : null) ?? orderRefusal(milestone, input) ?? evidenceRefusal(milestone, input),
  validate: (_, milestone, input) => evidenceRefusal(milestone, input),
  send_back: (_, __, input) => (isBlank(input.comment) ? 'comment_missing' : null),
  complete: (_, milestone, input) => orderRefusal(milestone, input) ?? evidenceRefusal(milestone, input),
  block: (_, __, input) => (isBlank(input.reason) ? 'reason_missing' : isBlank(input.awaited) ? 'awaited_missing' : null),
  set_aside: (_, __, input) => (isBlank(input.reason) ? 'reason_missing' : null),
  waive_evidence: (_, __, input) => (isBlank(input.reason) ? 'reason_missing' : null),
  contest: (_, milestone, input) => contestRefusal(milestone, input),
  undo: undoRefusal,
};

function isBlank(text: string | null | undefined): boolean {
  return (text ?? '').trim() === '';
}

/** Finishing before what must come first is possible, with a reason. */
function orderRefusal(milestone: MilestoneFacts, input: MilestoneInput): MilestoneRefusal | null {
  return milestone.openPredecessors > 0 && isBlank(input.reason) ? 'predecessors_open' : null;
}

function evidenceRefusal(milestone: MilestoneFacts, input: MilestoneInput): MilestoneRefusal | null {
  return milestone.isWaived || hasEvidence(milestone, input) ? null : 'evidence_missing';
}

function contestRefusal(milestone: MilestoneFacts, input: MilestoneInput): MilestoneRefusal | null {
  if (milestone.contestableUntil === null) return 'not_contestable';
  if (input.today > milestone.contestableUntil) return 'contest_too_late';
  return isBlank(input.comment) ? 'comment_missing' : null;
}

/** Fifteen minutes for the person who moved, unless the case moved on; a manager with a reason at any time. */
function undoRefusal(actor: ActorFacts, milestone: MilestoneFacts, input: MilestoneInput): MilestoneRefusal | null {
  const { lastMove } = milestone;
  if (!lastMove) return 'nothing_to_undo';
  const isInTime = input.now.getTime() - lastMove.at.getTime() <= UNDO_MINUTES * 60_000;
  const isOwn = lastMove.byPersonId === actor.personId;
  if (isOwn && isInTime && !milestone.hasGatePassedSince) return null;
  if (actor.roles.includes('manager')) return isBlank(input.reason) ? 'reason_missing' : null;
  if (!isOwn) return 'not_own_move';
  return milestone.hasGatePassedSince ? 'gate_passed' : 'undo_too_late';
}
