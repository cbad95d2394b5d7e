import type { MilestoneOffset } from '../../../app/features/plans/plan-template';
import type { Track } from '../../../app/features/programmes/track';
import type { CaseMood } from './block-plan';
import type { Clock } from './calendar';
import type { Chance } from './chance';
import { cutFor, layOut, type Story, stateOn, type TargetState } from './story';
import { type Draws, drawStory } from './story-draws';
import { drawStart } from './story-start';
import type { CaseTemplate } from './world';

/** A case to tell: how it stands today, and what bounds its history. */
export type Telling = {
  target: TargetState;
  track: Track;
  template: CaseTemplate | null;
  /** Where in its present state it stands, from 0 to 1, when that is chosen. */
  progress?: number;
  /** The first day it may have been asked. */
  notBefore: number;
  mood?: CaseMood;
  /** It was closed before that day. */
  endedBefore?: number;
};

/** Lays a case out so that it stands in the target state today, with a history that led there. */
export function tellStory(telling: Telling, chance: Chance, clock: Clock): Story {
  const { target, progress } = telling;
  for (let attempt = 0; attempt < 400; attempt++) {
    const template = telling.template && paced(telling.template, chance);
    const draws = drawStory(chance, template?.milestones.length ?? 0);
    if (progress !== undefined) Object.assign(draws, { progress, pause: null });
    if (telling.mood === 'in_trouble') draws.lateness = draws.lateness.map((days) => (chance.happens(0.3) ? chance.int(45, 80) : days));
    if (target === 'plan_to_sign' || target === 'accepted' || target === 'submitted') draws.pause = null;
    const tell = (start: number) => cutFor(target, layOut(start, target, draws, template, clock), draws);
    const start = progress === undefined && drawStart(telling, chance, clock);
    const story = start ? tell(start) : tell(startLeadingTo(telling, draws, tell, clock));
    const isTimely = story.submitted >= telling.notBefore && (telling.endedBefore === undefined || story.closed < telling.endedBefore);
    if (isTimely && stateOn(story, clock.today) === target && suitsMood(story, telling.mood, clock)) return story;
  }
  throw new Error(`No history leads to ${target} by ${clock.asOf}`);
}

/** The first day from which these draws put the case where it must stand today. */
function startLeadingTo({ target }: Telling, draws: Draws, tell: (start: number) => Story, { today }: Clock): number {
  let start = today - 250;
  for (let turn = 0; turn < 4; turn++) start = Math.max(1, start + today - standingDay(target, tell(start), draws));
  return start;
}

/** Plans are drawn shorter or longer than their template; one that is much shorter is followed up sooner. (`docs/domain.md §3.1`) */
function paced(template: CaseTemplate, chance: Chance): CaseTemplate {
  const pace = chance.weighted([[0.6, 2], [0.75, 3], [0.9, 3], [1, 6], [1.2, 1]] as const); // biome-ignore format: paces and weights
  if (pace === 1) return template;
  const milestones = template.milestones.map((milestone) => ({
    ...milestone,
    offset: pacedOffset(milestone.offset, pace),
    durationDays: Math.max(1, Math.round(milestone.durationDays * pace)),
  }));
  return { ...template, milestones };
}

function pacedOffset({ days, months }: MilestoneOffset, pace: number): MilestoneOffset {
  if (months !== undefined) return { months: pace < 0.8 ? Math.round(months / 2) : months };
  return days === undefined ? {} : { days: Math.round(days * pace) };
}

/** Working days a critical milestone waits before its case is in trouble. (`docs/domain.md §6.5`) */
const TROUBLE_AFTER = 20;

/** A troubled case waits for a critical milestone that is long overdue; a calm one for nothing that is much. */
function suitsMood({ milestones, template }: Story, mood: CaseMood | undefined, { today }: Clock): boolean {
  if (mood === undefined) return true;
  const overdue = milestones.filter(({ done, ready, isFollowUp }) => done > today && ready <= today && !isFollowUp);
  const waiting = (isCritical: boolean) => {
    const days = overdue
      .filter(({ position }) => !isCritical || template?.milestones[position - 1]?.isCritical)
      .map(({ due }) => today - due);
    return Math.max(0, ...days);
  };
  return mood === 'in_trouble' ? waiting(true) > TROUBLE_AFTER + 2 : waiting(false) < TROUBLE_AFTER - 6;
}

/** The day the story should have reached today. */
function standingDay(target: TargetState, story: Story, draws: Draws): number {
  const between = (from: number, until: number) => Math.round(from + draws.progress * Math.max(0, until - from));
  switch (target) {
    case 'submitted':
      return story.submitted + (draws.progress > 0.85 ? 7 : Math.round(draws.progress * 5));
    case 'qualifying':
      return between(story.taken, story.decided - 1);
    case 'accepted':
      return between(story.decided, story.assigned - 1);
    case 'refused':
    case 'redirected':
    case 'closed_early':
      return (story.cut ?? 0) + Math.round(3 + draws.progress * 220);
    case 'assessing':
      return between(story.assigned + 1, (story.refusedPlan?.sent ?? story.sent) - 1);
    case 'plan_to_sign':
      return between(story.sent, Math.min(story.signed - 1, story.sent + 18));
    case 'active':
      return between(story.signed + 1, story.reviewing - 1);
    case 'on_hold':
      return (story.held ?? 0) + Math.round(3 + draws.progress * 50);
    case 'reviewing':
      return between(story.reviewing, story.followUp - 1);
    case 'follow_up':
      return between(story.followUp, story.closed - 1);
    case 'closed':
      return story.closed + Math.round(2 + draws.progress * 420);
  }
}
