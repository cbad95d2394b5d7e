import type { LocalDate } from '~/features/programmes/paris-date';
import { addWorkingDays, type WorkingCalendar } from '~/features/programmes/working-days';

/** Dates of an open milestone before and after; `startsOn` may be unknown. */
export type DateShift = { id: string; fromDueOn: LocalDate; dueOn: LocalDate; startsOn: LocalDate | null };
type Dated = { id: string; startsOn: LocalDate | null; dueOn: LocalDate | null };

/** The open milestones that follow, moved by the same number of working days; one without a date has nothing to move. (A7) */
export function shiftFollowing(followers: readonly Dated[], days: number, calendar?: WorkingCalendar): DateShift[] {
  if (days === 0) return [];
  return followers.flatMap(({ id, startsOn, dueOn }) =>
    dueOn === null
      ? []
      : [
          {
            id,
            fromDueOn: dueOn,
            dueOn: addWorkingDays(dueOn, days, calendar),
            startsOn: startsOn && addWorkingDays(startsOn, days, calendar),
          },
        ],
  );
}
