/** One change of a thing's state, or of who leads it, as its event keeps it. */
export type Step = { from: string; to: string };

/**
 * What a wait full of changes comes down to: from the state before the first of them to the one that stands now. Null when nothing is
 * left to tell: a round trip, whether its way back was told here or not.
 */
export function netChange(steps: readonly Step[], standing: string): Step | null {
  const from = steps[0]?.from;
  if (from === undefined || from === standing) return null;
  return { from, to: standing };
}
