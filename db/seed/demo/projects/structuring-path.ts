import type { MilestoneState } from '../../../../app/features/milestones/milestone';
import type { StructuringTemplate } from '../../../../app/features/plans/plan-template';
import { addMonths, type LocalDate } from '../../../../app/features/programmes/paris-date';
import type { WorkingDays } from '../calendar';
import type { Chance } from '../chance';
import type { Course } from './course';

export type PathStep = {
  position: number;
  state: MilestoneState;
  startsOn: LocalDate;
  dueOn: LocalDate;
  doneOn: LocalDate | null;
  blockedSince: LocalDate | null;
  reason: string | null;
  awaited: string | null;
  evidence: string | null;
};

/** Milestones whose day the file itself says: the label, then the money. */
const LABEL: Record<StructuringTemplate['code'], number> = { S1: 3, S2: 4, S3: 5 };
const MONEY: Partial<Record<StructuringTemplate['code'], number>> = { S1: 4, S2: 5 };

type Laid = { start: number; due: number; done: number | null };

/** Lays a project's path along its template: what is done, late, blocked, and what an ended project left aside. */
export function layPath(template: StructuringTemplate, course: Course, asOf: LocalDate, days: WorkingDays, chance: Chance): PathStep[] {
  const eve = days.index(asOf) - 1;
  const isEnded = ['not_funded', 'stopped', 'refused', 'inadmissible', 'withdrawn'].includes(course.state);
  const isFinished = course.state === 'completed' || course.state === 'follow_up';
  const laid = new Map<number, Laid>();
  const assigned = startOf(template, course, days, eve);
  for (const milestone of template.milestones) {
    const before = milestone.dependsOn.map((position) => laid.get(position));
    const start = startIndex(milestone, before, assigned, days);
    const due = start + milestone.durationDays;
    const isReady = before.every((step) => step?.done != null);
    const on = isReady ? doneIndex(milestone.position, template, course, due, days, chance) : null;
    const last = course.endedOn && !isFinished ? Math.min(eve, days.index(course.endedOn)) : eve;
    laid.set(milestone.position, { start, due, done: on === null ? null : on <= last ? on : isFinished ? eve : null });
  }
  const open = (position: number) => stateOf(position, template, laid, eve);
  const inProgress = template.milestones.find(({ position }) => open(position) === 'in_progress')?.position;
  const blocked = isEnded || isFinished || !chance.happens(0.22) ? undefined : inProgress;
  return template.milestones.map(({ position, evidence }) => {
    const { start, due, done } = laid.get(position) ?? { start: eve, due: eve, done: null };
    const dates = { startsOn: days.day(start), dueOn: days.day(due), doneOn: done === null ? null : days.day(done) };
    const step = { position, ...dates, blockedSince: null, reason: null, awaited: null, evidence: null };
    if (done !== null) return { ...step, state: 'done', evidence: `${evidence.fr} : pièce versée au dossier.` };
    if (isEnded) return { ...step, state: 'not_applicable', reason: 'Sans objet : le projet ne se poursuit pas.' };
    if (position === blocked) {
      const [reason, awaited] = chance.pick(BLOCKS);
      return { ...step, state: 'blocked', blockedSince: days.day(eve - chance.int(3, 25)), reason, awaited };
    }
    return { ...step, state: open(position) };
  });
}

/** The later of the offset and the end of what it waits for. (`docs/domain.md §3.1`) */
function startIndex(
  { offset }: StructuringTemplate['milestones'][number],
  before: readonly (Laid | undefined)[],
  assigned: number,
  days: WorkingDays,
): number {
  const after = Math.max(assigned, ...before.map((step) => step?.done ?? step?.due ?? assigned));
  if (offset.months !== undefined) return days.index(addMonths(days.day(after), offset.months));
  return Math.max(after, assigned + (offset.days ?? 0));
}

function stateOf(position: number, template: StructuringTemplate, laid: ReadonlyMap<number, Laid>, eve: number): MilestoneState {
  const step = laid.get(position);
  if (step?.done != null) return 'done';
  const milestone = template.milestones.find((each) => each.position === position);
  const isReady = milestone?.dependsOn.every((before) => laid.get(before)?.done != null) ?? false;
  return isReady && step && step.start <= eve ? 'in_progress' : 'upcoming';
}

const BLOCKS = [
  ['L’autorisation du site n’est pas rendue.', 'La direction du site d’accueil'],
  ['Un partenaire n’a pas signé l’accord.', 'Le service juridique du laboratoire partenaire'],
  ['Le cofinancement n’est pas confirmé.', 'La Région'],
  ['Le composant principal est livré en retard.', 'Le fournisseur du détecteur'],
] as const;

/** The path began so that its label falls when it did. */
function startOf(template: StructuringTemplate, { labelledOn, submittedOn }: Course, days: WorkingDays, eve: number): number {
  const label = template.milestones[LABEL[template.code] - 1];
  const length = (label?.offset.days ?? 0) + (label?.durationDays ?? 0);
  const on = labelledOn ? days.index(labelledOn) : submittedOn ? days.index(submittedOn) + 30 : eve;
  return on - length;
}

/** The day a milestone was really done; 12 % more than twenty days late. (`docs/domain.md §10.3`) */
function doneIndex(
  position: number,
  template: StructuringTemplate,
  { labelledOn, agreementOn }: Course,
  due: number,
  days: WorkingDays,
  chance: Chance,
): number | null {
  if (position === LABEL[template.code]) return labelledOn === null ? null : days.index(labelledOn);
  if (position === MONEY[template.code]) return agreementOn === null ? null : days.index(agreementOn);
  const on = due + Math.min(70, Math.round(chance.lognormal(3, 1.6))) - 2;
  // What comes before the label was done before it.
  const before = LABEL[template.code] - position;
  if (before <= 0 || labelledOn === null || (template.code === 'S3' && position > 2)) return on;
  return Math.min(on, days.index(labelledOn) - before);
}
