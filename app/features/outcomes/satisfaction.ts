/** The leader's answer at the end of a case, 0 to 10, once per case. (`docs/domain.md §4.2`) */
export const SATISFACTION_METRIC = 'ACC-04';

/** The case's states in which the leader may answer: the question comes with the final review. */
export const SATISFACTION_STATES = ['reviewing', 'follow_up'] as const;

export function isSatisfactionOpen(caseState: string): boolean {
  return SATISFACTION_STATES.some((state) => state === caseState);
}
