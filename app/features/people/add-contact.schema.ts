import { z } from 'zod';
import { checkbox, emailAddress, oneOf, optionally, requiredText } from '~/ui/forms/schema-parts';
import { CONTACT_ROLES } from './contact';
import { PHONE } from './phone';

const phone = z.string().trim().regex(PHONE, 'people:errors.phone');

export const addContactSchema = z
  .object({
    givenName: requiredText({ max: 80 }),
    familyName: requiredText({ max: 80 }),
    jobTitle: requiredText({ max: 100 }),
    email: emailAddress(),
    phone: optionally(phone),
    role: oneOf(CONTACT_ROLES),
    isSignatory: checkbox(),
  })
  .refine((contact) => !contact.isSignatory || contact.role === 'leader', {
    path: ['isSignatory'],
    message: 'people:errors.signatory_leads',
  });
export type AddContactInput = z.output<typeof addContactSchema>;
