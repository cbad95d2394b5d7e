import { type Actor, hasRole } from '~/access/actor';

/** A manager sets capacities and skills. (`docs/domain.md §6.7`) */
export function maySetCapacity(actor: Actor): boolean {
  return hasRole(actor, 'manager');
}

/** A manager or an administrator enters anybody's absence, everybody their own. */
export function maySetAbsence(actor: Actor, personId: string): boolean {
  return hasRole(actor, 'manager', 'admin') || (hasRole(actor, 'advisor') && actor.personId === personId);
}

/** Whose load somebody may read: all of it as a manager or director, else that of the teams they lead, else their own. */
export function loadReach(actor: Actor): 'cluster' | 'teams' {
  return actor.seesAll || hasRole(actor, 'manager', 'director') ? 'cluster' : 'teams';
}

/** A manager hands an advisor's cases over; the command asks it again of each case. */
export function mayHandOverOf(actor: Actor): boolean {
  return hasRole(actor, 'manager');
}
