import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { done, type Result } from '~/platform/result';
import { INVITE_CONTACT_REFUSALS, inviteContact } from '../invitations/invite-contact.server';
import { ACCOUNT_HOLDER_REFUSALS, handOverAccount, replaceAccountHolder } from './account-holder.server';
import { ADD_CONTACT_REFUSALS } from './add-contact.server';
import type { ColleagueDone } from './colleague-done';
import type { ColleaguesInput, ContactActInput } from './colleagues.schema';
import { END_CONTACT_REFUSALS, endContact } from './end-contact.server';
import { inviteColleague } from './invite-colleague.server';

/** Where the words of a refusal are. */
export const PEOPLE_REFUSED = { ...ADD_CONTACT_REFUSALS, ...INVITE_CONTACT_REFUSALS, ...END_CONTACT_REFUSALS, ...ACCOUNT_HOLDER_REFUSALS };

/** Whether the act writes a letter to somebody. */
export const sendsLetter = ({ act }: ColleaguesInput) => act === 'invite' || act === 'renew';

/** What a form of the company's own people asks for, as the command that does it. */
export function colleaguesAct(companyId: string, input: ColleaguesInput, at: Date) {
  return async (tx: Tx, actor: Actor) => {
    switch (input.act) {
      case 'invite':
        return told(await inviteColleague(tx, actor, companyId, input, at), ({ isInvited }) => (isInvited ? 'invited' : 'joined'));
      case 'renew':
        return told(await inviteContact(tx, actor, { companyId, personId: input.personId, locale: actor.locale, at }), () => 'invited');
      case 'end':
        return told(await endContact(tx, actor, companyId, input.personId, at), () => 'ended');
      case 'hand_over':
        return told(await handOverAccount(tx, actor, { companyId, personId: input.personId, at }), () => 'handed_over');
    }
  };
}

/** What was done, said on the page that follows. */
function told<T, R extends string>(outcome: Result<T, R>, say: (value: T) => ColleagueDone): Result<ColleagueDone, R> {
  return outcome.ok ? done(say(outcome.value)) : outcome;
}

/** The same for the staff who keep the company's record. */
export function contactAct(companyId: string, personId: string, input: ContactActInput, at: Date) {
  return (tx: Tx, actor: Actor) =>
    input.act === 'end'
      ? endContact(tx, actor, companyId, personId, at)
      : replaceAccountHolder(tx, actor, { companyId, personId, at }, input);
}
