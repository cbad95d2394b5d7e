import { DOMAINS, type Domain } from '~/features/companies/company';
import { PROJECT_FUNDERS, PROJECT_OUTCOMES, PROJECT_TYPES, type ProjectFunder, type ProjectOutcome, type ProjectType } from './project';

/** Labels, files being examined, files that got none, European proposals without a label. */
export const REGISTRY_VIEWS = ['labelled', 'in_review', 'not_labelled', 'proposals'] as const;
export type RegistryView = (typeof REGISTRY_VIEWS)[number];

/** What the address of the registry says. */
export type RegistryFilter = {
  view: RegistryView;
  q: string;
  das: Domain | null;
  type: ProjectType | null;
  funder: ProjectFunder | null;
  outcome: ProjectOutcome | null;
  year: number | null;
  /** Only the files the reader follows. */
  mine: boolean;
  /** The last row of the page before: its day and its id. */
  after: { on: string; id: string } | null;
};

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const YEAR = /^(19|20)\d{2}$/;

/** Reads the filter out of an address; what it doesn't understand is left out. */
export function readRegistryFilter(query: URLSearchParams): RegistryFilter {
  const one = <T extends string>(name: string, list: readonly T[]) => list.find((word) => word === query.get(name)) ?? null;
  const [id, on, year] = ['after', 'on', 'year'].map((name) => query.get(name) ?? '') as [string, string, string];
  return {
    view: one('view', REGISTRY_VIEWS) ?? 'labelled',
    q: (query.get('q') ?? '').trim().slice(0, 100),
    das: one('das', DOMAINS),
    type: one('type', PROJECT_TYPES),
    funder: one('funder', PROJECT_FUNDERS),
    outcome: one('outcome', PROJECT_OUTCOMES),
    year: YEAR.test(year) ? Number(year) : null,
    mine: query.get('mine') === '1',
    after: ID.test(id) && DAY.test(on) ? { id, on } : null,
  };
}

/** The address of the registry for a filter. */
export function registryAddress(filter: Partial<RegistryFilter>): string {
  const query = new URLSearchParams();
  if (filter.view && filter.view !== 'labelled') query.set('view', filter.view);
  for (const name of ['q', 'das', 'type', 'funder', 'outcome'] as const) if (filter[name]) query.set(name, filter[name]);
  if (filter.year) query.set('year', String(filter.year));
  if (filter.mine) query.set('mine', '1');
  if (filter.after) {
    query.set('after', filter.after.id);
    query.set('on', filter.after.on);
  }
  const text = query.toString();
  return text ? `/projects?${text}` : '/projects';
}
