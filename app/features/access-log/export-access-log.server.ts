import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { messagesFor } from '~/i18n/messages.server';
import { momentInParis } from '~/platform/clock.server';
import type { Cell } from '~/platform/csv';
import { pagedCsv } from '~/platform/paged-csv';
import { type AccessLine, readAccessLog } from './access-log.queries.server';
import type { AccessLogFilter } from './access-log-filter';
import { ACCESS_SUBJECTS } from './access-subject';

const AT_ONCE = 500;
const HEADS = ['at', 'kind', 'code', 'who', 'about', 'name', 'subject', 'path', 'key'] as const;

/** The access log as lines of CSV, newest first, as its page shows it: of a case and of a company the key alone. */
export function exportedAccessLog(
  read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  actor: Actor,
  filter: AccessLogFilter,
): AsyncIterable<string> {
  const t = messagesFor(actor.locale)('access_log');
  return pagedCsv({
    heads: HEADS.map((head) => t(`export.${head}`)),
    locale: actor.locale,
    read: (after) => read((tx) => readAccessLog(tx, actor, { ...filter, after, before: null }, AT_ONCE)),
    linesOf: ({ id, kind, at, who, subjectKind, subjectId, subject, path }: AccessLine): Cell[][] => {
      const about = ACCESS_SUBJECTS.find((one) => one === subjectKind);
      const what = about ? t(`subject.${about}`) : subjectKind;
      return [[momentInParis(new Date(at)), t(`kind.${kind}`), kind, who ?? t('unknown'), what, subject, subjectId, path, id]];
    },
  });
}
