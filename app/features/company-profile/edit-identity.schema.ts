import { z } from 'zod';
import { optionally, optionalText, requiredText, version } from '~/ui/forms/schema-parts';
import { regionOfDepartment } from '../companies/company';
import { departmentOfCommune } from './region';

/** A box around metropolitan France: a point outside was typed the wrong way round. */
const FRANCE = { latitude: [41.3, 51.2], longitude: [-5.3, 9.7] } as const;

/** Degrees with a point or a comma, inside the box. */
const degrees = ([least, most]: readonly [number, number]) =>
  optionally(
    z
      .string()
      .trim()
      .regex(/^-?\d{1,3}([.,]\d{1,9})?$/, 'forms:errors.number')
      .transform((text) => Number(text.replace(',', '.')))
      .refine((value) => value >= least && value <= most, 'profile:errors.outside_france'),
  );

const code = (shape: RegExp, message: string) => optionally(z.string().trim().toUpperCase().regex(shape, message));

export const editIdentitySchema = z
  .object({
    version: version(),
    name: requiredText({ min: 2, max: 200 }),
    acronym: optionalText({ max: 100 }),
    tradeName: optionalText({ max: 100 }),
    naf2025Code: code(/^\d{2}\.\d{2}[A-Z]$/, 'profile:errors.naf'),
    streetAddress: optionalText({ max: 200 }),
    postcode: code(/^\d{5}$/, 'profile:errors.postcode'),
    city: optionalText({ max: 100 }),
    communeCode: code(/^(\d{5}|2[AB]\d{3})$/, 'profile:errors.commune'),
    departmentCode: optionally(
      z
        .string()
        .trim()
        .toUpperCase()
        .refine((department) => regionOfDepartment(department) !== null, 'companies:errors.department'),
    ),
    latitude: degrees(FRANCE.latitude),
    longitude: degrees(FRANCE.longitude),
  })
  .superRefine(({ communeCode, departmentCode, latitude, longitude }, context) => {
    const department = communeCode === null ? null : departmentOfCommune(communeCode);
    if (communeCode !== null && department === null)
      context.addIssue({ code: 'custom', path: ['communeCode'], message: 'profile:errors.commune' });
    if (department !== null && departmentCode !== null && department !== departmentCode)
      context.addIssue({ code: 'custom', path: ['departmentCode'], message: `profile:errors.other_department?department=${department}` });
    if ((latitude === null) !== (longitude === null))
      context.addIssue({
        code: 'custom',
        path: [latitude === null ? 'latitude' : 'longitude'],
        message: 'profile:errors.both_coordinates',
      });
  })
  // The department comes from the commune, never from the postcode.
  .transform((typed) => ({
    ...typed,
    departmentCode: (typed.communeCode && departmentOfCommune(typed.communeCode)) ?? typed.departmentCode,
  }));
export type EditIdentityInput = z.output<typeof editIdentitySchema>;
