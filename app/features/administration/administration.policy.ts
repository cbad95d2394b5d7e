import { type Actor, hasRole } from '~/access/actor';

/** Administrators alone know the staff as accounts: who they are, what they may do, never what they work on. */
export function mayAdminister(actor: Pick<Actor, 'roles'>): boolean {
  return hasRole(actor as Actor, 'admin');
}

/** Nobody gives, ends or regains a right of their own: another administrator does. */
export function mayChangeRights(actor: Pick<Actor, 'roles' | 'personId'>, personId: string): boolean {
  return mayAdminister(actor) && actor.personId !== personId;
}
