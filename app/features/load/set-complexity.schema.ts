import { z } from 'zod';
import { COMPLEXITIES } from '~/features/cases/complexity';
import { oneOf, wholeNumber } from '~/ui/forms/schema-parts';

/** `version` 0: nothing was said of it so far. */
export const setComplexitySchema = z.object({ version: wholeNumber({ min: 0 }), complexity: oneOf(COMPLEXITIES) });
export type SetComplexityInput = z.output<typeof setComplexitySchema>;
