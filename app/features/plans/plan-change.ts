import { isSettledState } from '~/features/milestones/milestone';
import type { LocalDate } from '~/features/programmes/paris-date';
import { workingDaysBetween } from '~/features/programmes/working-days';
import type { PlanMilestone } from './plan.queries.server';
import { planDays, planLoop } from './plan-dates';
import type { PlanRefusal } from './plan-refused';
import type { MilestoneOffset } from './plan-template';
import { planMargin } from './schedule';

export type MilestoneChange = {
  /** Working days after the assignment, null for right after what it waits for; not read for a milestone dated in months or from a call's closing. */
  offsetDays: number | null;
  durationDays: number;
  /** A due day given instead of the length. */
  dueOn: LocalDate | null;
  blockerIds: readonly string[];
};

type Timing = { offset: MilestoneOffset; durationDays: number };

/** Why a change is refused, with the numbers that its sentence names. */
export type ChangeRefusal = { reason: PlanRefusal; detail?: Record<string, string | number> };

/** True when its start is a number of days that people may change. */
export function isDatedInDays(offset: MilestoneOffset): boolean {
  return offset.months === undefined && offset.cutOffDays === undefined;
}

/**
 * Offset and length that a change gives a milestone of a plan. A due day given by hand becomes a length, from the start that the same
 * change brings; null when that day is before the start. The change makes no loop.
 */
export function timingOf(
  milestones: readonly PlanMilestone[],
  milestone: PlanMilestone,
  change: MilestoneChange,
  assignedOn: LocalDate,
): Timing | null {
  const days = change.offsetDays === null ? {} : { days: change.offsetDays };
  const offset = isDatedInDays(milestone.offset) ? days : milestone.offset;
  if (change.dueOn === null) return { offset, durationDays: change.durationDays };
  const after = milestones.map((one) => (one.id === milestone.id ? { ...one, offset, blockerIds: [...change.blockerIds] } : one));
  const startOn = planDays(after, assignedOn).find(({ id }) => id === milestone.id)?.startOn;
  if (startOn === undefined || change.dueOn < startOn) return null;
  return { offset, durationDays: workingDaysBetween(startOn, change.dueOn) };
}

/** Why a milestone of a plan being prepared may not change so, or null. (`docs/domain.md §3.1`) */
export function changeRefusal(
  milestones: readonly PlanMilestone[],
  milestone: PlanMilestone,
  change: MilestoneChange,
  { isManager, assignedOn }: { isManager: boolean; assignedOn: LocalDate },
): ChangeRefusal | null {
  if (isSettledState(milestone.state)) return { reason: 'milestone_settled' };
  const loop = loopRefusal(milestones, milestone.id, change.blockerIds);
  if (loop) return loop;
  const timing = timingOf(milestones, milestone, change, assignedOn);
  if (!timing) return { reason: 'due_before_start' };
  return isManager ? null : marginRefusal(milestone, timing);
}

/** Waiting for itself through others, or for a milestone of another case. A loop comes with the positions it goes through. */
export function loopRefusal(milestones: readonly PlanMilestone[], id: string, blockerIds: readonly string[]): ChangeRefusal | null {
  if (blockerIds.some((blocker) => !milestones.some((one) => one.id === blocker))) return { reason: 'unknown_milestone' };
  const loop = planLoop(milestones.map((one) => (one.id === id ? { ...one, blockerIds: [...blockerIds] } : one)));
  return loop ? { reason: 'dependency_cycle', detail: { positions: loop.join(' → ') } } : null;
}

/** Half as much again or less than the template says; a milestone of this case's own has no such bound. */
function marginRefusal(milestone: PlanMilestone, { offset, durationDays }: Timing): ChangeRefusal | null {
  const { templateOffset, templateDays } = milestone;
  const beyond = (what: 'start' | 'length', planned: number, before: number, after: number): ChangeRefusal | null => {
    const { from, to } = planMargin(planned);
    return after === before || (after >= from && after <= to) ? null : { reason: 'beyond_margin', detail: { what, from, to } };
  };
  const start = templateOffset?.days;
  return (
    (templateDays === null ? null : beyond('length', templateDays, milestone.durationDays, durationDays)) ??
    (start === undefined ? null : beyond('start', start, milestone.offset.days ?? 0, offset.days ?? 0))
  );
}
