import type { PlanMilestone, PlanTarget } from './plan.queries.server';

/** The text of a plan as it was sent: what both sides sign, and what its dates are later computed from. */
export type PlanContent = {
  milestones: {
    id: string;
    position: number;
    title: string;
    titleEn: string;
    sides: string[];
    offset: Record<string, number>;
    durationDays: number;
    startsOn: string | null;
    dueOn: string;
    expectedEvidence: string;
    expectedEvidenceEn: string;
    isCritical: boolean;
    isSignatureGate: boolean;
    isDone: boolean;
    blockers: number[];
  }[];
  targets: { metric: string; labelFr: string; labelEn: string; unit: string; value: number; dueOn: string }[];
};

/** Milestones set aside are not part of what is agreed. */
export function planContent(milestones: readonly PlanMilestone[], targets: readonly PlanTarget[]): PlanContent {
  const kept = milestones.filter(({ state }) => state !== 'not_applicable');
  const positions = new Map(kept.map(({ id, position }) => [id, position]));
  return {
    milestones: kept.map((milestone) => ({
      id: milestone.id,
      position: milestone.position,
      title: milestone.title,
      titleEn: milestone.titleEn,
      sides: [...milestone.sides],
      offset: { ...milestone.offset },
      durationDays: milestone.durationDays,
      startsOn: milestone.startsOn,
      dueOn: milestone.dueOn,
      expectedEvidence: milestone.expectedEvidence,
      expectedEvidenceEn: milestone.expectedEvidenceEn,
      isCritical: milestone.isCritical,
      isSignatureGate: milestone.isSignatureGate,
      isDone: milestone.state === 'done',
      blockers: milestone.blockerIds.flatMap((id) => positions.get(id) ?? []).sort((a, b) => a - b),
    })),
    targets: targets.map(({ metric, labelFr, labelEn, unit, value, dueOn }) => ({ metric, labelFr, labelEn, unit, value, dueOn })),
  };
}
