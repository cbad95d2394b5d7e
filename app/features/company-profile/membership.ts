type Period = { status: 'member' | 'trial' | 'suspended'; fromOn: string; untilOn: string | null };
type Change = { change: 'member' | 'trial' | 'suspended' | 'left'; fromOn: string };

/** Why a membership may not change so, or null: a change takes the day it says, after the running period began and never ahead of time. (`docs/domain.md §2.1`) */
export function membershipRefusal(
  last: Period | null,
  { change, fromOn }: Change,
  today: string,
): 'already_so' | 'nothing_to_end' | 'before_current' | 'future' | null {
  if (fromOn > today) return 'future';
  if (last !== null && fromOn <= last.fromOn) return 'before_current';
  const isRunning = last !== null && (last.untilOn === null || last.untilOn >= fromOn);
  if (!isRunning) return change === 'left' || change === 'suspended' ? 'nothing_to_end' : null;
  return last.status === change && last.untilOn === null ? 'already_so' : null;
}
