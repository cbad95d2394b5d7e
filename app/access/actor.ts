import type { Locale } from '~/i18n/locale';

export const STAFF_ROLES = ['advisor', 'track_lead', 'manager', 'director'] as const;
export const ROLES = ['leader', 'collaborator', ...STAFF_ROLES, 'funder', 'admin', 'expert'] as const;
export type Role = (typeof ROLES)[number];
export const SIGN_IN_LEVELS = ['password', 'second_factor'] as const;
export type SignInLevel = (typeof SIGN_IN_LEVELS)[number];
export type Audience = 'staff' | 'company' | 'funder' | 'admin' | 'expert' | 'none';

/** Who is calling: one person in one cluster, with what today's roles give them. */
export type Actor = {
  /** SHA-256 of the session's token: what the database enters by. */
  sessionId: string;
  accountId: string;
  personId: string;
  clusterId: string;
  clusterName: string;
  isDemo: boolean;
  email: string;
  givenName: string;
  familyName: string;
  locale: Locale;
  theme: 'system' | 'light' | 'dark';
  audience: Audience;
  roles: readonly Role[];
  tracks: readonly string[];
  seesAll: boolean;
  programmeIds: readonly string[];
  /** Companies this person leads. Empty for staff. */
  companies: readonly { id: string; name: string; isSignatory: boolean }[];
  /** The company whose leaders' eyes a staff member borrows: they read what it reads, and write nothing. */
  viewing: { id: string; name: string } | null;
  /** When this sign-in last proved who it is. */
  provedAt: string;
  /** What this sign-in rests on. */
  level: SignInLevel;
  /** The account has an authenticator app or a passkey. */
  hasFactor: boolean;
  /** The cluster wants a second factor of this person, who has none: until it is set up, nothing else opens. */
  owesFactor: boolean;
  /** When this sign-in ends without another sign of life. */
  endsAt: string;
  /** In how many clusters this account is somebody. */
  spaces: number;
};

export function hasRole(actor: Actor, ...roles: readonly Role[]): boolean {
  return actor.roles.some((role) => roles.includes(role));
}

export function isStaff(actor: Actor): boolean {
  return actor.audience === 'staff';
}

/** Reads the cases opened to them, and nothing else of the cluster's. */
export function readsOpenedCases(actor: Pick<Actor, 'roles'>): boolean {
  return actor.roles.includes('expert') || actor.roles.includes('collaborator');
}

export function leadsCompany(actor: Actor, companyId: string): boolean {
  return actor.companies.some((company) => company.id === companyId);
}

export function fullName(person: { givenName: string; familyName: string }): string {
  return `${person.givenName} ${person.familyName}`;
}
