import { type Actor, hasRole } from '~/access/actor';

type Caller = Pick<Actor, 'roles' | 'seesAll'>;

/** A manager of the whole cluster: one of a single programme could not see the company before its first case. */
export function mayAddCompany(actor: Caller): boolean {
  return hasRole(actor as Actor, 'manager') && actor.seesAll;
}

/** `isKept`: the actor's to keep, by the database's own rule; who merely examines its request reads. (`docs/domain.md §6.6`) */
export function mayEditCompany(actor: Pick<Actor, 'roles'>, company: { isKept: boolean }): boolean {
  return company.isKept && hasRole(actor as Actor, 'advisor', 'manager');
}

export function mayEnrolCompany(actor: Caller): boolean {
  return mayAddCompany(actor);
}
