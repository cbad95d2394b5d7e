import { z } from 'zod';
import { checkSiren, normaliseIdentifier } from './siren';

/** A SIREN as typed, without its spaces, or nothing; a fault proposes the zeros a spreadsheet ate. */
export const optionalSiren = z
  .string()
  .optional()
  .transform((typed, context): string | null => {
    if (typed === undefined || normaliseIdentifier(typed) === '') return null;
    const check = checkSiren(typed);
    if (check.ok) return check.number;
    context.addIssue({
      code: 'custom',
      message: `companies:errors.siren.${check.fault}${check.repaired ? `?repaired=${check.repaired}` : ''}`,
    });
    return z.NEVER;
  });
