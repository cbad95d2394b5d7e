import type { MilestoneOffset, TemplateMilestone } from '../../../app/features/plans/plan-template';
import { addMonths } from '../../../app/features/programmes/paris-date';
import type { Clock } from './calendar';
import type { Draws } from './story-draws';
import type { CaseTemplate } from './world';

export type TargetState =
  | 'submitted'
  | 'qualifying'
  | 'accepted'
  | 'redirected'
  | 'refused'
  | 'assessing'
  | 'plan_to_sign'
  | 'active'
  | 'on_hold'
  | 'reviewing'
  | 'follow_up'
  | 'closed'
  | 'closed_early';

/** One milestone of a story; days are numbers of the demo's calendar. */
export type StoryMilestone = {
  position: number;
  /** As drawn at the assignment, then as dated again by the signature. */
  planned: { start: number; due: number };
  start: number;
  due: number;
  /** When everything it waits for was done. */
  ready: number;
  /** The company's side said it was done. */
  submitted: number;
  done: number;
  isFollowUp: boolean;
};

/** The whole life a case would have; what lies after `ends` never happened, what lies after today has not yet. */
export type Story = {
  target: TargetState;
  submitted: number;
  taken: number;
  contact: number;
  qualified: number;
  decided: number;
  assigned: number;
  milestones: StoryMilestone[];
  refusedPlan: { sent: number; refused: number } | null;
  sent: number;
  signed: number;
  held: number | null;
  resumed: number | null;
  reviewing: number;
  followUp: number;
  closed: number;
  /** The day of an end that cuts the story short: refusal, redirection, early closure. */
  cut: number | null;
  minutes: number;
  /** The template as this case's plan was drawn from it. */
  template: CaseTemplate | null;
};

const NEVER = Number.POSITIVE_INFINITY;

/** Lays the whole life of a case out from its first day. */
export function layOut(start: number, target: TargetState, draws: Draws, template: CaseTemplate | null, clock: Clock): Story {
  const decided = start + draws.decided;
  const assigned = decided + (target === 'accepted' ? Math.max(draws.assigned, 4) : draws.assigned);
  const story: Story = {
    ...{
      target,
      submitted: start,
      taken: start + (target === 'submitted' ? 12 : draws.taken),
      contact: start + (target === 'submitted' ? 13 : draws.contact),
      qualified: start + draws.qualified,
      decided,
      assigned,
    },
    ...{
      milestones: [],
      refusedPlan: null,
      sent: NEVER,
      signed: NEVER,
      held: null,
      resumed: null,
      reviewing: NEVER,
      followUp: NEVER,
      closed: NEVER,
    },
    cut: null,
    ...{ minutes: draws.minutes, template },
  };
  if (!template) return story;
  const planned = plannedDays(template, story.assigned, clock);
  layOutAssessment(story, draws, template, planned);
  layOutSupport(story, draws, template, clock, planned);
  layOutEnd(story, draws, template);
  return story;
}

type Planned = { start: number; due: number };

/** Start and due days of a plan drawn at the assignment, by position. (`docs/domain.md §3.1`) */
export function plannedDays(template: Pick<CaseTemplate, 'milestones'>, assigned: number, clock: Clock): Map<number, Planned> {
  const planned = new Map<number, Planned>();
  for (const { position, offset, durationDays, dependsOn } of template.milestones) {
    const ends = dependsOn.map((before) => planned.get(before)?.due ?? assigned);
    const start = startAfter(offset, assigned, 0, ends, clock);
    planned.set(position, { start, due: start + durationDays });
  }
  return planned;
}

/** A call's closing day is not known here: a milestone that hangs on it starts right after what it waits for. */
function startAfter(offset: MilestoneOffset, origin: number, spentDays: number, ends: number[], { days }: Clock): number {
  const after = Math.max(origin, ...ends);
  if (offset.months !== undefined) return days.index(addMonths(days.day(after), offset.months));
  return offset.days === undefined ? after : Math.max(after, origin + Math.max(0, offset.days - spentDays));
}

function layOutAssessment(story: Story, draws: Draws, template: CaseTemplate, planned: Map<number, Planned>): void {
  for (const milestone of template.milestones.slice(0, template.signaturePosition)) {
    const dates = planned.get(milestone.position) as Planned;
    addMilestone(story, milestone, dates, dates, draws);
  }
  const mustPrecede = requiredBeforeSending(template);
  const sent = Math.max(...story.milestones.filter(({ position }) => mustPrecede.has(position)).map(({ done }) => done)) + draws.sent;
  if (draws.refusal) {
    story.refusedPlan = { sent, refused: sent + draws.refusal.after };
    story.sent = story.refusedPlan.refused + draws.refusal.again;
  } else story.sent = sent;
  story.signed = story.sent + draws.signed;
}

/** The gate milestone, the assessment, those asking for reference values, and all they wait for. */
function requiredBeforeSending({ milestones, signaturePosition, assessmentPosition }: CaseTemplate): Set<number> {
  const asksBaseline = milestones.filter(({ position, moves }) => position <= signaturePosition && moves.some((move) => move.isBaseline));
  const waiting = [signaturePosition, assessmentPosition, ...asksBaseline.map(({ position }) => position)];
  const required = new Set<number>();
  for (let position = waiting.pop(); position !== undefined; position = waiting.pop()) {
    required.add(position);
    waiting.push(...(milestones[position - 1]?.dependsOn ?? []));
  }
  return required;
}

function layOutSupport(story: Story, draws: Draws, template: CaseTemplate, clock: Clock, planned: Map<number, Planned>): void {
  const { signed, milestones } = story;
  const gate = template.milestones[template.signaturePosition - 1];
  const spent = (gate?.offset.days ?? 0) + (gate?.durationDays ?? 0);
  for (const milestone of template.milestones.slice(template.signaturePosition)) {
    const before = milestones.filter(({ position }) => milestone.dependsOn.includes(position));
    const ends = before.map(({ done, due }) => (done <= signed ? done : due));
    const start = startAfter(milestone.offset, signed, spent, ends, clock);
    addMilestone(story, milestone, planned.get(milestone.position) as Planned, { start, due: start + milestone.durationDays }, draws);
  }
}

function addMilestone(
  story: Story,
  { position, offset, dependsOn, sides }: TemplateMilestone,
  planned: Planned,
  { start, due }: Planned,
  draws: Draws,
): void {
  const index = position - 1;
  const isFollowUp = offset.months !== undefined;
  const before = story.milestones.filter((other) => dependsOn.includes(other.position)).map(({ done }) => done);
  const ready = Math.max(story.assigned, ...before, story.signed === NEVER ? 0 : story.signed);
  const effort = Math.max(1, Math.round((due - start) * (draws.share[index] ?? 0.5)));
  const lateness = draws.lateness[index] ?? 0;
  const submitted = Math.max(due + (isFollowUp ? Math.min(lateness, 15) : lateness), ready + effort);
  const validation = sides[0] === 'company' ? (draws.validation[index] ?? 0) : 0;
  story.milestones.push({ position, planned, start, due, ready, submitted, done: submitted + validation, isFollowUp });
}

function layOutEnd(story: Story, draws: Draws, template: CaseTemplate): void {
  const { milestones, target } = story;
  const duringSupport = milestones.filter(({ isFollowUp }) => !isFollowUp);
  const critical = duringSupport.filter(({ position }) => template.milestones[position - 1]?.isCritical);
  const supportEnd = () => Math.max(story.signed, ...critical.map(({ done }) => done));
  const pause = draws.pause ?? (target === 'on_hold' ? { at: draws.progress * 0.8, length: 60 } : null);
  if (pause) {
    const [from, until] = target === 'on_hold' ? heldBetween(story, draws, supportEnd()) : [story.signed, supportEnd()];
    const held = Math.round(from + 1 + pause.at * Math.max(1, until - from - 2));
    story.held = held;
    story.resumed = held + (target === 'on_hold' ? 90 : pause.length);
    slide(story, held, story.resumed - held);
  }
  story.reviewing = supportEnd() + draws.reviewed;
  story.followUp = Math.max(story.reviewing + draws.followed, Math.min(story.reviewing + 30, ...duringSupport.map(({ done }) => done)));
  for (const milestone of milestones) {
    if (!milestone.isFollowUp) continue;
    milestone.ready = Math.max(milestone.ready, story.signed);
    milestone.submitted = Math.max(milestone.submitted, story.followUp + 15);
    milestone.done = milestone.submitted;
  }
  story.closed = Math.max(story.followUp + 20, ...milestones.filter(({ isFollowUp }) => isFollowUp).map(({ done }) => done)) + draws.closed;
}

/** A case is put on hold while it is assessed, while its plan waits, or most often during the support. */
function heldBetween(story: Story, draws: Draws, supportEnd: number): [number, number] {
  if (draws.minutes % 10 < 2) return [story.assigned + 2, story.sent - 1];
  if (draws.minutes % 10 < 3) return [story.sent, story.signed - 1];
  return [story.signed, supportEnd];
}

/** What was open when the case stood still comes later by that long. */
function slide(story: Story, held: number, length: number): void {
  for (const milestone of story.milestones) {
    if (milestone.done < held) continue;
    if (milestone.start > held) milestone.start += length;
    milestone.due += length;
    if (milestone.ready >= held) milestone.ready += length;
    milestone.submitted += milestone.submitted >= held ? length : 0;
    milestone.done += length;
  }
  if (story.refusedPlan && story.refusedPlan.refused >= held) story.refusedPlan = null;
  if (story.sent >= held) story.sent += length;
  if (story.signed >= held) story.signed += length;
}

/** Ends that cut a story short. */
export function cutFor(target: TargetState, story: Story, draws: Draws): Story {
  if (target === 'refused' || target === 'redirected') return { ...story, cut: story.decided };
  if (target !== 'closed_early') return story;
  const [from, until] = draws.minutes % 3 === 0 ? [story.assigned + 8, story.sent - 2] : [story.signed + 10, story.reviewing - 8];
  return { ...story, cut: Math.round(from + draws.progress * Math.max(1, until - from)) };
}

/** The state a story is in on a day. */
export function stateOn(story: Story, day: number): TargetState {
  if (story.cut !== null && day >= story.cut) return story.target;
  if (day < story.taken) return 'submitted';
  if (day < story.decided) return 'qualifying';
  if (day < story.assigned) return 'accepted';
  if (story.held !== null && story.resumed !== null && day >= story.held && day < story.resumed) return 'on_hold';
  const { refusedPlan } = story;
  if (refusedPlan && day >= refusedPlan.sent && day < refusedPlan.refused) return 'plan_to_sign';
  if (day < story.sent) return 'assessing';
  if (day < story.signed) return 'plan_to_sign';
  if (day < story.reviewing) return 'active';
  if (day < story.followUp) return 'reviewing';
  return day < story.closed ? 'follow_up' : 'closed';
}
