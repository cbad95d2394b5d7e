import type { LoaderFunctionArgs } from '@remix-run/node';
import { recordAccess } from '~/access/access-log.server';
import { asReader } from '~/access/acting.server';
import { takeUse } from '~/access/limits.server';
import { requireActor } from '~/access/require-actor.server';
import { readAuditFilter } from '~/features/audit/audit-filter';
import { exportedAudit } from '~/features/audit/export-audit.server';
import { waitingDocument } from '~/features/navigation/waiting-document.server';
import { messagesFor } from '~/i18n/messages.server';
import { today } from '~/platform/clock.server';
import { csvResponse } from '~/platform/csv-response.server';
import { waitLater } from '~/platform/http.server';

/** The trail as a file, narrowed as its page is; who takes it away is told before the first line leaves. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args, 'manager', 'director');
  const wait = await takeUse('export', args.context, actor);
  if (wait) return waitLater(waitingDocument(actor, wait.minutes, args.request.url), wait.headers);
  const filter = readAuditFilter(new URL(args.request.url).searchParams);
  const { kind, channel, from, until } = filter;
  const narrowed = Object.fromEntries(
    Object.entries({ kind, channel, from, until }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  await recordAccess('trail.exported', args.context, actor, narrowed, ['cluster', actor.clusterId]);
  const lines = exportedAudit((read) => asReader(actor, read), actor, filter);
  return csvResponse(lines, `${messagesFor(actor.locale)('audit')('export.file', { on: today() })}.csv`);
}
