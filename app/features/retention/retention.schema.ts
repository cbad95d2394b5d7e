import { z } from 'zod';
import { requiredText, uuid, wholeNumber } from '~/ui/forms/schema-parts';
import { MOST_MONTHS } from './retention-kind';

const months = wholeNumber({ min: 1, max: MOST_MONTHS });
const reason = requiredText({ min: 10, max: 500 });

/** One of the acts on a kind's term. */
export const retentionSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('try'), months }),
  z.object({ act: z.literal('turn_on'), months, reason }),
  z.object({ act: z.literal('turn_off'), reason }),
  z.object({ act: z.literal('let_in'), personId: uuid() }),
]);
export type RetentionInput = z.output<typeof retentionSchema>;
