/** The states of a case, in the order of its life. A draft is a support request not yet filed: no case row holds it. (`docs/domain.md §6.1`) */
export const CASE_STATES = [
  'draft',
  'submitted',
  'qualifying',
  'accepted',
  'redirected',
  'refused',
  'assessing',
  'plan_to_sign',
  'active',
  'on_hold',
  'reviewing',
  'follow_up',
  'closed',
  'closed_early',
] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** What a row of `cases` may hold. */
export const STORED_CASE_STATES = CASE_STATES.filter((state): state is Exclude<CaseState, 'draft'> => state !== 'draft');

export const FINAL_STATES = ['redirected', 'refused', 'closed', 'closed_early'] as const satisfies readonly CaseState[];
export type FinalState = (typeof FINAL_STATES)[number];

/** States a case may be put on hold from, and resumes in. */
export const HOLDABLE_STATES = ['assessing', 'plan_to_sign', 'active'] as const satisfies readonly CaseState[];
export type HoldableState = (typeof HOLDABLE_STATES)[number];

/** The path shown as stages on the case page; side exits are left out. */
export const STAGES = [
  'draft',
  'submitted',
  'qualifying',
  'accepted',
  'assessing',
  'plan_to_sign',
  'active',
  'reviewing',
  'follow_up',
  'closed',
] as const satisfies readonly CaseState[];

export const FRENCH_STATE_CODES: Record<CaseState, string> = {
  draft: 'BROUILLON',
  submitted: 'SOUMIS',
  qualifying: 'QUALIFICATION',
  accepted: 'ACCEPTE',
  redirected: 'REORIENTE',
  refused: 'REFUSE',
  assessing: 'DIAGNOSTIC',
  plan_to_sign: 'PLAN_A_SIGNER',
  active: 'EN_COURS',
  on_hold: 'SUSPENDU',
  reviewing: 'BILAN',
  follow_up: 'SUIVI',
  closed: 'CLOS',
  closed_early: 'ABANDONNE',
};

/** Whether a case in this state weighs on an advisor's caseload, and how much. */
export const CASELOAD_WEIGHTS: Record<CaseState, 'none' | 'light' | 'full'> = {
  draft: 'none',
  submitted: 'none',
  qualifying: 'none',
  accepted: 'none',
  redirected: 'none',
  refused: 'none',
  assessing: 'full',
  plan_to_sign: 'full',
  active: 'full',
  on_hold: 'light',
  reviewing: 'full',
  follow_up: 'light',
  closed: 'none',
  closed_early: 'none',
};

export function isFinalState(state: CaseState): state is FinalState {
  return (FINAL_STATES as readonly CaseState[]).includes(state);
}

/** The stage after this one on the main path; where it was for a case on hold; null at an end. */
export function nextStage(state: CaseState, heldFrom: HoldableState | null = null): CaseState | null {
  if (state === 'on_hold') return heldFrom;
  const index = (STAGES as readonly CaseState[]).indexOf(state);
  return index < 0 ? null : (STAGES[index + 1] ?? null);
}

/** Tabs of the caseload, in the order shown; each case is in one. */
export const WORKLISTS = ['new', 'active', 'waiting_on_company', 'blocked', 'closed'] as const;
export type Worklist = (typeof WORKLISTS)[number];

/** Who must act next on an open item. */
export const BALL_SIDES = ['advisor', 'company', 'expert', 'third_party'] as const;
export type BallSide = (typeof BALL_SIDES)[number];

/** The tab of a case; the first match wins. `cases.worklist` is generated from the same rule. (`docs/domain.md §6.1`) */
export function worklistOf({ state, blockedItems, ball }: { state: CaseState; blockedItems: number; ball: BallSide | null }): Worklist {
  if (isFinalState(state)) return 'closed';
  if (state === 'on_hold' || blockedItems > 0) return 'blocked';
  if (state === 'draft' || state === 'submitted' || state === 'qualifying' || state === 'accepted') return 'new';
  return ball === 'company' && state !== 'follow_up' ? 'waiting_on_company' : 'active';
}

/** An open item that can be worked on now: its predecessors are done. A milestone to validate is the advisor's. */
export type NextItem = { side: BallSide; dueOn: string };

/** Who has the ball: the company only when every next item is its own, or the plan waits for its signature; else the side of the earliest other item. */
export function ballOf(facts: { state: CaseState; isPlanSignedByCompany: boolean; nextItems: readonly NextItem[] }): BallSide | null {
  if (facts.state === 'plan_to_sign' && !facts.isPlanSignedByCompany) return 'company';
  const others = facts.nextItems.filter((item) => item.side !== 'company');
  if (others.length === 0) return facts.nextItems.length === 0 ? null : 'company';
  return [...others].sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0]?.side ?? null;
}
