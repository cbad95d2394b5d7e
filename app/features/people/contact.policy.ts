import { type Actor, hasRole } from '~/access/actor';

/** Of the companies that are theirs to keep: a leader written down here signs in there. A director reads. */
export function mayAddContact(actor: Pick<Actor, 'audience' | 'roles'>, company: { isKept: boolean }): boolean {
  return company.isKept && actor.audience === 'staff' && hasRole(actor as Actor, 'advisor', 'track_lead', 'manager');
}

/** Only somebody whose role gives them something to sign in for, with an address, and not yet signed in. */
export function mayInvite(
  actor: Pick<Actor, 'audience' | 'roles'>,
  contact: { role: string; email: string | null; hasAccount: boolean; isKept: boolean },
): boolean {
  return mayAddContact(actor, contact) && contact.role === 'leader' && contact.email !== null && !contact.hasAccount;
}
