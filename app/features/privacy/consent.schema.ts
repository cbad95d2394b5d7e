import { z } from 'zod';
import { oneOf, uuid } from '~/ui/forms/schema-parts';
import { CONSENT_PURPOSES } from './consent';

const about = { companyId: uuid(), purpose: oneOf(CONSENT_PURPOSES) };

/** What a leader says about a use of what is known of the company. A box is ticked by hand, or nothing is agreed to. */
export const consentSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('give'), ...about, isAgreed: z.literal('on', 'privacy:consent.tick') }),
  z.object({ act: z.literal('withdraw'), ...about }),
]);
export type ConsentInput = z.output<typeof consentSchema>;
