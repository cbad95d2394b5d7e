import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type CaseHead, findCaseHead } from '~/features/cases/case-head.queries.server';
import type { BallSide } from '~/features/cases/case-state';
import { isSettledState, type MilestoneState } from '~/features/milestones/milestone';
import type { Unit } from '~/features/outcomes/metric';
import { listPlanMilestones, listPlanTargets, listTargetableMetrics, type PlanMilestone } from './plan.queries.server';
import { isDatedInDays } from './plan-change';
import type { PlanRefusal } from './plan-refused';
import type { MilestoneOffset } from './plan-template';
import { removalRefusal } from './remove-planned-milestone.server';
import { planMargin } from './schedule';

export type EditorLine = {
  id: string;
  position: number;
  title: string;
  /** The title in the other language of the product; empty when nobody wrote one. */
  otherTitle: string;
  state: MilestoneState;
  sides: BallSide[];
  offset: MilestoneOffset;
  durationDays: number;
  /** The template's length and start, when this plan's differ. */
  templateDays: number | null;
  templateStart: number | null;
  isOwn: boolean;
  startsOn: string | null;
  dueOn: string | null;
  expectedEvidence: string;
  isCritical: boolean;
  endsAssessment: boolean;
  isAfterSignature: boolean;
  blockers: number[];
  canEdit: boolean;
};

/** A figure that may carry a target, with the one it has; `suggestedOn`: the day the last milestone that moves it is due. */
export type EditorTarget = {
  metric: string;
  label: string;
  unit: Unit;
  value: number | null;
  dueOn: string | null;
  suggestedOn: string | null;
  /** No milestone of the plan moves it any more: its target can only be removed. */
  isLeftOver: boolean;
};

export type PlanEditor = { head: CaseHead; lines: EditorLine[]; targets: EditorTarget[] };

/** The plan of a case to work on, or null when the case is out of sight; `head.can.editPlan` says whether it may change. */
export async function readPlanEditor(tx: Tx, actor: Actor, caseId: string | undefined): Promise<PlanEditor | null> {
  const head = await findCaseHead(tx, actor, caseId);
  if (!head) return null;
  const milestones = await listPlanMilestones(tx, actor, head.id);
  const isEnglish = actor.locale === 'en';
  return { head, lines: linesOf(milestones, isEnglish), targets: await listEditorTargets(tx, actor, head.id, milestones) };
}

function titleOf({ title, titleEn }: Pick<PlanMilestone, 'title' | 'titleEn'>, isEnglish: boolean): string {
  return isEnglish && titleEn !== '' ? titleEn : title;
}

function linesOf(milestones: readonly PlanMilestone[], isEnglish: boolean): EditorLine[] {
  const positions = new Map(milestones.map(({ id, position }) => [id, position]));
  const gate = milestones.find(({ isSignatureGate }) => isSignatureGate)?.position ?? 0;
  return milestones.map((one) => ({
    id: one.id,
    position: one.position,
    title: titleOf(one, isEnglish),
    otherTitle: isEnglish ? (one.titleEn === '' ? '' : one.title) : one.titleEn,
    state: one.state,
    sides: one.sides,
    offset: one.offset,
    durationDays: one.durationDays,
    templateDays: one.templateDays === one.durationDays ? null : one.templateDays,
    templateStart: one.templateOffset?.days === one.offset.days ? null : (one.templateOffset?.days ?? null),
    isOwn: one.templatePosition === null,
    startsOn: one.startsOn,
    dueOn: one.dueOn === 'infinity' ? null : one.dueOn,
    expectedEvidence: isEnglish && one.expectedEvidenceEn !== '' ? one.expectedEvidenceEn : one.expectedEvidence,
    isCritical: one.isCritical,
    endsAssessment: one.endsAssessment,
    isAfterSignature: one.position > gate,
    blockers: one.blockerIds.flatMap((id) => positions.get(id) ?? []).sort((a, b) => a - b),
    canEdit: !isSettledState(one.state),
  }));
}

async function listEditorTargets(tx: Tx, actor: Actor, caseId: string, milestones: readonly PlanMilestone[]): Promise<EditorTarget[]> {
  const targets = new Map((await listPlanTargets(tx, actor, caseId)).map((target) => [target.metric, target]));
  const moved = await listTargetableMetrics(tx, actor, caseId);
  const dueOf = (metric: string) =>
    milestones
      .filter(({ moves, dueOn }) => dueOn !== 'infinity' && moves.some((move) => move.metric === metric && !move.isBaseline))
      .map(({ dueOn }) => dueOn)
      .sort()
      .at(-1) ?? null;
  const leftOver = [...targets.values()].filter(({ metric }) => !moved.some((one) => one.metric === metric));
  return [
    ...moved.map(({ metric, label, unit }) => {
      const target = targets.get(metric);
      return {
        ...{ metric, label, unit, value: target?.value ?? null, dueOn: target?.dueOn ?? null },
        ...{ suggestedOn: dueOf(metric), isLeftOver: false },
      };
    }),
    ...leftOver.map(({ metric, label, unit, value, dueOn }) => ({
      ...{ metric, label, unit: unit as Unit, value, dueOn, suggestedOn: null, isLeftOver: true },
    })),
  ];
}

export type PlanNeighbour = { id: string; position: number; title: string };

export type PlannedMilestonePage = {
  head: CaseHead;
  milestone: PlanMilestone;
  /** Its title in the reader's language. */
  title: string;
  /** The other milestones of the plan, in their order. */
  others: PlanNeighbour[];
  /** Those that wait for this one. */
  followers: PlanNeighbour[];
  isDatedInDays: boolean;
  /** Done, or set aside: it changes no more. */
  isSettled: boolean;
  /** What the template says and, for whoever isn't a manager, how far from it an edit may go. */
  margins: { start: Margin | null; length: Margin | null };
  whyNotRemoved: PlanRefusal | null;
  /** What the company was shown is set aside, with a reason; a critical one by the manager. */
  maySetAside: boolean;
};
type Margin = { planned: number; from: number; to: number };

/** One milestone of a plan to change or remove, or null when it is out of sight. */
export async function readPlannedMilestone(
  tx: Tx,
  actor: Actor,
  caseId: string | undefined,
  milestoneId: string,
): Promise<PlannedMilestonePage | null> {
  const head = await findCaseHead(tx, actor, caseId);
  const milestones = head ? await listPlanMilestones(tx, actor, head.id) : [];
  const milestone = milestones.find(({ id }) => id === milestoneId);
  if (!head || !milestone) return null;
  const neighbours = milestones.map((one) => ({ id: one.id, position: one.position, title: titleOf(one, actor.locale === 'en') }));
  const waiting = new Set(milestones.filter(({ blockerIds }) => blockerIds.includes(milestoneId)).map(({ id }) => id));
  const isManager = actor.roles.includes('manager');
  const margin = (planned: number | null | undefined) => (planned == null ? null : { planned, ...planMargin(planned) });
  return {
    head,
    milestone,
    title: titleOf(milestone, actor.locale === 'en'),
    others: neighbours.filter(({ id }) => id !== milestoneId),
    followers: neighbours.filter(({ id }) => waiting.has(id)),
    isDatedInDays: isDatedInDays(milestone.offset),
    isSettled: isSettledState(milestone.state),
    margins: isManager
      ? { start: null, length: null }
      : { start: margin(milestone.templateOffset?.days), length: margin(milestone.templateDays) },
    whyNotRemoved: removalRefusal(milestone, { isManager }),
    maySetAside: milestone.isPublished && head.can.editPlan && (isManager || !milestone.isCritical),
  };
}
