import type { LocalDate } from '~/features/programmes/paris-date';
import { type WorkingCalendar, workingDaysBetween } from '~/features/programmes/working-days';
import { type BallSide, ballOf } from './case-state';

type Step = { id: string; side: BallSide; dueOn: LocalDate; doneOn: LocalDate | null; blockerIds: readonly string[]; isSetAside: boolean };

export type BallShare = {
  /** Working days each side had the ball. */
  days: Record<BallSide, number>;
  /** Who has it today, and since when. */
  side: BallSide | null;
  sinceOn: LocalDate;
};

/**
 * Who had the ball, in working days from a day to today, replayed from the days milestones were done: between two of them the rule of
 * the ball gives one side. Tasks and milestones set aside leave no day behind, so they don't count. (`docs/domain.md §6.1`)
 */
export function ballShare(steps: readonly Step[], fromOn: LocalDate, today: LocalDate, calendar?: WorkingCalendar): BallShare {
  const counted = steps.filter((step) => !step.isSetAside);
  const isDone = (id: string, on: LocalDate) => {
    const step = counted.find((candidate) => candidate.id === id);
    return step === undefined || (step.doneOn !== null && step.doneOn <= on);
  };
  const turns = [...new Set(counted.flatMap(({ doneOn }) => (doneOn && doneOn > fromOn && doneOn < today ? [doneOn] : [])))].sort();
  const days: Record<BallSide, number> = { advisor: 0, company: 0, expert: 0, third_party: 0 };
  let [side, sinceOn]: [BallSide | null, LocalDate] = [null, fromOn];
  for (const [index, on] of [fromOn, ...turns].entries()) {
    const nextItems = counted.filter((step) => !isDone(step.id, on) && step.blockerIds.every((id) => isDone(id, on)));
    const holder = ballOf({ state: 'active', isPlanSignedByCompany: true, nextItems });
    if (holder !== side) [side, sinceOn] = [holder, on];
    const until = turns[index] ?? today;
    if (holder && until > on) days[holder] += workingDaysBetween(on, until, calendar);
  }
  return { days, side, sinceOn };
}
