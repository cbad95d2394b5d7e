import { z } from 'zod';
import { optionally, requiredText, version } from '~/ui/forms/schema-parts';
import { PHONE } from './phone';

export const editOwnProfileSchema = z.object({
  givenName: requiredText({ max: 80 }),
  familyName: requiredText({ max: 80 }),
  phone: optionally(z.string().trim().regex(PHONE, 'people:errors.phone')),
  version: version(),
});
export type EditOwnProfileInput = z.output<typeof editOwnProfileSchema>;
