import type { LoaderFunctionArgs } from '@remix-run/node';
import { recordAccess } from '~/access/access-log.server';
import { asReader } from '~/access/acting.server';
import { takeUse } from '~/access/limits.server';
import { requireActor } from '~/access/require-actor.server';
import { readAccessLogFilter } from '~/features/access-log/access-log-filter';
import { exportedAccessLog } from '~/features/access-log/export-access-log.server';
import { waitingDocument } from '~/features/navigation/waiting-document.server';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { csvResponse } from '~/platform/csv-response.server';
import { waitLater } from '~/platform/http.server';

/** The access log as a file, narrowed as its page is; who takes it away is told before the first line leaves. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'admin');
  const wait = await takeUse('export', args.context, actor);
  if (wait) return waitLater(waitingDocument(actor, wait.minutes, args.request.url), wait.headers);
  const filter = readAccessLogFilter(new URL(args.request.url).searchParams);
  const { kind, from, until } = filter;
  const narrowed = Object.fromEntries(Object.entries({ kind, from, until }).flatMap(([name, value]) => (value ? [[name, value]] : [])));
  await recordAccess('access_log.exported', args.context, actor, narrowed, ['cluster', actor.clusterId]);
  const lines = exportedAccessLog((read) => asReader(actor, read), actor, filter);
  return csvResponse(lines, `${messagesFor(actor.locale)('access_log')('export.file', { on: today() })}.csv`);
}
