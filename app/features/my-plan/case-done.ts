const CASE_DONE = ['agreed', 'signed', 'returned', 'withdrawn'] as const;
export type CaseDone = (typeof CASE_DONE)[number];

/** What the leader has just done with a case, said once after the act. */
export function doneNamed(text: string | null): CaseDone | null {
  return CASE_DONE.find((one) => one === text) ?? null;
}
