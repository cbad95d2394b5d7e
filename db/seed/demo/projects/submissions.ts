import { addDays, type LocalDate } from '../../../../app/features/programmes/paris-date';
import { addWorkingDays } from '../../../../app/features/programmes/working-days';
import type { ProjectState, ProjectType } from '../../../../app/features/projects/project';
import type { Chance } from '../chance';
import type { Das } from '../trades';
import { committeeDays, spreadOver } from './committee-days';
import { type Course, NO_COURSE, untilCommittee } from './course';
import { windowStart } from './deck';

/** A file of the three years that has no label. (`docs/domain.md §10.2`) */
export type SubmissionCard = { type: ProjectType; das: Das; course: Course };
export type SubmissionCounts = { refused: number; withdrawn: number; inProgress: readonly ProjectState[] };

export const MAIN_SUBMISSIONS: SubmissionCounts = {
  refused: 14,
  withdrawn: 6,
  inProgress: ['at_committee', 'at_committee', 'in_review', 'deferred', 'admissible', 'submitted'],
};
export const SMALL_SUBMISSIONS: SubmissionCounts = { refused: 1, withdrawn: 0, inProgress: ['in_review'] };

const TYPES: readonly ProjectType[] = [
  'collaborative_rd',
  'collaborative_rd',
  'demonstrator',
  'collaborative_rd',
  'territorial_experiment',
  'industrial_development',
];
const DOMAINS: readonly Das[] = ['DAS3', 'DAS2', 'DAS1', 'DAS4', 'DAS3', 'DAS2', 'DAS4'];

export function dealSubmissions(counts: SubmissionCounts, asOf: LocalDate, chance: Chance): SubmissionCard[] {
  const eve = addDays(asOf, -5);
  const days = committeeDays(windowStart(asOf), eve);
  const refused = spreadOver(counts.refused, days).map((day, turn) => refusedCourse(day, turn % 5 === 3, chance));
  const withdrawn = spreadOver(counts.withdrawn, days).map((day) => withdrawnCourse(day, chance));
  const inProgress = counts.inProgress.map((state) => openCourse(state, asOf, chance));
  return [...refused, ...withdrawn, ...inProgress].map((course, turn) => ({
    ...{ course, type: TYPES[turn % TYPES.length] as ProjectType, das: DOMAINS[turn % DOMAINS.length] as Das },
  }));
}

function refusedCourse(committeeOn: LocalDate, isInadmissible: boolean, chance: Chance): Course {
  const { submittedOn, completeOn, admissibleOn, ...rest } = untilCommittee(committeeOn, chance);
  if (isInadmissible) return { ...NO_COURSE, state: 'inadmissible', submittedOn, completeOn, admissibleOn };
  return { ...NO_COURSE, state: 'refused', submittedOn, completeOn, admissibleOn, ...rest };
}

function withdrawnCourse(committeeOn: LocalDate, chance: Chance): Course {
  const { submittedOn, completeOn, admissibleOn } = untilCommittee(committeeOn, chance);
  return {
    ...NO_COURSE,
    state: 'withdrawn',
    submittedOn,
    completeOn,
    admissibleOn,
    withdrawnOn: addWorkingDays(admissibleOn, chance.int(2, 9)),
  };
}

/** Files on the table today wait for the next meeting, or the one after. */
function openCourse(state: ProjectState, asOf: LocalDate, chance: Chance): Course {
  const [next = asOf, after = next] = committeeDays(asOf, addDays(asOf, 100));
  const eve = addDays(asOf, -1);
  const before = (days: number) => addWorkingDays(eve, -days);
  if (state === 'submitted') return { ...NO_COURSE, state, submittedOn: before(1), nextOn: addWorkingDays(asOf, 2) };
  if (state === 'admissible')
    return { ...NO_COURSE, state, submittedOn: before(9), completeOn: before(7), admissibleOn: before(2), nextOn: after };
  if (state === 'in_review')
    return { ...NO_COURSE, state, submittedOn: before(16), completeOn: before(14), admissibleOn: before(10), nextOn: after };
  const reviewed = { submittedOn: before(31), completeOn: before(29), admissibleOn: before(24), reviewedOn: before(chance.int(2, 6)) };
  if (state === 'at_committee') return { ...NO_COURSE, ...reviewed, state, nextOn: next };
  const [last = before(20)] = committeeDays(addDays(asOf, -75), addDays(asOf, -5)).slice(-1);
  return { ...NO_COURSE, ...untilCommittee(last, chance), state: 'deferred', nextOn: after };
}
