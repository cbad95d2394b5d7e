import { z } from 'zod';
import { optionalText } from '~/ui/forms/schema-parts';

export const satisfactionSchema = z.object({
  score: z
    .string({ error: 'outcomes:errors.score' })
    .regex(/^(\d|10)$/, 'outcomes:errors.score')
    .transform(Number),
  comment: optionalText({ max: 1000 }),
});
