/** Families of the catalogue, by the first letters of a metric's code, in the order of the text. (`docs/domain.md §4.2`) */
export const METRIC_FAMILIES = ['ACC', 'EMP', 'FIN', 'EXP', 'EUR', 'INN', 'PRJ', 'ADH', 'POL', 'INT'] as const;
export type MetricFamily = (typeof METRIC_FAMILIES)[number];

/** The family that an address asks for; the first one unless it says otherwise. */
export function familyOf(search: URLSearchParams): MetricFamily {
  return METRIC_FAMILIES.find((family) => family === search.get('family')) ?? METRIC_FAMILIES[0];
}

export function familyAddress(family: MetricFamily): string {
  return `/impact/metrics?family=${family}`;
}
