import { type Actor, hasRole } from '~/access/actor';
import type { CaseloadScope } from './caseload-filter';

/** The scopes open to this person, the usual one first. Row security answers for each of them; this only says which are offered. */
export function scopesOf(actor: Actor, hasTeam: boolean): CaseloadScope[] {
  const leadsProgramme = actor.seesAll || hasRole(actor, 'manager', 'director');
  const advises = hasRole(actor, 'advisor');
  return [
    ...(leadsProgramme ? (['cluster'] as const) : []),
    ...(advises ? (['mine'] as const) : []),
    ...(hasTeam && !leadsProgramme ? (['team'] as const) : []),
    ...(hasRole(actor, 'track_lead') ? (['track'] as const) : []),
    ...(mayTakeRequests(actor) ? (['intake'] as const) : []),
  ];
}

/** Whether requests that nobody took in charge are this person's to take. (`docs/domain.md §6.2`) */
export function mayTakeRequests(actor: Actor): boolean {
  return hasRole(actor, 'advisor', 'manager');
}
