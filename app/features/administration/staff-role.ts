/** Roles that an administrator gives, in the order they are offered. */
export const STAFF_ROLES = ['advisor', 'track_lead', 'manager', 'director', 'expert', 'funder', 'admin'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

export const STAFF_STATES = ['active', 'invited', 'no_role', 'deactivated', 'anonymised'] as const;
export type StaffState = (typeof STAFF_STATES)[number];

type Standing = { isDisabled: boolean; isAnonymised: boolean; hasAccount: boolean; roles: number };

/** Where somebody stands: without a name any more, shut out, not signed in yet, without a role today, or at work. */
export function staffState({ isDisabled, isAnonymised, hasAccount, roles }: Standing): StaffState {
  if (isAnonymised) return 'anonymised';
  if (isDisabled) return 'deactivated';
  if (!hasAccount) return 'invited';
  return roles === 0 ? 'no_role' : 'active';
}

export const ROLE_REFUSALS = [
  'own_rights',
  'role_held',
  'days_order',
  'track_missing',
  'no_programme',
  'role_over',
  'is_deactivated',
] as const;
export type RoleRefusal = (typeof ROLE_REFUSALS)[number];

type Offered = { role: StaffRole; programmeId: string | null; track: string | null; fromOn: string; untilOn: string | null };

/** A track lead leads one track, and only a manager is given one programme alone: elsewhere both are dropped. */
export function tidyRole<T extends Offered>(offered: T): T | 'track_missing' | 'days_order' {
  if (offered.role === 'track_lead' && offered.track === null) return 'track_missing';
  if (offered.untilOn !== null && offered.untilOn < offered.fromOn) return 'days_order';
  return {
    ...offered,
    programmeId: offered.role === 'manager' ? offered.programmeId : null,
    track: offered.role === 'track_lead' ? offered.track : null,
  };
}
