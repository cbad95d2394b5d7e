import { z } from 'zod';
import { isoDate, oneOf, optionalText, requiredText, version } from '~/ui/forms/schema-parts';
import { EARLY_CLOSURE_REASONS, HOLD_REASONS, OUTCOMES, REFUSAL_REASONS } from './case-reason';

const MOST_TEXT = 4000;
const words = () => requiredText({ max: MOST_TEXT });
const fewWords = () => optionalText({ max: MOST_TEXT });
const organisation = () => requiredText({ max: 200 });

export const pressSchema = z.object({ version: version() });
export const commentSchema = z.object({ version: version(), comment: words() });
export const refuseCaseSchema = z.object({ version: version(), reason: oneOf(REFUSAL_REASONS), comment: words() });
export const redirectCaseSchema = z.object({ version: version(), organisation: organisation(), comment: words() });
export const holdCaseSchema = z.object({ version: version(), reason: oneOf(HOLD_REASONS), resumeOn: isoDate(), comment: fewWords() });
export const closeEarlySchema = z.object({ version: version(), reason: oneOf(EARLY_CLOSURE_REASONS), comment: fewWords() });
export const withdrawCaseSchema = z.object({ version: version(), comment: fewWords() });
export const signPlanSchema = z.object({ version: version(), signatory: requiredText({ max: 200 }) });
export const assignCaseSchema = z.object({
  version: version(),
  advisorId: z.uuid({ error: 'forms:errors.choose' }),
  overrideReason: optionalText({ max: MOST_TEXT }),
});

/** What a proposal brings, by the state it proposes. */
export const PROPOSAL_SCHEMAS = {
  redirected: z.object({ version: version(), organisation: organisation(), comment: words() }),
  closed_early: z.object({ version: version(), reason: oneOf(EARLY_CLOSURE_REASONS), comment: words() }),
  follow_up: commentSchema,
} as const;

export const reviewSchema = z.object({ version: version(), outcome: oneOf(OUTCOMES), lessons: words() });
export const reminderSchema = z.object({ on: isoDate() });
