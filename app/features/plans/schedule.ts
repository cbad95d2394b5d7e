import { addMonths, type LocalDate, laterOf } from '~/features/programmes/paris-date';
import { addWorkingDays, type WorkingCalendar, workingDayOnOrAfter, workingDaysBetween } from '~/features/programmes/working-days';
import type { MilestoneOffset } from './plan-template';

/** What dates a milestone: its place, its offset and length, and what must be done before it. */
export type PlannedMilestone = { position: number; offset: MilestoneOffset; durationDays: number; dependsOn: readonly number[] };

export type ScheduleInput = {
  milestones: readonly PlannedMilestone[];
  /** The day the advisor was assigned: working day 0 of every offset. */
  assignedOn: LocalDate;
  /** The plan's signature, once there is one: later milestones count from it. */
  signedOn?: LocalDate | null;
  signaturePosition: number;
  /** The day a call for projects closes, for offsets counted from it. */
  cutOffOn?: LocalDate | null;
  /** Milestones already done, with the day: successors start from it. */
  doneOn?: ReadonlyMap<number, LocalDate>;
  calendar?: WorkingCalendar;
};

export type ScheduledMilestone = {
  position: number;
  startOn: LocalDate;
  dueOn: LocalDate;
  /** The second visit of a follow-up in two times. */
  againOn: LocalDate | null;
  /** Its predecessors leave no time before the call closes. */
  missesCutOff: boolean;
};

export class DependencyCycleError extends Error {
  constructor(readonly positions: readonly number[]) {
    super(`Milestones wait for each other: ${positions.join(' → ')}`);
    this.name = 'DependencyCycleError';
  }
}

/**
 * Start and due days of a plan, in working days: a start is the later of the offset and the end of every predecessor. Once signed,
 * milestones after the signature gate count from the signature with the time they had left after the gate. Ordered by position; throws
 * `DependencyCycleError`. (`docs/domain.md §3.1`)
 */
export function schedulePlan(input: ScheduleInput): ScheduledMilestone[] {
  const byPosition = new Map(input.milestones.map((milestone) => [milestone.position, milestone]));
  const scheduled = new Map<number, ScheduledMilestone>();
  const waiting: number[] = [];

  const place = (milestone: PlannedMilestone): ScheduledMilestone => {
    const known = scheduled.get(milestone.position);
    if (known) return known;
    if (waiting.includes(milestone.position))
      throw new DependencyCycleError([...waiting.slice(waiting.indexOf(milestone.position)), milestone.position]);
    waiting.push(milestone.position);
    const ends = milestone.dependsOn.map((position) => {
      const predecessor = byPosition.get(position);
      if (!predecessor) throw new RangeError(`No milestone ${position}`);
      return input.doneOn?.get(position) ?? place(predecessor).dueOn;
    });
    waiting.pop();
    const dates = datesOf(milestone, ends, input);
    scheduled.set(milestone.position, dates);
    return dates;
  };

  return [...input.milestones].sort((a, b) => a.position - b.position).map(place);
}

function datesOf(milestone: PlannedMilestone, ends: readonly LocalDate[], input: ScheduleInput): ScheduledMilestone {
  const { calendar, cutOffOn = null } = input;
  const { position, offset, durationDays } = milestone;
  const origin = originOf(position, input);
  const afterPredecessors = laterOf(origin, ...ends);
  if (offset.months !== undefined) {
    const startOn = workingDayOnOrAfter(addMonths(afterPredecessors, offset.months), calendar);
    const againOn =
      offset.againMonths === undefined ? null : workingDayOnOrAfter(addMonths(afterPredecessors, offset.againMonths), calendar);
    return { position, startOn, dueOn: addWorkingDays(startOn, durationDays, calendar), againOn, missesCutOff: false };
  }
  const startOn = workingDayOnOrAfter(laterOf(afterPredecessors, plannedStart(milestone, origin, input)), calendar);
  const dueOn = addWorkingDays(startOn, durationDays, calendar);
  const isCallBound = offset.cutOffDays !== undefined && cutOffOn !== null;
  return { position, startOn, dueOn, againOn: null, missesCutOff: isCallBound && dueOn > cutOffOn };
}

/** Day 0 of a milestone's offset. */
function originOf(position: number, { assignedOn, signedOn, signaturePosition }: ScheduleInput): LocalDate {
  return signedOn && position > signaturePosition ? laterOf(assignedOn, signedOn) : assignedOn;
}

function plannedStart({ position, offset }: PlannedMilestone, origin: LocalDate, input: ScheduleInput): LocalDate {
  const { calendar, cutOffOn } = input;
  if (offset.cutOffDays !== undefined) return cutOffOn ? addWorkingDays(cutOffOn, offset.cutOffDays, calendar) : origin;
  if (offset.days === undefined) return origin;
  const isRedated = Boolean(input.signedOn) && position > input.signaturePosition;
  const days = isRedated ? Math.max(0, offset.days - plannedGateEnd(input)) : offset.days;
  return addWorkingDays(origin, days, calendar);
}

/** Working day on which the plan as first drawn would have been signed: the end of the gate milestone. */
function plannedGateEnd({ milestones, signaturePosition }: ScheduleInput): number {
  const gate = milestones.find((milestone) => milestone.position === signaturePosition);
  return gate ? (gate.offset.days ?? 0) + gate.durationDays : 0;
}

/** Days of open milestones after a hold: each slides by the working days the case stood still. (`docs/domain.md §6.2`) */
export function slideAfterHold<T extends { startOn: LocalDate; dueOn: LocalDate }>(
  open: readonly T[],
  heldOn: LocalDate,
  resumedOn: LocalDate,
  calendar?: WorkingCalendar,
): T[] {
  const days = workingDaysBetween(heldOn, resumedOn, calendar);
  if (days <= 0) return [...open];
  return open.map((milestone) => ({
    ...milestone,
    startOn: milestone.startOn <= heldOn ? milestone.startOn : addWorkingDays(milestone.startOn, days, calendar),
    dueOn: addWorkingDays(milestone.dueOn, days, calendar),
  }));
}

/** Offsets and lengths may be edited up to half as much again or less, unless the programme says otherwise. (`docs/domain.md §3.1`) */
export const PLAN_MARGIN = 0.5;

/** The least and the most days that an edit may give, in whole days. */
export function planMargin(templateDays: number, margin = PLAN_MARGIN): { from: number; to: number } {
  return { from: Math.ceil(templateDays * (1 - margin)), to: Math.floor(templateDays * (1 + margin)) };
}

/** A loop among dependencies, as the positions it goes through, or null. Adding an edge that makes one is refused with its names. */
export function dependencyLoop(milestones: readonly { position: number; dependsOn: readonly number[] }[]): readonly number[] | null {
  try {
    const plain = milestones.map(({ position, dependsOn }) => ({ position, dependsOn, offset: {}, durationDays: 0 }));
    schedulePlan({ milestones: plain, assignedOn: '2026-01-05', signaturePosition: 0 });
    return null;
  } catch (error) {
    if (error instanceof DependencyCycleError) return error.positions;
    throw error;
  }
}
