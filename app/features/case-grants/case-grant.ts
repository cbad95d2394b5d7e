/** To whom a case is opened until a day: an expert of the cluster by its lead, somebody of its company by a leader. (`docs/domain.md §6.6`) */
export const GRANT_KINDS = ['expert', 'collaborator'] as const;
export type GrantKind = (typeof GRANT_KINDS)[number];

/** What of a case is opened: its plan with the notes and tasks shared with the company, its shared documents, the company's figures. */
export const GRANT_PARTS = ['plan', 'documents', 'finance'] as const;
export type GrantPart = (typeof GRANT_PARTS)[number];

/** A case is opened for a time: a year at most, both days included. */
export const MOST_GRANT_DAYS = 366;

export const GRANT_REFUSALS = {
  no_such_person: 'grants:refused.no_such_person',
  shut_out: 'grants:refused.shut_out',
  already_open: 'grants:refused.already_open',
  past_day: 'grants:refused.past_day',
  too_long: 'grants:refused.too_long',
} as const;
export const END_GRANT_REFUSALS = { over: 'grants:refused.over' } as const;
