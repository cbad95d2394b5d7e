import { type Actor, hasRole, leadsCompany } from '~/access/actor';

type Kept = { id: string; isKept: boolean };

/** Who keeps the company's record: its advisors and managers. `isKept` is the database's own rule. */
export function mayKeepProfile(actor: Pick<Actor, 'roles'>, company: Kept): boolean {
  return company.isKept && hasRole(actor as Actor, 'advisor', 'manager');
}

/** The company's closing dates, balance and export control: those who keep it, and its leader. (`docs/domain.md §2.1`) */
export function mayStateProfile(actor: Actor, company: Kept): boolean {
  return leadsCompany(actor, company.id) || mayKeepProfile(actor, company);
}

/** What the company makes, for whom, and who holds its capital: its leader's word alone on this page. */
export function mayStateOwnProfile(actor: Actor, companyId: string): boolean {
  return leadsCompany(actor, companyId);
}

/** Category and membership are the manager's. (`docs/domain.md §2.1`) */
export function mayKeepMembership(actor: Pick<Actor, 'roles' | 'seesAll'>): boolean {
  return actor.seesAll && hasRole(actor as Actor, 'manager');
}
