import { addDays, type LocalDate, yearOf } from '../../../../app/features/programmes/paris-date';
import type { Chance } from '../chance';
import { fundedCourse } from './course';
import type { ProjectFile } from './project-file';

/** Funded, of the labelled files that funders answered in the running year: a little more than the contract expects. (`docs/domain.md §5.1`, PRJ-03) */
const FUNDED = 0.63;
/** Days within which a letter is read: the share must hold whichever of the last ones are. */
const READ_WITHIN = [10, 6, 3, 0] as const;

/**
 * Brings the answers of the running year to that share: a refusal changes places with a grant of an earlier year, so that the counts of
 * the registry stay what they are.
 */
export function fitAnswers(labels: readonly ProjectFile[], asOf: LocalDate, chance: Chance): void {
  const known = labels.filter(({ course }) => course.decidedOn);
  const ofYear = known.filter(({ course }) => yearOf(course.decidedOn as string) === yearOf(asOf));
  const earlier = known.filter((file) => !ofYear.includes(file) && isOpen(file) && file.course.state === 'running').reverse();
  for (const days of READ_WITHIN) {
    const group = ofYear.filter(({ course }) => (course.decidedOn as string) < addDays(asOf, -days));
    const refused = group.filter(({ course }) => course.state === 'not_funded');
    const excess = refused.length - Math.floor(group.length * (1 - FUNDED));
    for (const file of refused.filter(isOpen).slice(0, Math.max(0, excess))) {
      const other = earlier.shift();
      if (other) exchange(file, other, asOf, chance);
    }
  }
}

/** European answers have a rate of their own; of old files no more than a summary was kept. */
const isOpen = ({ funder, isSummaryOnly }: ProjectFile) => funder !== 'eu' && !isSummaryOnly;

function exchange(refused: ProjectFile, granted: ProjectFile, asOf: LocalDate, chance: Chance): void {
  const { months, ...course } = fundedCourse(
    { ...refused.course, state: 'funded' },
    { outcome: 'running', months: refused.months, eve: addDays(asOf, -1) },
    chance,
  );
  Object.assign(refused, { course, months });
  granted.course = { ...granted.course, state: 'not_funded', agreementOn: null, startedOn: null, endedOn: null, nextOn: null };
}
