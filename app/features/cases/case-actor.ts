/** Roles a person holds over this case: leader and collaborator of its company, track lead of its track, staff of its cluster. */
export const CASE_ROLES = ['leader', 'collaborator', 'advisor', 'track_lead', 'manager', 'director', 'admin', 'system'] as const;
export type CaseRole = (typeof CASE_ROLES)[number];

/** Who is acting on a case. `isLead`: the one responsible advisor, who before the assignment is the person who took it in charge. */
export type ActorFacts = { personId: string; roles: readonly CaseRole[]; isLead: boolean };

/** The responsible advisor: a track lead or manager who leads a case is its lead too; a company's person never is. */
export function isLeadOf(actor: ActorFacts): boolean {
  return actor.isLead && actor.roles.some((role) => role === 'advisor' || role === 'track_lead' || role === 'manager');
}
