import { z } from 'zod';
import { DOMAINS } from '~/features/companies/company';
import { TRACKS } from '~/features/programmes/track';
import { decimal, isoDate, oneOf, optionally, requiredText, wholeNumber } from '~/ui/forms/schema-parts';
import { CAPACITY_KINDS } from './skill';

/** An absence, or that one will not be: of an advisor's page, and of an administrator's. */
export const absenceActs = [
  z.object({
    act: z.literal('absence'),
    absentFrom: isoDate(),
    absentUntil: isoDate(),
    coveredById: optionally(requiredText({ max: 36 })),
  }),
  z.object({ act: z.literal('present'), absenceId: requiredText({ max: 36 }), version: wholeNumber({ min: 1 }) }),
] as const;

/** A capacity from a day on, what an advisor is skilled in, or an absence: one of the page's forms. */
export const advisorProfileSchema = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('capacity'),
    percent: decimal({ min: 10, max: 100 }),
    kind: oneOf(CAPACITY_KINDS),
    fromOn: isoDate(),
    seen: wholeNumber({ min: 0 }),
  }),
  z.object({
    act: z.literal('skills'),
    seen: z.string().optional(),
    track: z.array(oneOf(TRACKS)).max(10),
    das: z.array(oneOf(DOMAINS)).max(10),
    department: z.array(requiredText({ max: 3 })).max(120),
  }),
  ...absenceActs,
]);
export type AdvisorProfileInput = z.output<typeof advisorProfileSchema>;
export type CapacityInput = Extract<AdvisorProfileInput, { act: 'capacity' }>;
export type SkillsInput = Extract<AdvisorProfileInput, { act: 'skills' }>;
export type AbsenceInput = Extract<AdvisorProfileInput, { act: 'absence' }>;
