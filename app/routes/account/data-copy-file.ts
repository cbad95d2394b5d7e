import type { LoaderFunctionArgs } from '@remix-run/node';
import { recordAccess } from '~/access/access-log.server';
import { asReader } from '~/access/acting.server';
import { takeUse } from '~/access/limits.server';
import { requireActor, requireFresh } from '~/access/require-actor.server';
import { waitingDocument } from '~/features/navigation/waiting-document.server';
import { findCopy } from '~/features/privacy/my-data.queries.server';
import { messagesFor } from '~/i18n/messages.server';
import { dayInParis, now } from '~/platform/clock.server';
import { fileResponse } from '~/platform/files/file-response.server';
import { fileStore } from '~/platform/files/file-store.server';
import { notFound, waitLater } from '~/platform/http.server';

/** The archive of somebody's own data, to nobody but them. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  requireFresh(actor, args);
  const wait = await takeUse('copy', args.context, actor);
  if (wait) return waitLater(waitingDocument(actor, wait.minutes, args.request.url), wait.headers);
  const { copyId } = args.params;
  const copy = await asReader(actor, (tx) => findCopy(tx, actor, copyId, now()));
  const bytes = copy && (await (await fileStore()).read(actor.clusterId, copy.fileId));
  if (!copy || !bytes) throw notFound();
  await recordAccess('copy.downloaded', args.context, actor, {}, ['data_copy', copyId as string]);
  const name = messagesFor(actor.locale)('privacy')('copy.file', { on: dayInParis(new Date(copy.readyAt)) });
  return fileResponse(bytes, { fileName: `${name}.zip`, mediaType: 'application/zip', sizeBytes: copy.sizeBytes });
}
