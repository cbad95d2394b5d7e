const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a text from an address or a form can be a key at all. */
export function isId(text: string | null | undefined): text is string {
  return typeof text === 'string' && UUID.test(text);
}
