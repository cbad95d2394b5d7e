import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { messagesFor } from '~/i18n/messages.server';
import { momentInParis } from '~/platform/clock.server';
import type { Cell } from '~/platform/csv';
import { pagedCsv } from '~/platform/paged-csv';
import { type AuditEntry, readAudit } from './audit.queries.server';
import type { AuditField } from './audit-field';
import { type AuditFilter, CHANNELS } from './audit-filter';
import { sayValues } from './value-words.queries.server';

const AT_ONCE = 500;
const HEADS = ['at', 'act', 'code', 'who', 'on_behalf', 'channel', 'company', 'case', 'reason', 'field', 'from', 'to', 'key'] as const;

/** The trail as lines of CSV, newest first: one for each column that an act changed, one for an act that changed none. */
export function exportedAudit(
  read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  actor: Actor,
  filter: AuditFilter,
): AsyncIterable<string> {
  const t = messagesFor(actor.locale)('audit');
  return pagedCsv({
    heads: HEADS.map((head) => t(`export.${head}`)),
    locale: actor.locale,
    read: (after) =>
      read(async (tx) => {
        const page = await readAudit(tx, actor, { ...filter, after, before: null }, AT_ONCE);
        return { ...page, rows: await sayValues(tx, actor, page.rows) };
      }),
    linesOf: (entry: AuditEntry) => linesOf(entry, actor),
  });
}

function linesOf(entry: AuditEntry, actor: Actor): Cell[][] {
  const t = messagesFor(actor.locale)('audit');
  const { kind, at, actor: who, onBehalfOf, channel, company, case: about, reason, changes, id } = entry;
  const channelName = CHANNELS.find((one) => one === channel);
  const act = [
    momentInParis(new Date(at)),
    t(`kind.${kind}`),
    kind,
    who ?? t('system'),
    onBehalfOf,
    channelName ? t(`channel.${channelName}`) : channel,
  ];
  const head: Cell[] = [...act, company?.name ?? null, about?.reference ?? null, reason];
  const value = (of: string | number | boolean | null): Cell => (typeof of === 'boolean' ? t(of ? 'yes' : 'no') : of);
  if (changes.length === 0) return [[...head, null, null, null, id]];
  return changes.map(({ field, from, to, isErased }) => {
    const name = t(`field.${field as AuditField}`);
    return isErased ? [...head, name, t('erased'), t('erased'), id] : [...head, name, value(from), value(to), id];
  });
}
