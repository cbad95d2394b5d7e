import { z } from 'zod';
import { parseDate, readNumber } from '~/i18n/parse';
import { wordIssue } from './form-values';

const REQUIRED = 'forms:errors.required';

/** Line ends as one character, so that a length counted in the browser is the length stored. */
const tidy = (text: string) => text.replace(/\r\n?/g, '\n').trim();

export function requiredText({ min = 1, max = 2000 }: { min?: number; max?: number } = {}) {
  const text = z.string().overwrite(tidy).min(1, REQUIRED).max(max);
  return min > 1 ? text.min(min) : text;
}

/** Empty is null. */
export function optionalText({ max = 2000 }: { max?: number } = {}) {
  return optionally(requiredText({ max }));
}

/** Makes any part optional: an empty or absent field is null. */
export function optionally<Output>(part: z.ZodType<Output, string>) {
  return z
    .string()
    .optional()
    .transform((text, context): Output | null => {
      if (text === undefined || text.trim() === '') return null;
      const read = part.safeParse(text, { error: wordIssue });
      if (read.success) return read.data;
      for (const { message } of read.error.issues) context.addIssue({ code: 'custom', message });
      return z.NEVER;
    });
}

/** A day typed in either language, as an ISO date. */
export function isoDate() {
  return z
    .string()
    .min(1, REQUIRED)
    .transform((text, context) => {
      const iso = parseDate(text);
      if (iso) return iso;
      context.addIssue({ code: 'custom', message: text.trim() === '' ? REQUIRED : 'forms:errors.date' });
      return z.NEVER;
    });
}

export const optionalDate = () => optionally(isoDate());

type Bounds = { min?: number; max?: number };

/** A number as people write it in either language; one that reads two ways is refused. */
export function decimal({ min, max }: Bounds = {}) {
  return z
    .string()
    .min(1, REQUIRED)
    .transform((text, context) => {
      const read = readNumber(text);
      const objection = !read.ok
        ? `forms:errors.${read.reason === 'ambiguous' ? 'number_ambiguous' : 'number'}`
        : min !== undefined && read.value < min
          ? `forms:errors.too_small?min=${min}`
          : max !== undefined && read.value > max
            ? `forms:errors.too_big?max=${max}`
            : null;
      if (read.ok && objection === null) return read.value;
      context.addIssue({ code: 'custom', message: objection ?? 'forms:errors.number' });
      return z.NEVER;
    });
}

export function wholeNumber(bounds: Bounds = {}) {
  return decimal(bounds).refine((value) => Number.isSafeInteger(value), 'forms:errors.integer');
}

export const optionalWholeNumber = (bounds?: Bounds) => optionally(wholeNumber(bounds));

/** An amount typed in euros, as integer cents. Bounds are in euros. */
export function euroCents(bounds: Bounds = {}) {
  return decimal({ max: 90_000_000_000, ...bounds }).transform((euros, context) => {
    const cents = Math.round(euros * 100);
    if (Math.abs(cents - euros * 100) < 0.001) return cents;
    context.addIssue({ code: 'custom', message: 'forms:errors.number' });
    return z.NEVER;
  });
}

/** A box that may stay unticked. */
export function checkbox() {
  return z
    .string()
    .optional()
    .transform((value) => value !== undefined);
}

/** A box without which the form is refused. */
export function mustAccept() {
  return z.literal('on', { error: 'forms:errors.accept' }).transform(() => true as const);
}

export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, { error: 'forms:errors.choose' });
}

/** Zero, one or several among a list, each at most once. */
export function someOf<const Values extends readonly [string, ...string[]]>(values: Values, { min = 0 }: { min?: number } = {}) {
  return z
    .array(oneOf(values))
    .min(min)
    .overwrite((chosen) => [...new Set(chosen)]);
}

/** Lower case: one account, one spelling. */
export function emailAddress() {
  return z
    .string()
    .trim()
    .toLowerCase()
    .min(1, REQUIRED)
    .max(254)
    .pipe(z.email({ error: 'forms:errors.email' }));
}

/** https only: the address is shown as a link. */
export function webAddress() {
  return z
    .string()
    .trim()
    .min(1, REQUIRED)
    .max(2000)
    .refine((text) => URL.canParse(text) && new URL(text).protocol === 'https:', 'forms:errors.url');
}

/** The version the person read, sent back so that a write over someone else's is refused. */
export function version() {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number);
}

export function uuid() {
  return z.uuid({ error: 'forms:errors.choose' });
}
