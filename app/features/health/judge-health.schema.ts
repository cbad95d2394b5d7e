import { z } from 'zod';
import { isoDate, oneOf, requiredText } from '~/ui/forms/schema-parts';
import { JUDGED_HEALTHS } from './health-codes';

const seen = () => z.string().optional();

/** A judgement with its reason and its last day, or the end of the one that runs. `seen` is the judgement the page showed. */
export const judgeHealthSchema = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('judge'),
    seen: seen(),
    health: oneOf(JUDGED_HEALTHS),
    reason: requiredText({ min: 10, max: 1000 }),
    untilOn: isoDate(),
  }),
  z.object({ act: z.literal('end'), seen: seen() }),
]);
export type JudgeHealthInput = z.output<typeof judgeHealthSchema>;
