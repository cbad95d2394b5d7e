import { type Actor, hasRole } from '~/access/actor';

type Caller = Pick<Actor, 'audience' | 'roles'>;
/** Whose a company is: `isKept` for the staff who keep its record, `isOwned` for the one of its people who holds its account. */
type Kept = { isKept: boolean };
type Owned = { isOwned: boolean };

/** Of the companies that are theirs to keep: a leader written down here signs in there. A director reads. */
export function mayAddContact(actor: Caller, company: Kept): boolean {
  return company.isKept && actor.audience === 'staff' && hasRole(actor as Actor, 'advisor', 'track_lead', 'manager');
}

/** The account of a company is one person's: they alone invite colleagues, end their access and hand it over. */
export function mayKeepColleagues(actor: Caller, company: Owned): boolean {
  return company.isOwned && actor.audience === 'company';
}

/** Whoever keeps the record, and whoever holds the account. */
export function mayKeepPeople(actor: Caller, company: Kept & Owned): boolean {
  return mayAddContact(actor, company) || mayKeepColleagues(actor, company);
}

/** Only somebody whose role gives them something to sign in for, with an address, and not yet signed in. */
export function mayInvite(actor: Caller, contact: { role: string; email: string | null; hasAccount: boolean } & Kept & Owned): boolean {
  return mayKeepPeople(actor, contact) && contact.role !== 'contact' && contact.email !== null && !contact.hasAccount;
}

/** Whoever holds the account is replaced first: a company is never left without, by this way. */
export function mayEndContact(actor: Caller, contact: { isAccountOwner: boolean } & Kept & Owned): boolean {
  return mayKeepPeople(actor, contact) && !contact.isAccountOwner;
}
