import { isId } from '~/platform/is-id';
import type { Beside } from '~/platform/page-beside';
import { TERRITORIES } from '../company-profile/region';
import { DOMAINS, type Domain, isStanding, SIZES, type Size, type Standing } from './company';
import { MEMBER_CATEGORIES, type MemberCategory, VALUE_CHAIN_POSITIONS, type ValueChainPosition } from './profile-list';

/** A department of the cluster, one of its two regions whole, or anywhere else. */
export const TERRITORY_CHOICES = ['R93', 'R76', ...TERRITORIES, 'elsewhere'] as const;
export type TerritoryChoice = (typeof TERRITORY_CHOICES)[number];

/** What the address of the list says. */
export type CompanyFilter = {
  q: string;
  das: Domain | null;
  territory: TerritoryChoice | null;
  size: Size | null;
  position: ValueChainPosition | null;
  standing: Standing | null;
  category: MemberCategory | null;
  state: 'open' | 'no_case' | 'ceased' | null;
} & Beside<CompanyPlace>;

/** A row's place in the list. */
export type CompanyPlace = { name: string; id: string };

export const LIST_STATES = ['open', 'no_case', 'ceased'] as const;
/** Parts of the filter, in the order the form shows them. */
export const FILTER_PARTS = ['q', 'das', 'territory', 'size', 'position', 'standing', 'category', 'state'] as const;
export type FilterPart = (typeof FILTER_PARTS)[number];

/** How many companies a filter finds is counted up to here; beyond, the page says "this many or more". */
export const COUNTED_UP_TO = 300;

/** Reads the filter out of an address; what it doesn't understand is left out. */
export function readCompanyFilter(query: URLSearchParams): CompanyFilter {
  const among = <T extends string>(list: readonly T[], part: FilterPart): T | null => list.find((one) => one === query.get(part)) ?? null;
  const standing = query.get('standing');
  const after = placeIn(query, 'after');
  return {
    q: (query.get('q') ?? '').trim().slice(0, 100),
    das: among(DOMAINS, 'das'),
    territory: among(TERRITORY_CHOICES, 'territory'),
    size: among(SIZES, 'size'),
    position: among(VALUE_CHAIN_POSITIONS, 'position'),
    standing: isStanding(standing) ? standing : null,
    category: among(MEMBER_CATEGORIES, 'category'),
    state: among(LIST_STATES, 'state'),
    after,
    before: after ? null : placeIn(query, 'before'),
  };
}

function placeIn(query: URLSearchParams, side: keyof Beside<CompanyPlace>): CompanyPlace | null {
  const [id, name] = [query.get(side), query.get('from')];
  return id && name !== null && isId(id) ? { id, name: name.slice(0, 200) } : null;
}

/** The address of the list for a filter. */
export function companiesAddress(filter: Partial<CompanyFilter>): string {
  const query = new URLSearchParams();
  for (const part of FILTER_PARTS) if (filter[part]) query.set(part, filter[part]);
  for (const side of ['after', 'before'] as const) {
    const place = filter[side];
    if (place) query.set(side, place.id);
    if (place) query.set('from', place.name);
  }
  const text = query.toString();
  return text ? `/companies?${text}` : '/companies';
}
