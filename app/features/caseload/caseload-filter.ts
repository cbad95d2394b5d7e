import { type CaseState, STORED_CASE_STATES, WORKLISTS, type Worklist, worklistOf } from '~/features/cases/case-state';
import { HEALTHS, type Health } from '~/features/health/health-codes';
import { TRACKS, type Track } from '~/features/programmes/track';
import { isId } from '~/platform/is-id';

/** Whose cases a list holds. `intake` is the requests nobody has taken in charge. */
export const SCOPES = ['mine', 'team', 'track', 'cluster', 'intake'] as const;
export type CaseloadScope = (typeof SCOPES)[number];

export type StoredCaseState = (typeof STORED_CASE_STATES)[number];

/** A row of the list as a place in its order: its day and its key. */
export type CaseloadPlace = { on: string; id: string };

/** What the address of the caseload says. */
export type CaseloadFilter = {
  /** Null: the reader's usual one. */
  scope: CaseloadScope | null;
  list: Worklist;
  q: string;
  track: Track | null;
  state: StoredCaseState | null;
  health: Health | null;
  lead: string | null;
  team: string | null;
  after: CaseloadPlace | null;
  before: CaseloadPlace | null;
  /** Counts go on past their cap. */
  countsAll: boolean;
};

/** Counts are exact up to here. (`docs/data-model.md §1`) */
export const COUNT_CAP = 300;

export const NARROWING = ['q', 'track', 'state', 'health', 'lead', 'team'] as const;
export type Narrowing = (typeof NARROWING)[number];

const PLACE = /^(\d{4}-\d{2}-\d{2}|infinity)_([0-9a-f-]{36})$/;

/** Reads the filter out of an address; what it doesn't understand is left out. */
export function readCaseloadFilter(query: URLSearchParams): CaseloadFilter {
  const oneOf = <T extends string>(name: string, known: readonly T[]) => known.find((one) => one === query.get(name)) ?? null;
  const key = (name: string) => (isId(query.get(name)) ? query.get(name) : null);
  const after = placeIn(query.get('after'));
  return {
    scope: oneOf('scope', SCOPES),
    list: oneOf('tab', WORKLISTS) ?? 'active',
    q: (query.get('q') ?? '').trim().slice(0, 100),
    track: oneOf('track', TRACKS),
    state: oneOf('state', STORED_CASE_STATES),
    health: oneOf('health', HEALTHS),
    lead: key('lead'),
    team: key('team'),
    after,
    before: after ? null : placeIn(query.get('before')),
    countsAll: query.get('count') === 'all',
  };
}

function placeIn(text: string | null): CaseloadPlace | null {
  const [, on, id] = PLACE.exec(text ?? '') ?? [];
  const isDay = on === 'infinity' || (on !== undefined && new Date(`${on}T00:00:00Z`).toJSON()?.slice(0, 10) === on);
  return isDay && on && isId(id) ? { on, id } : null;
}

/** The address of the caseload for a filter. */
export function caseloadAddress(filter: Partial<CaseloadFilter>): string {
  const query = new URLSearchParams();
  if (filter.scope) query.set('scope', filter.scope);
  if (filter.list && filter.list !== 'active') query.set('tab', filter.list);
  for (const name of NARROWING) if (filter[name]) query.set(name, filter[name]);
  for (const name of ['after', 'before'] as const) if (filter[name]) query.set(name, `${filter[name].on}_${filter[name].id}`);
  if (filter.countsAll) query.set('count', 'all');
  const text = query.toString();
  return text ? `/cases?${text}` : '/cases';
}

/** The filters that mean something in a scope: one's own cases have one lead, requests to take have none. */
export function narrowingIn(scope: CaseloadScope): Narrowing[] {
  const always: Narrowing[] = ['q', 'track', 'state', 'health'];
  if (scope === 'mine') return always;
  if (scope === 'intake') return ['q', 'track'];
  return scope === 'team' ? [...always, 'lead'] : [...always, 'lead', 'team'];
}

/** The filter with the scope that answers it, and without what means nothing there. */
export function settleFilter(filter: CaseloadFilter, scopes: readonly CaseloadScope[]): CaseloadFilter & { scope: CaseloadScope } {
  const scope = scopes.find((one) => one === filter.scope) ?? scopes[0] ?? 'mine';
  const kept = narrowingIn(scope);
  const { track, state, health, lead, team } = filter;
  return {
    ...filter,
    scope,
    track: track && kept.includes('track') ? track : null,
    state: state && kept.includes('state') ? state : null,
    health: health && kept.includes('health') ? health : null,
    lead: lead && kept.includes('lead') ? lead : null,
    team: team && kept.includes('team') ? team : null,
  };
}

/** The first page of the same filters in another scope; the usual scope needs no word in the address. */
export function inScope(filter: CaseloadFilter, scope: CaseloadScope, scopes: readonly CaseloadScope[]): CaseloadFilter {
  const list = scope === 'intake' ? 'new' : filter.list;
  const settled = settleFilter({ ...filter, scope, list, after: null, before: null }, scopes);
  return { ...settled, scope: scope === scopes[0] ? null : scope };
}

export function isNarrowed(filter: Pick<CaseloadFilter, Narrowing>): boolean {
  return NARROWING.some((name) => Boolean(filter[name]));
}

/** Whether a case in this state is ever in this list. */
export function mayBeIn(state: CaseState, list: Worklist): boolean {
  const cases = [
    { blockedItems: 0, ball: null },
    { blockedItems: 0, ball: 'company' as const },
    { blockedItems: 1, ball: null },
  ];
  return cases.some((facts) => worklistOf({ state, ...facts }) === list);
}

/** The healths a case of this list may have: closed ones have none, and what is on hold is among the blocked. */
export function healthsIn(list: Worklist): readonly Health[] {
  if (list === 'closed') return [];
  if (list === 'new') return ['not_started'];
  return list === 'blocked' ? HEALTHS : HEALTHS.filter((health) => health !== 'paused');
}
