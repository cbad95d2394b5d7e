import { type Actor, hasRole, leadsCompany } from '~/access/actor';

/** A company's leaders agree for it, and take back what any of them agreed to. */
export function mayConsent(actor: Actor, companyId: string): boolean {
  return hasRole(actor, 'leader') && leadsCompany(actor, companyId);
}
