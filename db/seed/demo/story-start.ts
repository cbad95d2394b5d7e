import { addDays, type LocalDate, yearOf } from '../../../app/features/programmes/paris-date';
import type { Track } from '../../../app/features/programmes/track';
import type { Clock } from './calendar';
import type { Chance } from './chance';
import type { TargetState } from './story';
import type { Telling } from './tell-story';

/** Working days since the request of a case that stands in a state, at least and at most. Younger states are told from where they stand. */
const AGES: Partial<Record<TargetState, readonly [number, number]>> = {
  refused: [18, 2_000],
  redirected: [18, 2_000],
  active: [62, 400],
  on_hold: [50, 400],
  reviewing: [150, 480],
  follow_up: [190, 700],
  closed: [260, 2_000],
  closed_early: [60, 2_000],
};

/** Calls close twice a year here; proposals are asked for some months before. */
const CUT_OFFS = ['03-15', '09-15'] as const;
const BEFORE_CUT_OFF = { latest: 110, earliest: 190 } as const;

/** Few ask in August or at the end of the year; European projects are asked for before the cut-offs. (`docs/domain.md §10.3`) */
export function seasonAt(day: LocalDate, track: Track): number {
  const monthAndDay = day.slice(5);
  const isQuiet = monthAndDay.startsWith('08') || monthAndDay >= '12-19' || monthAndDay <= '01-03';
  const pace = isQuiet ? 0.12 : 1;
  if (track !== 'eu_projects') return pace;
  return isBeforeCutOff(day) ? pace : pace * 0.2;
}

function isBeforeCutOff(day: LocalDate): boolean {
  return [yearOf(day), yearOf(day) + 1].some((year) =>
    CUT_OFFS.some((cutOff) => {
      const closes: LocalDate = `${year}-${cutOff}`;
      return day >= addDays(closes, -BEFORE_CUT_OFF.earliest) && day <= addDays(closes, -BEFORE_CUT_OFF.latest);
    }),
  );
}

/** The day a case was asked, drawn evenly but for the seasons over the days its state allows; null for a state told from where it stands. */
export function drawStart({ target, track, notBefore }: Telling, chance: Chance, { today, days }: Clock): number | null {
  const ages = AGES[target];
  if (!ages) return null;
  const [least, most] = ages;
  const first = Math.max(notBefore, today - most);
  const last = Math.max(first, today - least);
  for (let attempt = 0; attempt < 100; attempt++) {
    const day = chance.int(first, last);
    if (chance.happens(seasonAt(days.day(day), track))) return day;
  }
  return last;
}
