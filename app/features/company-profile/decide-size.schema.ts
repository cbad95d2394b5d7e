import { z } from 'zod';
import { oneOf, optionalText, requiredText, version } from '~/ui/forms/schema-parts';
import { SIZES } from '../companies/company';

/** Another size than the computed one: who decides says why, and on what paper. */
export const overrideSizeSchema = z.object({
  version: version(),
  size: oneOf(SIZES),
  reason: requiredText({ min: 20, max: 1000 }),
  evidence: optionalText({ max: 1000 }),
});
export type OverrideSizeInput = z.output<typeof overrideSizeSchema>;

export const keepComputedSizeSchema = z.object({ version: version() });
