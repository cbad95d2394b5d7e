import type { Track } from '~/features/programmes/track';

/** Short enough to be said on the phone. `INT` and not `INTL`, as written on the case page (docs/design.md, screen 05). */
export const REFERENCE_PREFIXES: Record<Track, string> = {
  strategy: 'PERF',
  financing: 'FIN',
  international: 'INT',
  eu_projects: 'EUR',
  innovation: 'INNO',
};

export type CaseReference = { track: Track; year: number; number: number };

/** `FIN-2026-0042`: track, year of filing, number in the year and cluster. Never reused; past 9999 it grows by a digit. */
export function formatCaseReference({ track, year, number }: CaseReference): string {
  return `${REFERENCE_PREFIXES[track]}-${year}-${String(number).padStart(4, '0')}`;
}

/** A reference as people type it (case, spaces and zeros forgiven), or null. */
export function parseCaseReference(text: string): CaseReference | null {
  const match = /^([A-Z]{3,4})[\s-]*(\d{4})[\s-]+(\d{1,7})$/.exec(text.trim().toUpperCase());
  if (!match) return null;
  const found = (Object.entries(REFERENCE_PREFIXES) as [Track, string][]).find(([, prefix]) => prefix === match[1]);
  const number = Number(match[3]);
  return found && number > 0 ? { track: found[0], year: Number(match[2]), number } : null;
}
