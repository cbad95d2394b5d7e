/** Reason lists in the order they are offered, with the codes of the French lists. (`docs/domain.md §6.3`) */
export const REFUSAL_REASONS = [
  'out_of_territory',
  'out_of_scope',
  'not_eligible',
  'in_difficulty',
  'duplicate',
  'no_capacity',
  'incomplete',
  'membership_required',
] as const;
export type RefusalReason = (typeof REFUSAL_REASONS)[number];

export const HOLD_REASONS = [
  'company_request',
  'waiting_on_funder',
  'waiting_on_partner',
  'cash',
  'leader_change',
  'seasonal_load',
  'force_majeure',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export const EARLY_CLOSURE_REASONS = [
  'no_answer',
  'withdrawn',
  'ceased_trading',
  'acquired_or_moved',
  'liquidation',
  'disagreement',
  'conflict_of_interest',
] as const;
export type EarlyClosureReason = (typeof EARLY_CLOSURE_REASONS)[number];

export const OUTCOMES = ['objectives_reached', 'partly_reached', 'not_reached', 'too_early'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const REASON_LISTS = {
  refusal: REFUSAL_REASONS,
  hold: HOLD_REASONS,
  early_closure: EARLY_CLOSURE_REASONS,
  outcome: OUTCOMES,
} as const;
export type ReasonList = keyof typeof REASON_LISTS;
export type Reason = (typeof REASON_LISTS)[ReasonList][number];

export const FRENCH_REASON_CODES: Record<Reason, string> = {
  out_of_territory: 'HORS_TERRITOIRE',
  out_of_scope: 'HORS_THEME',
  not_eligible: 'NON_ELIGIBLE',
  in_difficulty: 'DIFFICULTE',
  duplicate: 'DOUBLON',
  no_capacity: 'CAPACITE',
  incomplete: 'INCOMPLET',
  membership_required: 'NON_ADHERENT',
  company_request: 'DEM_ENTREPRISE',
  waiting_on_funder: 'ATT_FINANCEUR',
  waiting_on_partner: 'ATT_PARTENAIRE',
  cash: 'TRESORERIE',
  leader_change: 'CHGT_DIRIGEANT',
  seasonal_load: 'SAISON',
  force_majeure: 'FORCE_MAJEURE',
  no_answer: 'SANS_REPONSE',
  withdrawn: 'RETRAIT',
  ceased_trading: 'CESSATION',
  acquired_or_moved: 'RACHAT',
  liquidation: 'LIQUIDATION',
  disagreement: 'DESACCORD',
  conflict_of_interest: 'CONFLIT',
  objectives_reached: 'OBJECTIFS_ATTEINTS',
  partly_reached: 'PARTIELLEMENT',
  not_reached: 'NON_ATTEINTS',
  too_early: 'TROP_TOT',
};

export function isReason(list: ReasonList, code: string | null | undefined): boolean {
  return (REASON_LISTS[list] as readonly string[]).includes(code ?? '');
}
