import { z } from 'zod';
import { checkbox, emailAddress, oneOf, requiredText, uuid } from '~/ui/forms/schema-parts';
import { COLLEAGUE_ROLES } from './contact';

const colleague = {
  givenName: requiredText({ max: 80 }),
  familyName: requiredText({ max: 80 }),
  jobTitle: requiredText({ max: 100 }),
  email: emailAddress(),
  role: oneOf(COLLEAGUE_ROLES),
  isSignatory: checkbox(),
};
const ofPerson = { personId: uuid() };

/** One of the acts of whoever holds a company's account. */
export const colleaguesSchema = z
  .discriminatedUnion('act', [
    z.object({ act: z.literal('invite'), ...colleague }),
    z.object({ act: z.literal('renew'), ...ofPerson }),
    z.object({ act: z.literal('end'), ...ofPerson }),
    z.object({ act: z.literal('hand_over'), ...ofPerson }),
  ])
  .refine((sent) => sent.act !== 'invite' || !sent.isSignatory || sent.role === 'leader', {
    path: ['isSignatory'],
    message: 'people:errors.signatory_leads',
  });
export type ColleaguesInput = z.output<typeof colleaguesSchema>;
export type InviteColleagueInput = Omit<Extract<ColleaguesInput, { act: 'invite' }>, 'act'>;

/** One of the acts of the staff on somebody of a company. */
export const contactActSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('end') }),
  z.object({ act: z.literal('replace_holder'), reason: requiredText({ min: 10, max: 500 }) }),
]);
export type ContactActInput = z.output<typeof contactActSchema>;
