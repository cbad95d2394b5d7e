import { type Actor, hasRole } from '~/access/actor';

/** Administrators decide how long things are kept; they read no case for it. */
export function mayKeepTerms(actor: Pick<Actor, 'roles'>): boolean {
  return hasRole(actor as Actor, 'admin');
}
