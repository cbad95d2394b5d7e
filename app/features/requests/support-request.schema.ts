import { z } from 'zod';
import { TRACKS } from '~/features/programmes/track';
import { oneOf, optionalText, requiredText } from '~/ui/forms/schema-parts';

export const NEED_LENGTH = { min: 100, max: 4000 } as const;

/** Kept as it is while a draft; complete only when it is sent. */
export const draftRequestSchema = z.object({
  track: oneOf(TRACKS),
  title: optionalText({ max: 120 }),
  need: optionalText({ max: NEED_LENGTH.max }),
  note: optionalText({ max: 1000 }),
});

export const supportRequestSchema = z.object({
  track: oneOf(TRACKS),
  title: requiredText({ max: 120 }),
  need: requiredText({ min: NEED_LENGTH.min, max: NEED_LENGTH.max }),
  note: optionalText({ max: 1000 }),
});

export type DraftRequest = z.output<typeof draftRequestSchema>;
export type SupportRequest = z.output<typeof supportRequestSchema>;
