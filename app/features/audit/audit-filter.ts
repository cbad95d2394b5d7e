import { EVENT_KINDS, type EventKind } from '~/features/history/event';
import { parseDate } from '~/i18n/parse';
import { isId } from '~/platform/is-id';

export const CHANNELS = ['web', 'command', 'job'] as const;
export type Channel = (typeof CHANNELS)[number];

/** What the trail is narrowed to, and the place in it: keys of the entries before and after the page. */
export type AuditFilter = {
  personId: string | null;
  kind: EventKind | null;
  channel: Channel | null;
  from: string | null;
  until: string | null;
  after: string | null;
  before: string | null;
};

const idOf = (text: string | null) => (isId(text) ? text : null);
/** A day as it is typed or as an address holds it. */
const dayOf = (text: string | null) => (text ? parseDate(text) : null);

/** What an address asks for; whatever isn't known is left out. */
export function readAuditFilter(query: URLSearchParams): AuditFilter {
  return {
    personId: idOf(query.get('person')),
    kind: EVENT_KINDS.find((kind) => kind === query.get('kind')) ?? null,
    channel: CHANNELS.find((channel) => channel === query.get('channel')) ?? null,
    from: dayOf(query.get('from')),
    until: dayOf(query.get('until')),
    after: idOf(query.get('after')),
    before: idOf(query.get('before')),
  };
}

export function auditAddress(filter: AuditFilter): string {
  return `/audit${queryOf(filter)}`;
}

/** The file of the trail as it is narrowed, from its newest entry on. */
export function auditExportAddress(filter: AuditFilter): string {
  return `/audit/export${queryOf({ ...filter, after: null, before: null })}`;
}

function queryOf({ personId, kind, channel, from, until, after, before }: AuditFilter): string {
  const entries = Object.entries({ person: personId, kind, channel, from, until, after, before });
  const query = new URLSearchParams(entries.flatMap(([name, value]) => (value ? [[name, value]] : []))).toString();
  return query ? `?${query}` : '';
}

export function isNarrowed({ personId, kind, channel, from, until }: AuditFilter): boolean {
  return [personId, kind, channel, from, until].some((one) => one !== null);
}
