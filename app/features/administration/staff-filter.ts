import { isId } from '~/platform/is-id';
import { STAFF_ROLES, STAFF_STATES, type StaffRole, type StaffState } from './staff-role';

/** What the list of the staff is narrowed to, and the place in it: the keys of the people beside the page. */
export type StaffFilter = {
  q: string | null;
  role: StaffRole | null;
  state: StaffState | null;
  after: string | null;
  before: string | null;
};

const idOf = (text: string | null) => (isId(text) ? text : null);

/** What an address asks for; whatever isn't known is left out. */
export function readStaffFilter(query: URLSearchParams): StaffFilter {
  return {
    q: query.get('q')?.trim().slice(0, 80) || null,
    role: STAFF_ROLES.find((role) => role === query.get('role')) ?? null,
    state: STAFF_STATES.find((state) => state === query.get('state')) ?? null,
    after: idOf(query.get('after')),
    before: idOf(query.get('before')),
  };
}

export function staffAddress(filter: Partial<StaffFilter>): string {
  const query = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
  return query ? `/admin/people?${query}` : '/admin/people';
}
