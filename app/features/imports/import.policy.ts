import { type Actor, hasRole } from '~/access/actor';

/** Only a manager of the whole cluster reads and writes the shared register. */
export function mayImportRegister(actor: Pick<Actor, 'roles' | 'seesAll'>): boolean {
  return hasRole(actor as Actor, 'manager') && actor.seesAll;
}
