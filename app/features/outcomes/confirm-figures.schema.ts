import { z } from 'zod';
import { optionalText } from '~/ui/forms/schema-parts';

export const CONFIRM_ANSWERS = ['agree', 'correct', 'disagree'] as const;

/** The leader's word on one value given for the company. */
export const confirmFigureSchema = z
  .object({
    answer: z.enum(CONFIRM_ANSWERS, { error: 'outcomes:confirm.choose' }),
    value: z.string().max(40).optional().default(''),
    den: z.string().max(40).optional().default(''),
    comment: optionalText({ max: 1000 }),
  })
  .superRefine(({ answer, comment }, context) => {
    if (answer !== 'agree' && !comment) context.addIssue({ code: 'custom', path: ['comment'], message: 'outcomes:refused.reason_missing' });
  });
export type ConfirmFigureForm = z.output<typeof confirmFigureSchema>;
