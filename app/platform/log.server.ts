type Field = string | number | boolean | null | undefined;
type Level = 'info' | 'warn' | 'error';

/**
 * Writes one line of JSON, in UTC. Fields are ids, codes and numbers: never names, addresses, free text or query strings.
 * JSON escapes line breaks, so that no value can forge a line.
 */
export function log(level: Level, event: string, fields: Record<string, Field> = {}): void {
  const line = `${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields })}\n`;
  (level === 'info' ? process.stdout : process.stderr).write(line);
}

/**
 * Logs an unexpected error: its class, code and the places in our code it passed. The message stands only for errors of
 * the language and our own: those of the database and of libraries may quote what a person typed.
 */
export function logError(event: string, error: unknown, fields: Record<string, Field> = {}): void {
  log('error', event, { ...fields, ...describeError(error) });
}

const OWN_ERRORS = ['Error', 'TypeError', 'ReferenceError', 'RangeError'];

function describeError(error: unknown): Record<string, Field> {
  if (!(error instanceof Error)) return { error: typeof error };
  const { name, message, stack, cause } = error;
  const { code, constraint_name: constraint } = { ...(cause as object), ...error } as { code?: string; constraint_name?: string };
  const isOurs = OWN_ERRORS.includes(name) && code === undefined && cause === undefined;
  return { error: name, message: isOurs ? message.slice(0, 300) : undefined, code, constraint, at: places(stack ?? '') };
}

/** Where it was thrown, then the first frames of our own code. */
function places(stack: string): string {
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  const own = frames.slice(1).filter((line) => !/node_modules|node:internal/.test(line));
  return [...frames.slice(0, 1), ...own.slice(0, 5)].map((line) => line.trim()).join(' < ');
}
