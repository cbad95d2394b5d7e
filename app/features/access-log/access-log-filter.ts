import { ACCESS_EVENTS, type AccessEvent } from '~/access/access-event';
import { parseDate } from '~/i18n/parse';
import { isId } from '~/platform/is-id';

/** What the access log is narrowed to, and the place in it: keys of the lines before and after the page. */
export type AccessLogFilter = {
  personId: string | null;
  kind: AccessEvent | null;
  from: string | null;
  until: string | null;
  after: string | null;
  before: string | null;
};

const idOf = (text: string | null) => (isId(text) ? text : null);
const dayOf = (text: string | null) => (text ? parseDate(text) : null);

/** What an address asks for; whatever isn't known is left out. */
export function readAccessLogFilter(query: URLSearchParams): AccessLogFilter {
  return {
    personId: idOf(query.get('person')),
    kind: ACCESS_EVENTS.find((kind) => kind === query.get('kind')) ?? null,
    from: dayOf(query.get('from')),
    until: dayOf(query.get('until')),
    after: idOf(query.get('after')),
    before: idOf(query.get('before')),
  };
}

export function accessLogAddress(filter: Partial<AccessLogFilter>): string {
  return `/admin/access${queryOf(filter)}`;
}

/** The file of the log as it is narrowed, from its newest line on. */
export function accessLogExportAddress(filter: AccessLogFilter): string {
  return `/admin/access/export${queryOf({ ...filter, after: null, before: null })}`;
}

function queryOf({ personId, ...filter }: Partial<AccessLogFilter>): string {
  const entries = Object.entries({ person: personId, ...filter });
  const query = new URLSearchParams(entries.flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
  return query ? `?${query}` : '';
}
