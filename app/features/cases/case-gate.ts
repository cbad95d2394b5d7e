import { isSettledState, type MilestoneState } from '~/features/milestones/milestone';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { Track } from '~/features/programmes/track';
import { workingDaysBetween } from '~/features/programmes/working-days';
import type { Outcome } from './case-reason';
import { type CaseState, type HoldableState, nextStage } from './case-state';
import { ELIGIBILITY_ITEMS, type EligibilitySheet, eligibilityVerdict } from './eligibility';

export type GateMilestone = {
  id: string;
  state: MilestoneState;
  isCritical: boolean;
  isWaived: boolean;
  deliversAssessment: boolean;
};

/** A figure a stage needs. `refused` is a stated refusal of the company to give it. */
export type GateFigure = {
  metric: string;
  state: 'missing' | 'declared' | 'confirmed' | 'verified' | 'refused';
  observationId?: string | null;
};

export type PlanFacts = {
  version: number;
  state: 'draft' | 'sent' | 'signed' | 'refused';
  isFromTemplate: boolean;
  isSignedByCompany: boolean;
  isSignedByAdvisor: boolean;
};

/**
 * What the rules of a case look at. Only `state` and `track` are always needed; a part left out counts as absent, so a gate that
 * needs it refuses.
 */
export type CaseFacts = {
  state: CaseState;
  track: Track;
  heldFrom?: HoldableState | null;
  endedOn?: LocalDate | null;
  /** The filed request: length of the need in characters, notice of §9.2 shown with its version. */
  request?: { needLength: number; hasLeaderContact: boolean; noticeVersion: string | null };
  eligibility?: EligibilitySheet | null;
  supportDays?: number | null;
  hasLead?: boolean;
  plan?: PlanFacts | null;
  milestones?: readonly GateMilestone[];
  /** The track's required baselines, each with how far it is. */
  baselines?: readonly GateFigure[];
  /** Indicators of the case that have a target. */
  targetCount?: number;
  /** Open tasks on which nobody has decided anything. */
  undecidedTaskIds?: readonly string[];
  review?: {
    figures: readonly GateFigure[];
    satisfaction: { isAnswered: boolean; reminders: number };
    outcome: Outcome | null;
    hasLessons: boolean;
  };
  /** Answer to the follow-up questionnaire, reminders sent, and the day this is asked. */
  followUp?: { isAnswered: boolean; remindedOn: readonly LocalDate[]; today: LocalDate };
  /** A move the advisor has proposed and the manager may approve. */
  proposal?: { to: CaseState; byPersonId: string } | null;
};

export const MIN_NEED_LENGTH = 100;
export const SATISFACTION_REMINDERS = 2;
export const FOLLOW_UP_REMINDERS = 3;
export const FOLLOW_UP_SPAN_DAYS = 30;

export const MISSING_KINDS = [
  'need',
  'leader_contact',
  'information_notice',
  'eligibility_answer',
  'eligibility_condition',
  'lead',
  'assessment',
  'baseline',
  'figure_target',
  'plan',
  'company_signature',
  'advisor_signature',
  'critical_milestone',
  'task_decision',
  'final_figure',
  'satisfaction',
  'outcome',
  'lessons',
  'advisor_proposal',
  'follow_up_answer',
] as const;
export type MissingKind = (typeof MISSING_KINDS)[number];

/** One thing that stands between a case and its next stage. `id` is the record to link to, `code` the metric or question named. */
export type MissingItem = { kind: MissingKind; id?: string; code?: string };

/** What is missing for the next stage of the main path, in the order to be worked; empty when nothing is, or at an end. (`docs/domain.md §6.2`) */
export function missingForNextStage(facts: CaseFacts): MissingItem[] {
  const stage = nextStage(facts.state, facts.heldFrom ?? null);
  return stage === null ? [] : (MISSING_BY_STATE[facts.state]?.(facts) ?? []);
}

const MISSING_BY_STATE: Partial<Record<CaseState, (facts: CaseFacts) => MissingItem[]>> = {
  draft: missingToSubmit,
  qualifying: missingToAccept,
  accepted: (facts) => unless(facts.hasLead === true, { kind: 'lead' }),
  assessing: missingToSendPlan,
  plan_to_sign: missingToActivate,
  active: missingToReview,
  reviewing: missingToFollowUp,
  follow_up: (facts) => unless(isFollowUpSettled(facts), { kind: 'follow_up_answer' }),
};

function unless(isThere: boolean, item: MissingItem): MissingItem[] {
  return isThere ? [] : [item];
}

function missingToSubmit({ request }: CaseFacts): MissingItem[] {
  return [
    ...unless((request?.needLength ?? 0) >= MIN_NEED_LENGTH, { kind: 'need' }),
    ...unless(request?.hasLeaderContact === true, { kind: 'leader_contact' }),
    ...unless(Boolean(request?.noticeVersion), { kind: 'information_notice' }),
  ];
}

function missingToAccept({ eligibility, request }: CaseFacts): MissingItem[] {
  const verdict = eligibilityVerdict(eligibility);
  const answers = ELIGIBILITY_ITEMS.flatMap((code): MissingItem[] => {
    if (verdict.unanswered.includes(code)) return [{ kind: 'eligibility_answer', code }];
    return verdict.failed.includes(code) ? [{ kind: 'eligibility_condition', code }] : [];
  });
  return [...answers, ...unless(request?.hasLeaderContact === true, { kind: 'leader_contact' })];
}

function missingToSendPlan(facts: CaseFacts): MissingItem[] {
  const assessment = facts.milestones?.find((milestone) => milestone.deliversAssessment);
  const baselines = (facts.baselines ?? [])
    .filter((figure) => figure.state !== 'verified')
    .map((figure) => missingFigure('baseline', figure));
  return [
    ...unless(assessment?.state === 'done', assessment ? { kind: 'assessment', id: assessment.id } : { kind: 'assessment' }),
    ...(facts.baselines === undefined ? [{ kind: 'baseline' } as MissingItem] : baselines),
    ...unless((facts.targetCount ?? 0) >= 1, { kind: 'figure_target' }),
    ...unless(facts.plan?.isFromTemplate === true, { kind: 'plan' }),
  ];
}

function missingFigure(kind: MissingKind, { metric, observationId }: GateFigure): MissingItem {
  return observationId ? { kind, code: metric, id: observationId } : { kind, code: metric };
}

function missingToActivate({ plan }: CaseFacts): MissingItem[] {
  return [
    ...unless(plan?.isSignedByCompany === true, { kind: 'company_signature' }),
    ...unless(plan?.isSignedByAdvisor === true, { kind: 'advisor_signature' }),
  ];
}

/** A critical milestone is settled when done, or when the manager has waived it or set it aside. */
function isSettled(milestone: GateMilestone): boolean {
  return isSettledState(milestone.state) || milestone.isWaived;
}

function missingToReview(facts: CaseFacts): MissingItem[] {
  const critical = (facts.milestones ?? []).filter((milestone) => milestone.isCritical);
  const noPlan: MissingItem[] = facts.milestones === undefined ? [{ kind: 'plan' }] : [];
  const noTasks: MissingItem[] = facts.undecidedTaskIds === undefined ? [{ kind: 'task_decision' }] : [];
  return [
    ...noPlan,
    ...critical
      .filter((milestone) => !isSettled(milestone))
      .map((milestone): MissingItem => ({ kind: 'critical_milestone', id: milestone.id })),
    ...noTasks,
    ...(facts.undecidedTaskIds ?? []).map((id): MissingItem => ({ kind: 'task_decision', id })),
  ];
}

function missingToFollowUp({ review, proposal }: CaseFacts): MissingItem[] {
  const figures = review?.figures.filter((figure) => figure.state === 'missing') ?? [];
  const satisfaction = review?.satisfaction;
  return [
    ...(review === undefined ? [{ kind: 'final_figure' } as MissingItem] : figures.map((figure) => missingFigure('final_figure', figure))),
    ...unless(satisfaction !== undefined && (satisfaction.isAnswered || satisfaction.reminders >= SATISFACTION_REMINDERS), {
      kind: 'satisfaction',
    }),
    ...unless(Boolean(review?.outcome), { kind: 'outcome' }),
    ...unless(review?.hasLessons === true, { kind: 'lessons' }),
    ...unless(proposal?.to === 'follow_up', { kind: 'advisor_proposal' }),
  ];
}

/** Answered, or three reminders of which the first is 30 working days old. */
function isFollowUpSettled({ followUp }: CaseFacts): boolean {
  if (!followUp) return false;
  const first = [...followUp.remindedOn].sort()[0];
  if (followUp.isAnswered || first === undefined) return followUp.isAnswered;
  return followUp.remindedOn.length >= FOLLOW_UP_REMINDERS && workingDaysBetween(first, followUp.today) >= FOLLOW_UP_SPAN_DAYS;
}
