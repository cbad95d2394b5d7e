import { addDays, addMonths, earlierOf, type LocalDate, laterOf } from '../../../../app/features/programmes/paris-date';
import { addWorkingDays, workingDayOnOrAfter } from '../../../../app/features/programmes/working-days';
import type { ProjectOutcome, ProjectState } from '../../../../app/features/projects/project';
import type { Chance } from '../chance';

/** The steps of a file and their days; what has not come is null. */
export type Course = {
  state: ProjectState;
  submittedOn: LocalDate | null;
  completeOn: LocalDate | null;
  admissibleOn: LocalDate | null;
  reviewedOn: LocalDate | null;
  committeeOn: LocalDate | null;
  hadReserves: boolean;
  labelledOn: LocalDate | null;
  withdrawnOn: LocalDate | null;
  cutOffOn: LocalDate | null;
  sentToFunderOn: LocalDate | null;
  decidedOn: LocalDate | null;
  agreementOn: LocalDate | null;
  startedOn: LocalDate | null;
  endedOn: LocalDate | null;
  nextOn: LocalDate | null;
};

export const NO_COURSE: Omit<Course, 'state'> = {
  ...{ submittedOn: null, completeOn: null, admissibleOn: null, reviewedOn: null, committeeOn: null, hadReserves: false },
  ...{ labelledOn: null, withdrawnOn: null, cutOffOn: null, sentToFunderOn: null, decidedOn: null, agreementOn: null },
  ...{ startedOn: null, endedOn: null, nextOn: null },
};

/** The steps from the deposit to the committee that met on a day. */
export function untilCommittee(committeeOn: LocalDate, chance: Chance) {
  const reviewedOn = addWorkingDays(committeeOn, -chance.int(6, 9));
  const admissibleOn = addWorkingDays(reviewedOn, -chance.int(14, 19));
  const completeOn = addWorkingDays(admissibleOn, -chance.int(2, 6));
  const submittedOn = addWorkingDays(completeOn, -chance.int(0, 4));
  return { submittedOn, completeOn, admissibleOn, reviewedOn, committeeOn };
}

type Ask = { committeeOn: LocalDate; outcome: ProjectOutcome; months: number; asOf: LocalDate };

/** What became of a labelled file, dated so that nothing is later than the eve of `asOf`. */
export function courseOfLabel({ committeeOn, outcome, months, asOf }: Ask, chance: Chance): Course & { months: number } {
  const eve = addDays(asOf, -1);
  const lifted = chance.happens(0.15) ? addWorkingDays(committeeOn, chance.int(8, 18)) : null;
  const labelledOn = lifted !== null && lifted < eve ? lifted : committeeOn;
  const label = { ...untilCommittee(committeeOn, chance), hadReserves: labelledOn !== committeeOn, labelledOn };
  const cutOffOn = workingDayOnOrAfter(addDays(labelledOn, chance.int(6, 25)));
  const sent = cutOffOn <= eve;
  const asked = { ...NO_COURSE, ...label, cutOffOn, sentToFunderOn: sent ? cutOffOn : null };
  if (outcome === 'awaiting_funder') {
    const state = sent ? (chance.happens(0.15) ? 'waiting_list' : 'sent_to_funder') : label.hadReserves ? 'reserves_lifted' : 'labelled';
    return { ...asked, state, nextOn: addDays(asOf, chance.int(12, 75)), months };
  }
  const decidedOn = earlierOf(workingDayOnOrAfter(addDays(cutOffOn, chance.int(90, 160))), addDays(eve, -chance.int(1, 12)));
  const decided = { ...asked, sentToFunderOn: earlierOf(cutOffOn, decidedOn), decidedOn };
  if (outcome === 'not_funded') return { ...decided, state: 'not_funded', months };
  return fundedCourse({ ...decided, state: 'funded' }, { outcome, months, eve }, chance);
}

type Funded = { outcome: ProjectOutcome; months: number; eve: LocalDate };

/** Agreement, work and end of a project that was granted its money. */
export function fundedCourse(decided: Course, { outcome, months, eve }: Funded, chance: Chance): Course & { months: number } {
  const decidedOn = decided.decidedOn ?? eve;
  const agreementOn = workingDayOnOrAfter(addDays(decidedOn, chance.int(25, 90)));
  if (agreementOn > eve) return { ...decided, state: 'funded', nextOn: agreementOn, months };
  const startedOn = workingDayOnOrAfter(addDays(agreementOn, chance.int(1, 30)));
  const signed = { ...decided, agreementOn };
  if (startedOn > eve) return { ...signed, state: 'agreement_signed', nextOn: startedOn, months };
  const begun = { ...signed, startedOn };
  if (outcome === 'running') {
    let length = months;
    // A project still at work has been given the time it takes.
    while (addMonths(startedOn, length) <= eve && length < MOST_MONTHS) length += 6;
    return {
      ...begun,
      state: 'running',
      nextOn: addMonths(startedOn, Math.min(length, MOST_MONTHS)),
      months: Math.min(length, MOST_MONTHS),
    };
  }
  const planned = outcome === 'stopped' ? chance.int(7, Math.max(8, Math.round(months * 0.7))) : months;
  const endedOn = earlierOf(addMonths(startedOn, planned), addDays(eve, -chance.int(3, 40)));
  const state = outcome === 'stopped' ? 'stopped' : endedOn >= addMonths(eve, -36) ? 'follow_up' : 'completed';
  return { ...begun, endedOn: laterOf(endedOn, startedOn), state, months };
}

const MOST_MONTHS = 60;
