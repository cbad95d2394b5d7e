import type { FigureSubject } from '~/features/outcomes/figures.queries.server';
import { isLocalDate, type LocalDate } from '~/features/programmes/paris-date';
import { parseDate } from '~/i18n/parse';

export const PROOF_LEVELS = [3, 2, 1] as const;
export type ProofLevel = (typeof PROOF_LEVELS)[number];

export type ImpactReading = { on: LocalDate; minLevel: ProofLevel };

/** The day and the minimum proof that an address asks for: today and verified unless it says otherwise; never a day to come. */
export function readingOf(search: URLSearchParams, today: LocalDate): ImpactReading {
  const on = askedDay(search);
  const level = PROOF_LEVELS.find((known) => String(known) === search.get('level'));
  return { on: on !== null && on < today ? on : today, minLevel: level ?? 3 };
}

/** The day an address asks for, as machines or as people write it; null without one. */
export function askedDay(search: URLSearchParams): LocalDate | null {
  const asked = search.get('on') ?? '';
  return isLocalDate(asked) ? asked : parseDate(asked);
}

/** The same reading as an address, with other things to say. */
export function readingAddress(path: string, { on, minLevel }: ImpactReading, more: Record<string, string> = {}): string {
  return `${path}?${new URLSearchParams({ on, level: String(minLevel), ...more })}`;
}

/** Whose values are looked at, as an address says it. */
export function subjectParam({ kind, id }: FigureSubject): Record<string, string> {
  return { [kind]: id };
}

export function subjectOf(search: URLSearchParams, isId: (text: string) => boolean): FigureSubject | null {
  for (const kind of ['company', 'project', 'cluster'] as const) {
    const id = search.get(kind);
    if (id !== null && isId(id)) return { kind, id };
  }
  return null;
}
