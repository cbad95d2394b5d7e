/** Kinds of project. (`docs/domain.md §7.3`) */
export const PROJECT_TYPES = [
  'collaborative_rd',
  'demonstrator',
  'industrial_development',
  'territorial_experiment',
  'training',
  'platform',
] as const;
export type ProjectType = (typeof PROJECT_TYPES)[number];

/** The three kinds of structuring project, each with its own template. (`docs/domain.md §3.8`) */
export const STRUCTURING_TYPES = ['demonstrator', 'industrial_development', 'territorial_experiment'] as const;
export type StructuringType = (typeof STRUCTURING_TYPES)[number];
export const STRUCTURING_TEMPLATES: Record<StructuringType, 'S1' | 'S2' | 'S3'> = {
  demonstrator: 'S1',
  industrial_development: 'S2',
  territorial_experiment: 'S3',
};

export function isStructuring(type: ProjectType): type is StructuringType {
  return (STRUCTURING_TYPES as readonly string[]).includes(type);
}

/** The path of a file, from the idea to what became of it. (`docs/domain.md §7.2`) */
export const PROJECT_STATES = [
  'idea',
  'preparing',
  'submitted',
  'admissible',
  'inadmissible',
  'in_review',
  'at_committee',
  'labelled',
  'labelled_with_reserves',
  'deferred',
  'refused',
  'reserves_lifted',
  'lapsed',
  'sent_to_funder',
  'funded',
  'not_funded',
  'waiting_list',
  'agreement_signed',
  'running',
  'completed',
  'stopped',
  'follow_up',
  'withdrawn',
] as const;
export type ProjectState = (typeof PROJECT_STATES)[number];

/** Where a project stands, in the words of the registry: every state belongs to one. */
export const PROJECT_OUTCOMES = [
  'in_review',
  'refused',
  'withdrawn',
  'lapsed',
  'awaiting_funder',
  'not_funded',
  'running',
  'completed',
  'stopped',
] as const;
export type ProjectOutcome = (typeof PROJECT_OUTCOMES)[number];

export const OUTCOME_OF_STATE: Record<ProjectState, ProjectOutcome> = {
  idea: 'in_review',
  preparing: 'in_review',
  submitted: 'in_review',
  admissible: 'in_review',
  in_review: 'in_review',
  at_committee: 'in_review',
  deferred: 'in_review',
  inadmissible: 'refused',
  refused: 'refused',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
  labelled: 'awaiting_funder',
  labelled_with_reserves: 'awaiting_funder',
  reserves_lifted: 'awaiting_funder',
  sent_to_funder: 'awaiting_funder',
  waiting_list: 'awaiting_funder',
  not_funded: 'not_funded',
  funded: 'running',
  agreement_signed: 'running',
  running: 'running',
  completed: 'completed',
  follow_up: 'completed',
  stopped: 'stopped',
};

/** Who was asked for the money; the instrument says by which scheme on that date. (`docs/domain.md §10.2`) */
export const PROJECT_FUNDERS = ['state_fund', 'anr', 'region', 'eu', 'investment_plan', 'defence', 'bpifrance'] as const;
export type ProjectFunder = (typeof PROJECT_FUNDERS)[number];

/** A letter of support is not a label. (`docs/domain.md §1`) */
export const ENDORSEMENTS = ['label', 'letter'] as const;
export type Endorsement = (typeof ENDORSEMENTS)[number];

export const PARTNER_KINDS = ['company', 'research', 'training', 'public_body', 'association', 'user'] as const;
export type PartnerKind = (typeof PARTNER_KINDS)[number];

export const DECISION_KINDS = [
  'admissibility',
  'committee',
  'reserves',
  'withdrawal',
  'funder',
  'agreement',
  'amendment',
  'ending',
] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

export const FUNDING_FORMS = ['grant', 'advance', 'loan'] as const;
export type FundingForm = (typeof FUNDING_FORMS)[number];

export const IP_AGREEMENTS = ['none', 'draft', 'signed'] as const;
