import { isId } from '~/platform/is-id';
export type LoadSort = 'name' | 'load';
/** What the address of the load page says. */
export type LoadFilter = { team: string | null; sort: LoadSort };

/** Reads the filter out of an address; what it doesn't understand is left out. */
export function readLoadFilter(query: URLSearchParams): LoadFilter {
  const team = query.get('team') ?? '';
  return { team: isId(team) ? team : null, sort: query.get('sort') === 'load' ? 'load' : 'name' };
}

/** The address of the load page for a filter. */
export function loadAddress({ team, sort }: LoadFilter): string {
  const query = new URLSearchParams();
  if (team) query.set('team', team);
  if (sort === 'load') query.set('sort', sort);
  const text = query.toString();
  return text ? `/load?${text}` : '/load';
}
