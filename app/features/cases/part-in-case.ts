import { type Actor, hasRole, isStaff, leadsCompany } from '~/access/actor';
import type { ActorFacts, CaseRole } from './case-actor';
import type { CaseState } from './case-state';

/** The columns of a case that decide what an actor is to it. */
export type CaseParties = {
  companyId: string;
  programmeId: string;
  track: string;
  state: CaseState;
  leadId: string | null;
  /** Who took the request in charge: the lead until one is assigned. */
  triageOwnerId: string | null;
};

/** The roles an actor holds over this case, and whether they lead it. */
export function partInCase(actor: Actor, parties: CaseParties): ActorFacts {
  const responsibleId = isBeforeAssignment(parties.state) ? parties.triageOwnerId : parties.leadId;
  return {
    personId: actor.personId,
    roles: isStaff(actor) ? staffRoles(actor, parties) : leadsCompany(actor, parties.companyId) ? ['leader'] : [],
    isLead: isStaff(actor) && responsibleId === actor.personId,
  };
}

function staffRoles(actor: Actor, { programmeId, track }: CaseParties): CaseRole[] {
  const roles: CaseRole[] = [];
  if (hasRole(actor, 'advisor')) roles.push('advisor');
  if (hasRole(actor, 'track_lead') && actor.tracks.includes(track)) roles.push('track_lead');
  if (hasRole(actor, 'manager') && (actor.seesAll || actor.programmeIds.includes(programmeId))) roles.push('manager');
  if (hasRole(actor, 'director')) roles.push('director');
  return roles;
}

function isBeforeAssignment(state: CaseState): boolean {
  return state === 'draft' || state === 'submitted' || state === 'qualifying' || state === 'accepted';
}
