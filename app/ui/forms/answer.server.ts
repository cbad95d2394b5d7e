import { notFound } from '~/platform/http.server';
import type { Result } from '~/platform/result';
import type { FieldValues } from './form-reply';
import { refuseForm } from './read-form.server';

/** Refusals that every form words alike. */
const COMMON = {
  already_sent: 'forms:refused.already_sent',
  changed_meanwhile: 'forms:refused.changed_meanwhile',
  not_allowed: 'forms:refused.not_allowed',
} as const;
type Common = keyof typeof COMMON | 'not_found';

/**
 * A command's outcome as an HTTP answer: what `done` makes of the value; or the form again, filled, with the refusal in
 * words. Every reason has a sentence, or the code doesn't compile. What is absent or invisible is a 404.
 */
export function answer<T, R extends string, D>(
  outcome: Result<T, R>,
  {
    done,
    refused,
    beside,
    values = {},
  }: {
    done: (value: T) => D;
    refused: Record<Exclude<R, Common>, string>;
    /** Fields beside which a reason is said, instead of above the form. */
    beside?: Partial<Record<R, string>>;
    values?: FieldValues;
  },
): D | ReturnType<typeof refuseForm> {
  if (outcome.ok) return done(outcome.value);
  if (outcome.reason === 'not_found') throw notFound();
  const words: Record<string, string> = { ...COMMON, ...refused };
  const detail = outcome.detail
    ? `?${new URLSearchParams(Object.entries(outcome.detail).map(([key, value]) => [key, String(value)]))}`
    : '';
  const said = `${words[outcome.reason]}${detail}`;
  const field = beside?.[outcome.reason];
  return field ? refuseForm(values, undefined, { errors: { [field]: said } }) : refuseForm(values, said);
}
