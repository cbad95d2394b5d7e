import type { CaseState } from '~/features/cases/case-state';
import type { MilestoneMove, MilestoneSide, MilestoneState } from '~/features/milestones/milestone';
import { addDays, type LocalDate } from '~/features/programmes/paris-date';
import type { Track } from '~/features/programmes/track';

/** One thing that waits for the leader. `caseId` leads to it. */
export type TurnItem =
  | { kind: 'sign'; caseId: string; track: Track; sentOn: LocalDate }
  | {
      kind: 'milestone';
      caseId: string;
      track: Track;
      milestoneId: string;
      title: string;
      dueOn: LocalDate | null;
      doneWhen: string;
      opens: string[];
      canBlock: boolean;
    }
  | { kind: 'contest'; caseId: string; track: Track; milestoneId: string; title: string; dueOn: LocalDate | null }
  | { kind: 'task'; caseId: string; track: Track; taskId: string; title: string; dueOn: LocalDate | null }
  | { kind: 'confirm'; count: number }
  | { kind: 'give'; count: number }
  | { kind: 'satisfaction'; caseId: string; track: Track }
  | { kind: 'draft'; requestId: string; track: Track; title: string };

type TurnCase = { id: string; track: Track; state: CaseState; plan: { sentOn: LocalDate; isAgreedByCompany: boolean } | null };
type TurnMilestone = {
  id: string;
  caseId: string;
  title: string;
  state: MilestoneState;
  sides: readonly MilestoneSide[];
  dueOn: LocalDate | null;
  exitCriterion: string;
  contestableUntil: LocalDate | null;
  offered: readonly MilestoneMove[];
  waitsFor: readonly { id: string }[];
};

export type TurnFacts = {
  cases: readonly TurnCase[];
  milestones: readonly TurnMilestone[];
  tasks: readonly { id: string; caseId: string; title: string; dueOn: LocalDate | null }[];
  toConfirm: number;
  toGive: number;
  toRate: readonly { caseId: string; track: Track }[];
  drafts: readonly { id: string; track: Track; title: string }[];
};

const SOON_DAYS = 7;

/**
 * Everything that waits for the leader, the most pressing first: the plan to sign, what is late or due within a week, what is asked
 * without a date, then the rest by date, and drafts last. A milestone with two owners is the first one's turn.
 */
export function yourTurn(facts: TurnFacts, today: LocalDate): TurnItem[] {
  const trackOf = new Map(facts.cases.map(({ id, track }) => [id, track]));
  const soon = addDays(today, SOON_DAYS);
  const items = [
    ...facts.cases.flatMap(signatureOf),
    ...facts.milestones.flatMap((milestone) => milestoneTurn(milestone, facts.milestones, trackOf.get(milestone.caseId))),
    ...facts.tasks.flatMap(({ id, caseId, title, dueOn }): TurnItem[] => {
      const track = trackOf.get(caseId);
      return track ? [{ kind: 'task', caseId, track, taskId: id, title, dueOn }] : [];
    }),
    ...(facts.toConfirm > 0 ? [{ kind: 'confirm' as const, count: facts.toConfirm }] : []),
    ...(facts.toGive > 0 ? [{ kind: 'give' as const, count: facts.toGive }] : []),
    ...facts.toRate.map(({ caseId, track }) => ({ kind: 'satisfaction' as const, caseId, track })),
    ...facts.drafts.map(({ id, track, title }) => ({ kind: 'draft' as const, requestId: id, track, title })),
  ];
  return items
    .map((item, place) => ({ item, place, rank: rankOf(item, soon) }))
    .sort((a, b) => a.rank[0] - b.rank[0] || (a.rank[1] < b.rank[1] ? -1 : a.rank[1] > b.rank[1] ? 1 : a.place - b.place))
    .map(({ item }) => item);
}

function rankOf(item: TurnItem, soon: LocalDate): [number, string] {
  switch (item.kind) {
    case 'sign':
      return [0, item.sentOn];
    case 'milestone':
    case 'task':
      return item.dueOn === null ? [3, '9999'] : [item.dueOn <= soon ? 1 : 3, item.dueOn];
    case 'confirm':
    case 'give':
    case 'satisfaction':
      return [2, ''];
    case 'contest':
      return [4, item.dueOn ?? '9999'];
    case 'draft':
      return [5, ''];
  }
}

function signatureOf({ id, track, state, plan }: TurnCase): TurnItem[] {
  return state === 'plan_to_sign' && plan && !plan.isAgreedByCompany ? [{ kind: 'sign', caseId: id, track, sentOn: plan.sentOn }] : [];
}

function milestoneTurn(milestone: TurnMilestone, all: readonly TurnMilestone[], track: Track | undefined): TurnItem[] {
  const { id, caseId, title, dueOn, offered } = milestone;
  if (!track) return [];
  if (offered.includes('contest')) return [{ kind: 'contest', caseId, track, milestoneId: id, title, dueOn: milestone.contestableUntil }];
  if (milestone.sides[0] !== 'company' || !offered.includes('submit')) return [];
  const opens = all.filter(({ waitsFor }) => waitsFor.some((one) => one.id === id)).map((one) => one.title);
  return [
    {
      kind: 'milestone',
      caseId,
      track,
      milestoneId: id,
      title,
      dueOn,
      doneWhen: milestone.exitCriterion,
      opens,
      canBlock: offered.includes('block'),
    },
  ];
}
