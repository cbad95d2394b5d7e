import { z } from 'zod';
import { oneOf, optionalText } from '~/ui/forms/schema-parts';
import { JOININGS } from './company';
import { checkSiren, normaliseIdentifier } from './siren';

/** Countries a company may come from without a SIREN: a two-letter code other than France's. */
const foreignCountry = z
  .string()
  .trim()
  .toUpperCase()
  .refine((code) => code === '' || (/^[A-Z]{2}$/.test(code) && code !== 'FR'), 'companies:errors.country');

/** First step: a number, or a foreign company's own. Second step: the name, proposed by the register when it knows the number. */
export const addCompanySchema = z
  .object({
    siren: z.string().max(40).default(''),
    foreignId: optionalText({ max: 60 }),
    countryCode: foreignCountry.default(''),
    name: optionalText({ max: 200 }),
    joining: oneOf(JOININGS),
  })
  .superRefine((form, context) => {
    const typed = normaliseIdentifier(form.siren);
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (typed === '' && form.foreignId === null) say('siren', 'companies:errors.siren.missing');
    if (typed !== '' && form.foreignId !== null) say('foreignId', 'companies:errors.one_identity');
    if (typed !== '') {
      const siren = checkSiren(typed);
      if (!siren.ok) say('siren', `companies:errors.siren.${siren.fault}${siren.repaired ? `?repaired=${siren.repaired}` : ''}`);
    }
    if (form.foreignId !== null && form.countryCode === '') say('countryCode', 'companies:errors.country_missing');
    if (form.foreignId !== null && form.name === null) say('name', 'forms:errors.required');
  })
  .transform((form) => ({ ...form, siren: normaliseIdentifier(form.siren) || null }));

export type AddCompanyInput = z.output<typeof addCompanySchema>;

export const pickUnitsSchema = z.object({
  siren: z
    .array(z.string().regex(/^\d{9}$/))
    .min(1, 'register:errors.none_picked')
    .max(50),
  joining: oneOf(JOININGS),
});
export type PickUnitsInput = z.output<typeof pickUnitsSchema>;

export const enrolCompanySchema = z.object({ joining: oneOf(JOININGS) });
