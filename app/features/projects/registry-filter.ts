import { DOMAINS, type Domain } from '~/features/companies/company';
import { isLocalDate } from '~/features/programmes/paris-date';
import { isId } from '~/platform/is-id';
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
  /** The last row of the page before, or the first of the page after. */
  after: RegistryPlace | null;
  before: RegistryPlace | null;
};

/** A row's place in the list, newest first: its day, then its id. */
export type RegistryPlace = { on: string; id: string };

/** What leaves rows out, beside the view. */
export const NARROWING = ['q', 'das', 'type', 'funder', 'outcome', 'year', 'mine'] as const;
export const isNarrowed = (filter: RegistryFilter): boolean => NARROWING.some((name) => filter[name]);

const YEAR = /^(19|20)\d{2}$/;

/** Reads the filter out of an address; what it doesn't understand is left out. */
export function readRegistryFilter(query: URLSearchParams): RegistryFilter {
  const one = <T extends string>(name: string, list: readonly T[]) => list.find((word) => word === query.get(name)) ?? null;
  const year = query.get('year') ?? '';
  const after = placeIn(query.get('after'));
  return {
    view: one('view', REGISTRY_VIEWS) ?? 'labelled',
    q: (query.get('q') ?? '').trim().slice(0, 100),
    das: one('das', DOMAINS),
    type: one('type', PROJECT_TYPES),
    funder: one('funder', PROJECT_FUNDERS),
    outcome: one('outcome', PROJECT_OUTCOMES),
    year: YEAR.test(year) ? Number(year) : null,
    mine: query.get('mine') === '1',
    after,
    before: after ? null : placeIn(query.get('before')),
  };
}

function placeIn(text: string | null): RegistryPlace | null {
  const [on = '', id = ''] = (text ?? '').split('_');
  return isLocalDate(on) && isId(id) ? { on, id } : null;
}

/** The address of the registry for a filter. */
export function registryAddress(filter: Partial<RegistryFilter>): string {
  const query = new URLSearchParams();
  if (filter.view && filter.view !== 'labelled') query.set('view', filter.view);
  for (const name of ['q', 'das', 'type', 'funder', 'outcome'] as const) if (filter[name]) query.set(name, filter[name]);
  if (filter.year) query.set('year', String(filter.year));
  if (filter.mine) query.set('mine', '1');
  for (const name of ['after', 'before'] as const) if (filter[name]) query.set(name, `${filter[name].on}_${filter[name].id}`);
  const text = query.toString();
  return text ? `/projects?${text}` : '/projects';
}
