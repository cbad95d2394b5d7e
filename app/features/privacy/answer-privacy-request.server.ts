import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { dayInParis } from '~/platform/clock.server';
import { done, type Result, refuse } from '~/platform/result';
import { findPrivacyRequest, writePrivacyRequest } from './find-privacy-request.server';
import { answerDueOn } from './privacy-request';
import { mayKeepRegister } from './privacy-request.policy';
import type { AnswerInput, CheckIdentityInput, ExtendInput } from './privacy-request.schema';

export const PRIVACY_ANSWER_REFUSALS = ['answered', 'extended', 'too_late', 'identity_unchecked', 'not_erased'] as const;
type Refused = 'not_found' | 'not_allowed' | 'changed_meanwhile' | (typeof PRIVACY_ANSWER_REFUSALS)[number];
type Outcome = Promise<Result<{ requestId: string }, Refused>>;

/** Says how it was made sure that the person asks it themselves. */
export async function checkIdentity(tx: Tx, actor: Actor, id: string | undefined, input: CheckIdentityInput, at: Date): Outcome {
  if (!mayKeepRegister(actor)) return refuse('not_allowed');
  const request = await findPrivacyRequest(tx, actor, id);
  if (!request) return refuse('not_found');
  if (request.answeredAt !== null) return refuse('answered');
  const set = { identityCheck: input.identityCheck, identityCheckedAt: at.toISOString(), identityCheckedById: actor.personId };
  const isWritten = await writePrivacyRequest(tx, actor, {
    ...{ id: request.id, version: input.version, set },
    kind: 'privacy.identity_checked',
  });
  return isWritten ? done({ requestId: request.id }) : refuse('changed_meanwhile');
}

/** Two months more, once, told to the person before the first month is over. */
export async function extendPrivacyRequest(tx: Tx, actor: Actor, id: string | undefined, input: ExtendInput, at: Date): Outcome {
  if (!mayKeepRegister(actor)) return refuse('not_allowed');
  const request = await findPrivacyRequest(tx, actor, id);
  if (!request) return refuse('not_found');
  if (request.answeredAt !== null) return refuse('answered');
  if (request.extendedOn !== null) return refuse('extended');
  const today = dayInParis(at);
  if (today > request.dueOn) return refuse('too_late');
  const set = { dueOn: answerDueOn(request.receivedOn, true), extendedOn: today, extensionReason: input.reason };
  const isWritten = await writePrivacyRequest(tx, actor, { id: request.id, version: input.version, set, kind: 'privacy.extended' });
  return isWritten ? done({ requestId: request.id }) : refuse('changed_meanwhile');
}

/** Closes a request with what was answered and where its proof is. What is granted of an erasure was carried out before. */
export async function answerPrivacyRequest(tx: Tx, actor: Actor, id: string | undefined, input: AnswerInput, at: Date): Outcome {
  if (!mayKeepRegister(actor)) return refuse('not_allowed');
  const request = await findPrivacyRequest(tx, actor, id);
  if (!request) return refuse('not_found');
  if (request.answeredAt !== null) return refuse('answered');
  if (input.outcome !== 'refused') {
    if (request.identityCheckedAt === null) return refuse('identity_unchecked');
    if (request.kind === 'erasure' && request.erasedAt === null) return refuse('not_erased');
  }
  const { version, outcome, answer, proof } = input;
  const set = { outcome, answer, proof, answeredAt: at.toISOString(), answeredById: actor.personId };
  const isWritten = await writePrivacyRequest(tx, actor, { id: request.id, version, set, kind: 'privacy.answered' });
  return isWritten ? done({ requestId: request.id }) : refuse('changed_meanwhile');
}
