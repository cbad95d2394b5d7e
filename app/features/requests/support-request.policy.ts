import { type Actor, hasRole, isStaff, leadsCompany } from '~/access/actor';

/** The company's leader asks; an advisor or manager may ask for the company, with a note. (`docs/domain.md §6.2`) */
export function mayAskForSupport(actor: Actor, company: { id: string }): boolean {
  return isStaff(actor) ? hasRole(actor, 'advisor', 'manager') : leadsCompany(actor, company.id);
}

/** A draft belongs to the person who writes it. */
export function mayWriteRequest(actor: Actor, request: { askedById: string; state: string }): boolean {
  return request.askedById === actor.personId && request.state === 'draft';
}
