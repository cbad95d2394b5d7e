import { type Actor, hasRole } from '~/access/actor';

/** The aid ledger is written by those who keep the company. */
export function mayRecordAid(actor: Pick<Actor, 'roles'>, company: { isKept: boolean }): boolean {
  return company.isKept && hasRole(actor as Actor, 'advisor', 'manager');
}
