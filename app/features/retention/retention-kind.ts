/** What is kept for a time and then goes, each with a term of its own (docs/domain.md §9.3). */
export const RETENTION_KINDS = [
  'access_log',
  'dormant_warning',
  'dormant_account',
  'dormant_person',
  'closed_request',
  'prospect_contact',
  'consent_proof',
  'audit_trail',
] as const;
export type RetentionKind = (typeof RETENTION_KINDS)[number];

/** What the nightly run does of each kind; `report`: it counts, and a person acts. */
export type RetentionAct = 'delete' | 'warn' | 'disable' | 'anonymise' | 'report';

export type RetentionTerm = {
  act: RetentionAct;
  /** Months after which it goes, unless the cluster says otherwise, and the fewest it may say. */
  months: number;
  least: number;
};

export const RETENTION: Record<RetentionKind, RetentionTerm> = {
  // The seals let nothing younger than six months go unexplained.
  access_log: { act: 'delete', months: 12, least: 7 },
  dormant_warning: { act: 'warn', months: 22, least: 6 },
  // Two months after its letter at the earliest, whatever the term.
  dormant_account: { act: 'disable', months: 24, least: 8 },
  dormant_person: { act: 'report', months: 36, least: 12 },
  closed_request: { act: 'anonymise', months: 12, least: 6 },
  prospect_contact: { act: 'report', months: 36, least: 12 },
  consent_proof: { act: 'delete', months: 60, least: 60 },
  audit_trail: { act: 'report', months: 60, least: 60 },
};

export const MOST_MONTHS = 240;
/** How long a trial says what it says: whoever turns a kind on has seen one as young as this, for the same term. */
export const TRIAL_DAYS = 7;

export function isRetentionKind(text: unknown): text is RetentionKind {
  return RETENTION_KINDS.includes(text as RetentionKind);
}

/** Whether the nightly run changes anything, so that there is something to turn on. */
export const isRun = (kind: RetentionKind) => RETENTION[kind].act !== 'report';
