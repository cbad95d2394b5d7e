import type { z } from 'zod';
import { type FieldErrors, type FieldValues, IDEMPOTENCY_FIELD, INTENT_FIELD } from './form-reply';

export type FormSchema = z.ZodType;

type Shape = Record<string, z.core.$ZodType>;
type Definition = {
  type: string;
  shape?: Shape;
  innerType?: z.core.$ZodType;
  in?: z.core.$ZodType;
  out?: z.core.$ZodType;
  left?: z.core.$ZodType;
  right?: z.core.$ZodType;
  options?: readonly z.core.$ZodType[];
};

const definitionOf = (schema: z.core.$ZodType): Definition => schema._zod.def as unknown as Definition;

/** Field name to whether the schema takes a list under it; null when the schema's fields can't be told. */
function fieldsOf(schema: z.core.$ZodType): Map<string, boolean> | null {
  const definition = definitionOf(schema);
  if (definition.type === 'object') return new Map(Object.entries(definition.shape ?? {}).map(([name, field]) => [name, takesList(field)]));
  if (definition.type === 'pipe')
    return definition.in && definitionOf(definition.in).type !== 'transform'
      ? fieldsOf(definition.in)
      : definition.out
        ? fieldsOf(definition.out)
        : null;
  if (definition.innerType) return fieldsOf(definition.innerType);
  const branches = definition.options ?? (definition.left && definition.right ? [definition.left, definition.right] : null);
  if (!branches) return null;
  const all = branches.map(fieldsOf);
  return all.some((fields) => fields === null) ? null : new Map(all.flatMap((fields) => [...(fields ?? [])]));
}

function takesList(schema: z.core.$ZodType): boolean {
  const definition = definitionOf(schema);
  if (definition.type === 'array' || definition.type === 'set') return true;
  if (definition.type === 'pipe') return [definition.in, definition.out].some((side) => side !== undefined && takesList(side));
  return definition.innerType ? takesList(definition.innerType) : false;
}

export type RawFields = {
  /** What the schema receives: strings, lists of strings, files. */
  fields: Record<string, unknown>;
  /** What a refused form shows again: texts only, never a file or the idempotency key. */
  values: FieldValues;
};

/** A form that no page of ours sends: an unknown field, or one value sent twice. */
export class MalformedForm extends Error {}

/** Reads a form by its schema, the same way in the browser and on the server. Every text is kept exactly as typed. */
export function rawFields(form: FormData, schema: FormSchema): RawFields {
  const known = fieldsOf(schema);
  const fields: Record<string, unknown> = {};
  const values: FieldValues = {};
  if (known) for (const [name, isList] of known) if (isList) fields[name] = [];
  for (const name of new Set(form.keys())) {
    const sent = form.getAll(name);
    const texts = sent.filter((value) => typeof value === 'string');
    if (name === IDEMPOTENCY_FIELD) continue;
    const isReserved = name === INTENT_FIELD && !known?.has(name);
    if (known && !known.has(name) && !isReserved) throw new MalformedForm(`Unknown field ${name}`);
    const isList = known?.get(name) ?? sent.length > 1;
    if (!isList && sent.length > 1) throw new MalformedForm(`Field ${name} sent ${sent.length} times`);
    if (texts.length > 0) values[name] = isList ? texts : (texts[0] ?? '');
    if (isReserved) continue;
    // An empty file input is sent as a nameless empty file.
    const chosen = sent.filter((value) => typeof value === 'string' || value.size > 0 || value.name !== '');
    fields[name] = isList ? chosen : chosen[0];
  }
  return { fields, values };
}

type Issue = Pick<z.core.$ZodRawIssue, 'code' | 'input'> & { origin?: unknown; minimum?: unknown; maximum?: unknown; format?: unknown };

/** The message reference of a schema issue that has none of its own. */
export function wordIssue(issue: Issue): string {
  const isEmpty = issue.input === undefined || issue.input === '' || issue.input === null;
  switch (issue.code) {
    case 'invalid_type':
      return isEmpty ? 'forms:errors.required' : 'forms:errors.invalid';
    case 'invalid_value':
    case 'invalid_union':
      return 'forms:errors.choose';
    case 'too_small':
      if (issue.origin === 'string')
        return issue.minimum === 1 || isEmpty ? 'forms:errors.required' : `forms:errors.too_short?min=${issue.minimum}`;
      if (issue.origin === 'array' || issue.origin === 'set') return `forms:errors.too_few?min=${issue.minimum}`;
      return `forms:errors.too_small?min=${issue.minimum}`;
    case 'too_big':
      if (issue.origin === 'string') return `forms:errors.too_long?max=${issue.maximum}`;
      if (issue.origin === 'array' || issue.origin === 'set') return `forms:errors.too_many?max=${issue.maximum}`;
      return `forms:errors.too_big?max=${issue.maximum}`;
    case 'invalid_format':
      if (isEmpty) return 'forms:errors.required';
      return issue.format === 'email' ? 'forms:errors.email' : issue.format === 'url' ? 'forms:errors.url' : 'forms:errors.invalid';
    default:
      return 'forms:errors.invalid';
  }
}

/** The first objection to each field; an objection to the whole form is under `''`. */
export function errorsByField(issues: readonly { path: PropertyKey[]; message: string }[]): FieldErrors {
  const errors: FieldErrors = {};
  for (const { path, message } of issues) {
    const name = path.length > 0 ? String(path[0]) : '';
    errors[name] ??= message;
  }
  return errors;
}
