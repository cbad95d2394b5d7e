import { z } from 'zod';
import { checkbox, optionalDate, optionally, optionalText, version } from '~/ui/forms/schema-parts';
import { checkSiret, normaliseIdentifier } from '../companies/siren';
import { departmentOfCommune } from './region';

const siret = z
  .string()
  .optional()
  .transform((typed, context): string | null => {
    if (typed === undefined || normaliseIdentifier(typed) === '') return null;
    const check = checkSiret(typed);
    if (check.ok) return check.number;
    context.addIssue({
      code: 'custom',
      message: `profile:errors.siret.${check.fault}${check.repaired ? `?repaired=${check.repaired}` : ''}`,
    });
    return z.NEVER;
  });

/** A place of business; `version` is 0 for a new one. */
export const saveEstablishmentSchema = z
  .object({
    version: version(),
    siret,
    name: optionalText({ max: 100 }),
    isHeadOffice: checkbox(),
    streetAddress: optionalText({ max: 200 }),
    postcode: optionally(
      z
        .string()
        .trim()
        .regex(/^\d{5}$/, 'profile:errors.postcode'),
    ),
    city: optionalText({ max: 100 }),
    communeCode: optionally(
      z
        .string()
        .trim()
        .toUpperCase()
        .refine((code) => /^(\d{5}|2[AB]\d{3})$/.test(code) && departmentOfCommune(code) !== null, 'profile:errors.commune'),
    ),
    fromOn: optionalDate(),
    untilOn: optionalDate(),
  })
  .superRefine(({ fromOn, untilOn }, context) => {
    if (untilOn !== null && fromOn !== null && untilOn < fromOn)
      context.addIssue({ code: 'custom', path: ['untilOn'], message: 'profile:errors.period' });
  });
export type SaveEstablishmentInput = z.output<typeof saveEstablishmentSchema>;
