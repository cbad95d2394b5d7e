import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { dayInParis } from '~/platform/clock.server';
import { done, type Result, refuse } from '~/platform/result';
import { type INVITE_CONTACT_REFUSALS, inviteContact } from '../invitations/invite-contact.server';
import { type ADD_CONTACT_REFUSALS, addContact } from './add-contact.server';
import type { InviteColleagueInput } from './colleagues.schema';

type Refused =
  | 'not_found'
  | 'not_allowed'
  | keyof typeof ADD_CONTACT_REFUSALS
  | Exclude<keyof typeof INVITE_CONTACT_REFUSALS, 'nothing_waits'>;

/** Writes down a colleague and invites them by letter. Somebody who already signs in needs none: the company is among theirs at once. */
export async function inviteColleague(
  tx: Tx,
  actor: Actor,
  companyId: string,
  input: InviteColleagueInput,
  at: Date,
): Promise<Result<{ personId: string; isInvited: boolean }, Refused>> {
  const added = await addContact(tx, actor, companyId, { ...input, phone: null }, dayInParis(at));
  if (!added.ok) return added;
  const { personId } = added.value;
  const invited = await inviteContact(tx, actor, { companyId, personId, locale: actor.locale, at });
  if (invited.ok) return done({ personId, isInvited: true });
  return invited.reason === 'has_account' ? done({ personId, isInvited: false }) : refuse(invited.reason);
}
