import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { refusedAs } from '~/platform/result';
import { answerPrivacyRequest, checkIdentity, extendPrivacyRequest, PRIVACY_ANSWER_REFUSALS } from './answer-privacy-request.server';
import { ERASE_REFUSALS, erasePerson } from './erase-person.server';
import type { PrivacyAct } from './privacy-request.schema';

const REFUSALS = [...PRIVACY_ANSWER_REFUSALS, ...ERASE_REFUSALS] as const;

/** Where the words of a refusal are. */
export const PRIVACY_REFUSED = refusedAs(REFUSALS, (reason) => `privacy:register.refused.${reason}`);

/** What a form of a request's page asks for, as the command that does it. */
export function privacyAct(requestId: string | undefined, input: PrivacyAct, at: Date) {
  return (tx: Tx, actor: Actor) => {
    switch (input.act) {
      case 'check':
        return checkIdentity(tx, actor, requestId, input, at);
      case 'extend':
        return extendPrivacyRequest(tx, actor, requestId, input, at);
      case 'erase':
        return erasePerson(tx, actor, requestId, input, at);
      case 'answer':
        return answerPrivacyRequest(tx, actor, requestId, input, at);
    }
  };
}
