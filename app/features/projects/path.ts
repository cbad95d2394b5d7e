import type { MilestoneState } from '~/features/milestones/milestone';
import type { LocalDate } from '~/features/programmes/paris-date';

/** True for a milestone at work whose day has gone by; what has not begun waits for another. */
export function isLateStep({ state, dueOn }: { state: MilestoneState; dueOn: LocalDate | null }, today: LocalDate): boolean {
  const isOpen = state === 'in_progress' || state === 'to_validate' || state === 'blocked';
  return isOpen && dueOn !== null && dueOn < today;
}

/** How a milestone stands in the row of marks. */
export function segmentOf(state: MilestoneState): 'on' | 'now' | 'blocked' | 'off' {
  if (state === 'done') return 'on';
  if (state === 'blocked') return 'blocked';
  return state === 'in_progress' || state === 'to_validate' ? 'now' : 'off';
}
