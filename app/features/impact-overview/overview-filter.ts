import { DOMAINS, SIZES } from '~/features/companies/company';
import { type ImpactReading, readingOf } from '~/features/impact/reading';
import type { LocalDate } from '~/features/programmes/paris-date';
import { TRACKS } from '~/features/programmes/track';

/** From when facts count: since the contract began, since 1 January, since the half-year began; always up to the day of reading. */
export const PERIODS = ['contract', 'year', 'half'] as const;
export type Period = (typeof PERIODS)[number];

/** What a change is measured from. */
export const COMPARISONS = ['previous', 'year'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** By what figures may be cut. Tracks overlap: a company in three counts in each. */
export const DIMENSIONS = ['das', 'department', 'region', 'size', 'cohort', 'track'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

export type Narrowing = Partial<Record<Dimension, string>>;

/** What the address of the overview says. */
export type OverviewFilter = ImpactReading & {
  period: Period;
  compare: Comparison;
  /** The dimension of the small multiples. */
  by: Dimension;
  /** Metric code of the trajectory and of what is cut; null: the contract's first one on jobs. */
  indicator: string | null;
  within: Narrowing;
};

const CODES: Record<Dimension, (text: string) => boolean> = {
  das: (text) => DOMAINS.some((one) => one === text),
  size: (text) => SIZES.some((one) => one === text),
  track: (text) => TRACKS.some((one) => one === text),
  department: (text) => /^(\d{2,3}|2[AB])$/.test(text),
  region: (text) => /^\d{2}$/.test(text),
  cohort: (text) => /^20\d{2}$/.test(text),
};

/** Reads the filter out of an address; what it doesn't understand is left out. */
export function readOverviewFilter(query: URLSearchParams, today: LocalDate): OverviewFilter {
  const oneOf = <T extends string>(name: string, known: readonly [T, ...T[]]): T =>
    known.find((one) => one === query.get(name)) ?? known[0];
  const within: Narrowing = {};
  for (const dimension of DIMENSIONS) {
    const asked = query.get(dimension) ?? '';
    if (CODES[dimension](asked)) within[dimension] = asked;
  }
  const indicator = query.get('indicator') ?? '';
  return {
    ...readingOf(query, today),
    period: oneOf('period', PERIODS),
    compare: oneOf('compare', COMPARISONS),
    by: oneOf('by', DIMENSIONS),
    indicator: /^[A-Z]{3}-\d{2}$/.test(indicator) ? indicator : null,
    within,
  };
}

/** The filter as the query of an address, without what goes unsaid. */
export function overviewQuery(filter: OverviewFilter, today: LocalDate): string {
  const query = new URLSearchParams();
  if (filter.on !== today) query.set('on', filter.on);
  if (filter.minLevel !== 3) query.set('level', String(filter.minLevel));
  if (filter.period !== PERIODS[0]) query.set('period', filter.period);
  if (filter.compare !== COMPARISONS[0]) query.set('compare', filter.compare);
  if (filter.by !== DIMENSIONS[0]) query.set('by', filter.by);
  if (filter.indicator) query.set('indicator', filter.indicator);
  for (const dimension of DIMENSIONS) if (filter.within[dimension]) query.set(dimension, filter.within[dimension]);
  const text = query.toString();
  return text ? `?${text}` : '';
}

/** The address of the overview for a filter. */
export function overviewAddress(filter: OverviewFilter, today: LocalDate, change: Partial<OverviewFilter> = {}): string {
  return `/impact${overviewQuery({ ...filter, ...change }, today)}`;
}

/** The address of the lines behind a figure, as narrow as the figure. */
export function linesAddress(code: string, filter: OverviewFilter, today: LocalDate, more: Narrowing = {}): string {
  return `/impact/${code}/lines${overviewQuery({ ...filter, indicator: null, by: DIMENSIONS[0], compare: COMPARISONS[0], within: { ...filter.within, ...more } }, today)}`;
}

/** The same filter without one of its narrowings. */
export function without(filter: OverviewFilter, dimension: Dimension): OverviewFilter {
  const { [dimension]: _left, ...within } = filter.within;
  return { ...filter, within };
}

/** How many dimensions a filter holds at once. */
export function narrowings({ within }: Pick<OverviewFilter, 'within'>): Dimension[] {
  return DIMENSIONS.filter((dimension) => within[dimension] !== undefined);
}

export function isNarrowed(filter: Pick<OverviewFilter, 'within'>): boolean {
  return narrowings(filter).length > 0;
}
