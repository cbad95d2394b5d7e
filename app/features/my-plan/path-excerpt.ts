import { isSettledState, type MilestoneState } from '~/features/milestones/milestone';

/** The part of a path that matters today: the last thing done, what is under way, the next two. */
export function pathExcerpt<S extends { state: MilestoneState }>(steps: readonly S[]): S[] {
  const lastDone = steps.filter(({ state }) => state === 'done').at(-1);
  const upcoming = steps.filter(({ state }) => state === 'upcoming').slice(0, 2);
  return steps.filter((step) => step === lastDone || upcoming.includes(step) || (!isSettledState(step.state) && step.state !== 'upcoming'));
}
