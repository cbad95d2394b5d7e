import { z } from 'zod';
import { isoDate, mustAccept, oneOf, optionalText, requiredText, uuid, version } from '~/ui/forms/schema-parts';
import { PRIVACY_OUTCOMES, PRIVACY_REQUEST_KINDS } from './privacy-request';

export const openPrivacyRequestSchema = z.object({
  personId: uuid(),
  kind: oneOf(PRIVACY_REQUEST_KINDS),
  receivedOn: isoDate(),
});
export type OpenPrivacyRequestInput = z.output<typeof openPrivacyRequestSchema>;

/** One of the acts on a request. */
export const privacyActSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('check'), version: version(), identityCheck: requiredText({ max: 500 }) }),
  z.object({ act: z.literal('extend'), version: version(), reason: requiredText({ max: 500 }) }),
  z.object({ act: z.literal('erase'), version: version(), isSure: mustAccept() }),
  z.object({
    act: z.literal('answer'),
    version: version(),
    outcome: oneOf(PRIVACY_OUTCOMES),
    answer: requiredText({ max: 2000 }),
    proof: optionalText({ max: 500 }),
  }),
]);
export type PrivacyAct = z.output<typeof privacyActSchema>;
type Act<Name extends PrivacyAct['act']> = Omit<Extract<PrivacyAct, { act: Name }>, 'act'>;
export type CheckIdentityInput = Act<'check'>;
export type ExtendInput = Act<'extend'>;
export type AnswerInput = Act<'answer'>;
