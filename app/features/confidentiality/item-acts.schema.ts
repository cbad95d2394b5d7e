import { z } from 'zod';
import { requiredText, version } from '~/ui/forms/schema-parts';

/** The three acts on who reads a thing; what is opened says why. */
export const itemActSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('share'), version: version() }),
  z.object({ act: z.literal('take_back'), version: version() }),
  z.object({ act: z.literal('open'), version: version(), reason: requiredText({ min: 10, max: 1000 }) }),
]);
