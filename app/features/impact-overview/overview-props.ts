import { readingAddress } from '~/features/impact/reading';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { Overview } from './overview.queries.server';
import type { OverviewDrawings } from './overview-drawing.server';
import { isNarrowed, linesAddress, type OverviewFilter } from './overview-filter';

/** What every part of the overview is given. */
export type OverviewProps = { overview: Overview; drawings: OverviewDrawings; filter: OverviewFilter; today: LocalDate };

/** Where a figure comes from: its explanation, or the lines behind it when the page is narrower than the contract. */
export function figureAddress(code: string, filter: OverviewFilter, today: LocalDate): string {
  return isNarrowed(filter) || filter.period !== 'contract' ? linesAddress(code, filter, today) : readingAddress(`/impact/${code}`, filter);
}
