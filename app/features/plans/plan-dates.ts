import { isSettledState } from '~/features/milestones/milestone';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { PlanMilestone } from './plan.queries.server';
import { dependencyLoop, type PlannedMilestone, schedulePlan } from './schedule';

type Dated = Pick<PlanMilestone, 'id' | 'position' | 'offset' | 'durationDays' | 'blockerIds' | 'isSignatureGate' | 'state' | 'doneOn'>;

export type PlanDays = { id: string; startOn: LocalDate; dueOn: LocalDate };

function asPlanned(milestones: readonly Dated[], held: readonly Dated[] = milestones): PlannedMilestone[] {
  const positions = new Map(held.map(({ id, position }) => [id, position]));
  return milestones.map(({ position, offset, durationDays, blockerIds }) => ({
    position,
    offset,
    durationDays,
    dependsOn: blockerIds.flatMap((id) => positions.get(id) ?? []),
  }));
}

/** The last milestone before the signature; 0 when the plan marks none. */
export function signaturePositionOf(milestones: readonly Pick<Dated, 'position' | 'isSignatureGate'>[]): number {
  return milestones.find((milestone) => milestone.isSignatureGate)?.position ?? 0;
}

/** Days of the milestones still open, from the assignment and, once there is one, from the signature. (`docs/domain.md §3.1`) */
export function planDays(milestones: readonly Dated[], assignedOn: LocalDate, signedOn: LocalDate | null = null): PlanDays[] {
  const doneOn = new Map(milestones.flatMap(({ position, doneOn: on }) => (on ? [[position, on] as const] : [])));
  const scheduled = schedulePlan({
    // What waits for a milestone set aside waits for nothing there.
    milestones: asPlanned(
      milestones,
      milestones.filter(({ state }) => state !== 'not_applicable'),
    ),
    assignedOn,
    signedOn,
    signaturePosition: signaturePositionOf(milestones),
    doneOn,
  });
  const days = new Map(scheduled.map((line) => [line.position, line]));
  return milestones.flatMap(({ id, position, state }) => {
    const line = days.get(position);
    return line && !isSettledState(state) ? [{ id, startOn: line.startOn, dueOn: line.dueOn }] : [];
  });
}

/** The loop that these dependencies would make, as the positions it goes through, or null. */
export function planLoop(milestones: readonly Dated[]): readonly number[] | null {
  return dependencyLoop(asPlanned(milestones));
}
