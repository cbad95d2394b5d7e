import type { LoaderFunctionArgs } from '@remix-run/node';
import { asReader } from '~/access/acting.server';
import { takeUse } from '~/access/limits.server';
import { requireActor } from '~/access/require-actor.server';
import { openShared } from '~/features/confidentiality/first-reading.server';
import { isPicture } from '~/features/documents/document';
import { findReadable } from '~/features/documents/documents.queries.server';
import { waitingDocument } from '~/features/navigation/waiting-document.server';
import { fileResponse } from '~/platform/files/file-response.server';
import { fileStore } from '~/platform/files/file-store.server';
import { notFound, waitLater } from '~/platform/http.server';

/** A picture as it is, for its page; anything else is downloaded. */
export async function loader(args: LoaderFunctionArgs) {
  const actor = await requireActor(args);
  const wait = await takeUse('download', args.context, actor);
  if (wait) return waitLater(waitingDocument(actor, wait.minutes, args.request.url), wait.headers);
  const document = await asReader(actor, (tx) => findReadable(tx, actor, args.params.documentId));
  if (!document || !isPicture(document.mediaType)) throw notFound();
  if (document.side === 'advisor' && !(await openShared(actor, 'document', document))) throw notFound();
  const bytes = await (await fileStore()).read(actor.clusterId, document.fileId);
  if (!bytes) throw notFound();
  return fileResponse(bytes, document, true);
}
