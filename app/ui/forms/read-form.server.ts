import { data } from '@remix-run/node';
import type { z } from 'zod';
import { type FieldValues, type FormReply, IDEMPOTENCY_FIELD, INTENT_FIELD } from './form-reply';
import { errorsByField, type FormSchema, MalformedForm, rawFields, wordIssue } from './form-values';

const MOST_FIELDS = 1000;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

type Reply = ReturnType<typeof data<FormReply>>;

export type FormRead<S extends FormSchema> =
  | { ok: true; data: z.output<S>; values: FieldValues; idempotencyKey: string | null; intent: string | null }
  | { ok: false; reply: Reply; values: FieldValues };

/** What no page of ours sends: 400. */
export function malformed(why: string): Response {
  return new Response(why, { status: 400, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}

async function formDataOf(request: Request): Promise<FormData> {
  const type = request.headers.get('Content-Type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) throw malformed('Not a form');
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    throw malformed('Unreadable form');
  }
  return form;
}

function checkFields(form: FormData): void {
  let count = 0;
  for (const [name, value] of form) {
    count += 1;
    if (count > MOST_FIELDS) throw malformed('Too many fields');
    // PostgreSQL text holds no NUL; a browser never sends one.
    if (name.includes('\0') || (typeof value === 'string' ? value : value.name).includes('\0')) throw malformed('NUL in a field');
  }
}

/**
 * Reads a posted form by its schema. What the person can correct comes back as `reply` (422, with what was typed and the errors);
 * what no page of ours sends (unknown or doubled field, NUL, over 1 000 fields, another content type) is thrown as a 400.
 */
export async function readForm<S extends FormSchema>(request: Request, schema: S): Promise<FormRead<S>> {
  return readFormData(await formDataOf(request), schema);
}

/** The same of a form whose body was read already. */
export async function readFormData<S extends FormSchema>(form: FormData, schema: S): Promise<FormRead<S>> {
  checkFields(form);
  const { fields, values } = readFields(form, schema);
  const read = await schema.safeParseAsync(fields, { error: wordIssue });
  if (!read.success) {
    const { '': refused, ...errors } = errorsByField(read.error.issues);
    return { ok: false, values, reply: data<FormReply>({ values, errors, ...(refused ? { refused } : {}) }, { status: 422 }) };
  }
  const key = form.get(IDEMPOTENCY_FIELD);
  const intent = form.get(INTENT_FIELD);
  return {
    ok: true,
    data: read.data as z.output<S>,
    values,
    idempotencyKey: typeof key === 'string' && UUID.test(key) ? key : null,
    intent: typeof intent === 'string' ? intent : null,
  };
}

function readFields(form: FormData, schema: FormSchema) {
  try {
    return rawFields(form, schema);
  } catch (error) {
    if (error instanceof MalformedForm) throw malformed(error.message);
    throw error;
  }
}

/** A command's refusal that gives the form again, filled: 409 unless told otherwise. `errors` may point at fields. */
export function refuseForm(
  values: FieldValues,
  refused: string | undefined,
  { status = 409, errors }: { status?: number; errors?: FormReply['errors'] } = {},
): Reply {
  return data<FormReply>({ values, ...(refused ? { refused } : {}), ...(errors ? { errors } : {}) }, { status });
}

/** The form again for whoever has tried too often: when to come back, in words and in the header. Passwords are not sent back. */
export function refuseWaiting({ seconds }: { seconds: number }, values?: FieldValues): Reply {
  const refused = `forms:refused.wait?minutes=${Math.ceil(seconds / 60)}`;
  return data<FormReply>({ refused, ...(values ? { values } : {}) }, { status: 429, headers: { 'Retry-After': String(seconds) } });
}
