/** A form that came when the sign-in had ended: where it goes, and what was in it. */
export type UnsentForm = { path: string; fields: [name: string, value: string][] };

const NEVER_KEPT = /password|secret|passkey|^code$/i;

/** What of a form is given back to be sent again: nothing that proves who somebody is. */
export function unsentForm(path: string, form: Iterable<[string, FormDataEntryValue]>): UnsentForm {
  const isKept = (field: [string, FormDataEntryValue]): field is [string, string] =>
    typeof field[1] === 'string' && !NEVER_KEPT.test(field[0]);
  return { path, fields: [...form].filter(isKept) };
}

/** Whether what a page failed with is a form that can be sent again. */
export function isUnsentForm(thrown: unknown): thrown is UnsentForm {
  return typeof thrown === 'object' && thrown !== null && 'path' in thrown && 'fields' in thrown && Array.isArray(thrown.fields);
}
