import { z } from 'zod';
import { decimal, isoDate } from '~/ui/forms/schema-parts';

/** One figure's target: set with its value and day, or removed whatever stands in the fields. The form's `intent` is the figure's code. */
export const planTargetSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('set'), value: decimal(), dueOn: isoDate() }),
  z.object({ act: z.literal('remove'), value: z.string().optional(), dueOn: z.string().optional() }),
]);
export type PlanTargetChange = z.output<typeof planTargetSchema>;
