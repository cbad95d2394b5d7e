import type { CaseState } from '~/features/cases/case-state';
import { addDays, type LocalDate } from '~/features/programmes/paris-date';
import { workingDaysBetween } from '~/features/programmes/working-days';
import type { Health } from './health-codes';

/** What the health of a case looks at. `health.assess()` in the database reads the same facts and holds the same rule; a test compares the two. */
export type HealthFacts = {
  state: CaseState;
  /** The day of the assignment; null before it. */
  startedOn: LocalDate | null;
  /** The last contact in which both sides spoke. */
  lastContactOn: LocalDate | null;
  heldOn: LocalDate | null;
  heldUntil: LocalDate | null;
  /** Null when nothing open is dated. */
  nextDueOn: LocalDate | null;
  /** In the order of the plan; without those set aside. */
  milestones: readonly { id: string; isCritical: boolean; isDone: boolean; dueOn: LocalDate | null; durationDays: number }[];
  /** Due days of the open actions. */
  openActions: readonly { dueOn: LocalDate | null }[];
  figures: readonly { isBaseline: boolean; validOn: LocalDate; isKnown: boolean }[];
  /** Delays C1 to C5 that run. */
  clocks: readonly { rule: string; dueOn: LocalDate }[];
  proceedingsOn: LocalDate | null;
};

/** Why a case stands as it does: a code with its dates and numbers. */
export type HealthReason =
  | { code: 'critical_late'; days: number; dueOn: LocalDate; milestoneId: string }
  | { code: 'proceedings'; sinceOn: LocalDate }
  | { code: 'baselines_missing'; missing: number; sinceOn: LocalDate }
  | { code: 'no_next_action' }
  | { code: 'delay_broken'; rule: string; dueOn: LocalDate }
  | { code: 'milestones_late'; count: number; days: number; dueOn: LocalDate; milestoneId: string }
  | { code: 'no_contact'; days: number; sinceOn: LocalDate }
  | { code: 'actions_late'; count: number; of: number; dueOn: LocalDate }
  | { code: 'figures_missing'; missing: number; of: number }
  | { code: 'on_hold'; sinceOn: LocalDate; untilOn?: LocalDate };

export type HealthPart = 'schedule' | 'engagement' | 'actions' | 'figures';
/** A part as a fraction, so that the whole is rounded once. */
type Fraction = readonly [numerator: number, denominator: number];

export type AssessedHealth = {
  health: Health;
  /** Null where nothing is weighed: not begun, on hold. */
  score: number | null;
  parts: Record<HealthPart, Fraction> | null;
  reasons: HealthReason[];
};

export const HEALTH_WEIGHTS: Record<HealthPart, number> = { schedule: 45, engagement: 25, actions: 20, figures: 10 };
/** From these scores on a case is on track, or to be watched. */
export const ON_TRACK_FROM = 75;
export const WATCH_FROM = 50;
/** Working days after which a late milestone weighs no more, or a critical one alone makes an alert. */
export const FULLY_LATE_DAYS = 20;
const QUIET_FROM_DAYS = 20;
const SILENT_FROM_DAYS = 60;
const SHORTEST_MILESTONE_DAYS = 5;
export const BASELINE_DAYS = 30;

const WEIGHED: readonly CaseState[] = ['assessing', 'plan_to_sign', 'active', 'reviewing'];
const NOT_BEGUN: readonly CaseState[] = ['submitted', 'qualifying', 'accepted'];

/** How a case stands on a day, with every reason, the heaviest first; null for one that is followed up or ended. (`docs/domain.md §6.5`) */
export function assessHealth(facts: HealthFacts, on: LocalDate): AssessedHealth | null {
  const { state } = facts;
  if (state === 'on_hold') {
    const until = facts.heldUntil ? { untilOn: facts.heldUntil } : {};
    return { health: 'paused', score: null, parts: null, reasons: [{ code: 'on_hold', sinceOn: facts.heldOn ?? on, ...until }] };
  }
  if (NOT_BEGUN.includes(state)) return { health: 'not_started', score: null, parts: null, reasons: brokenDelays(facts, on) };
  return WEIGHED.includes(state) ? weighed(facts, on) : null;
}

function weighed(facts: HealthFacts, on: LocalDate): AssessedHealth {
  const [graves, lates] = lateMilestones(facts, on);
  const { proceedingsOn } = facts;
  const grave: HealthReason[] = [...graves, ...(proceedingsOn ? [{ code: 'proceedings' as const, sinceOn: proceedingsOn }] : [])];
  const capping = [...missingBaselines(facts, on), ...unplanned(facts), ...brokenDelays(facts, on)];
  const parts = healthParts(facts, on);
  const score = healthScore(parts);
  const reasons = [...grave, ...capping, ...lates, ...silence(facts, on), ...lateActions(facts, on), ...missingFigures(facts, on)];
  const health = levelOf({ score, isGrave: grave.length > 0, isCapped: capping.length > 0 });
  return { health: health === 'on_track' && isUntouched(facts, on) ? 'not_started' : health, score, parts, reasons };
}

function levelOf({ score, isGrave, isCapped }: { score: number; isGrave: boolean; isCapped: boolean }): Health {
  if (isGrave || score < WATCH_FROM) return 'alert';
  return isCapped || score < ON_TRACK_FROM ? 'watch' : 'on_track';
}

/** Assigned, and nothing has happened yet: no contact since, nothing done, nothing due. */
function isUntouched({ state, startedOn, lastContactOn, milestones }: HealthFacts, on: LocalDate): boolean {
  const isCounted = milestones.some(({ isDone, dueOn }) => isDone || (dueOn !== null && dueOn <= on));
  return state === 'assessing' && !isCounted && (lastContactOn === null || (startedOn !== null && lastContactOn < startedOn));
}

/** Schedule, engagement, actions and figures, each a share of one. */
export function healthParts(facts: HealthFacts, on: LocalDate): Record<HealthPart, Fraction> {
  const { openActions, figures } = facts;
  const lateActionCount = openActions.filter(({ dueOn }) => dueOn !== null && dueOn < on).length;
  const due = figures.filter(({ validOn }) => validOn <= on);
  const quiet = Math.min(SILENT_FROM_DAYS, Math.max(QUIET_FROM_DAYS, quietDays(facts, on)));
  return {
    schedule: scheduleOf(facts, on),
    engagement: [SILENT_FROM_DAYS - quiet, SILENT_FROM_DAYS - QUIET_FROM_DAYS],
    actions: openActions.length === 0 ? [1, 2] : [openActions.length - lateActionCount, openActions.length],
    figures: due.length === 0 ? [1, 1] : [due.filter(({ isKnown }) => isKnown).length, due.length],
  };
}

function scheduleOf({ milestones }: HealthFacts, on: LocalDate): Fraction {
  let [weight, lost] = [0, 0];
  for (const { isDone, dueOn, durationDays } of milestones) {
    if (!isDone && (dueOn === null || dueOn > on)) continue;
    const own = Math.max(durationDays, SHORTEST_MILESTONE_DAYS);
    weight += own;
    if (!isDone && dueOn !== null) lost += own * Math.min(workingDaysBetween(dueOn, on), FULLY_LATE_DAYS);
  }
  return weight === 0 ? [1, 1] : [FULLY_LATE_DAYS * weight - lost, FULLY_LATE_DAYS * weight];
}

/** The weighted whole, rounded half up; in whole numbers, so that a half is a half. */
export function healthScore(parts: Record<HealthPart, Fraction>): number {
  const names = Object.keys(HEALTH_WEIGHTS) as HealthPart[];
  const whole = names.reduce((product, name) => product * BigInt(parts[name][1]), 1n);
  const sum = names.reduce(
    (total, name) => total + (BigInt(HEALTH_WEIGHTS[name]) * BigInt(parts[name][0]) * whole) / BigInt(parts[name][1]),
    0n,
  );
  return Number((2n * sum + whole) / (2n * whole));
}

function quietDays({ lastContactOn, startedOn }: HealthFacts, on: LocalDate): number {
  const since = lastContactOn ?? startedOn;
  return since === null ? 0 : Math.max(0, workingDaysBetween(since, on));
}

/** Critical milestones late beyond bearing, then the other late ones in one line. */
function lateMilestones({ milestones }: HealthFacts, on: LocalDate): [HealthReason[], HealthReason[]] {
  const late = milestones.flatMap(({ id, isCritical, isDone, dueOn }) => {
    const days = isDone || dueOn === null || dueOn > on ? 0 : workingDaysBetween(dueOn, on);
    return days > 0 && dueOn !== null ? [{ days, dueOn, milestoneId: id, isFar: isCritical && days > FULLY_LATE_DAYS }] : [];
  });
  const byDays = [...late].sort((a, b) => b.days - a.days).map(({ isFar, ...one }) => ({ isFar, one }));
  const far = byDays.flatMap(({ isFar, one }) => (isFar ? [{ code: 'critical_late' as const, ...one }] : []));
  const others = byDays.flatMap(({ isFar, one }) => (isFar ? [] : [one]));
  const [worst] = others;
  return [far, worst ? [{ code: 'milestones_late', count: others.length, ...worst }] : []];
}

function missingBaselines({ figures, startedOn }: HealthFacts, on: LocalDate): HealthReason[] {
  const missing = figures.filter(({ isBaseline, isKnown }) => isBaseline && !isKnown).length;
  if (missing === 0 || startedOn === null || on <= addDays(startedOn, BASELINE_DAYS)) return [];
  return [{ code: 'baselines_missing', missing, sinceOn: addDays(startedOn, BASELINE_DAYS) }];
}

function unplanned({ nextDueOn }: HealthFacts): HealthReason[] {
  return nextDueOn === null ? [{ code: 'no_next_action' }] : [];
}

function brokenDelays({ clocks }: HealthFacts, on: LocalDate): HealthReason[] {
  const broken = clocks.filter(({ dueOn }) => dueOn < on);
  return [...broken]
    .sort((a, b) => (a.dueOn === b.dueOn ? (a.rule < b.rule ? -1 : 1) : a.dueOn < b.dueOn ? -1 : 1))
    .map(({ rule, dueOn }) => ({ code: 'delay_broken', rule, dueOn }));
}

function silence(facts: HealthFacts, on: LocalDate): HealthReason[] {
  const days = quietDays(facts, on);
  const since = facts.lastContactOn ?? facts.startedOn;
  return days > QUIET_FROM_DAYS && since !== null ? [{ code: 'no_contact', days, sinceOn: since }] : [];
}

function lateActions({ openActions }: HealthFacts, on: LocalDate): HealthReason[] {
  const late = openActions.flatMap(({ dueOn }) => (dueOn !== null && dueOn < on ? [dueOn] : [])).sort();
  const [first] = late;
  return first ? [{ code: 'actions_late', count: late.length, of: openActions.length, dueOn: first }] : [];
}

function missingFigures({ figures }: HealthFacts, on: LocalDate): HealthReason[] {
  const due = figures.filter(({ validOn }) => validOn <= on);
  const missing = due.filter(({ isKnown }) => !isKnown).length;
  return missing > 0 ? [{ code: 'figures_missing', missing, of: due.length }] : [];
}
