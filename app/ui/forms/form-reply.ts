/** What a form sends beside its own fields. */
export const IDEMPOTENCY_FIELD = 'idempotencyKey';
export const INTENT_FIELD = 'intent';

export type FieldValues = Record<string, string | string[]>;
/** Field name to a message reference (`forms:errors.required`, `forms:errors.too_short?min=100`). */
export type FieldErrors = Record<string, string>;

/** An action's answer that keeps the form open: what was typed, and what is wrong with it. */
export type FormReply = {
  values?: FieldValues;
  errors?: FieldErrors;
  /** A refusal that belongs to no field, as a message reference. */
  refused?: string;
};

export function hasObjections(reply: FormReply | null | undefined): boolean {
  return Boolean(reply && (reply.refused || (reply.errors && Object.keys(reply.errors).length > 0)));
}
