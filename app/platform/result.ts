/** An expected answer of a command: its value, or a refusal with a reason that has words in every language. */
export type Result<T, R extends string> = { ok: true; value: T } | Refusal<R>;

/** A refusal. `detail` holds ids or codes that the sentence names, never free text. */
export type Refusal<R extends string> = { ok: false; reason: R; detail?: Record<string, string | number> };

export function done<T>(value: T): { ok: true; value: T } {
  return { ok: true, value };
}

export function refuse<R extends string>(reason: R, detail?: Record<string, string | number>): Refusal<R> {
  return detail === undefined ? { ok: false, reason } : { ok: false, reason, detail };
}

/** Where the words of each refusal are: `subject:key`, as `answer` takes them. */
export function refusedAs<R extends string>(reasons: readonly R[], wordsOf: (reason: R) => string): Record<R, string> {
  return Object.fromEntries(reasons.map((reason) => [reason, wordsOf(reason)])) as Record<R, string>;
}
