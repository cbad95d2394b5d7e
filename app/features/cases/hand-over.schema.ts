import { z } from 'zod';
import { optionalText, requiredText } from '~/ui/forms/schema-parts';

/** Cases handed over at once: more are left for another time. */
export const MOST_HANDED_OVER = 200;

export const handOverSchema = z.object({
  fromId: z.uuid(),
  caseIds: z.array(z.uuid()).min(1, 'forms:errors.choose').max(MOST_HANDED_OVER),
  advisorId: z.uuid({ error: 'forms:errors.choose' }),
  reason: requiredText({ max: 4000 }),
  overrideReason: optionalText({ max: 4000 }),
});
export type HandOverInput = z.output<typeof handOverSchema>;
