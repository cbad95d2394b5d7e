import { randomUUID } from 'node:crypto';
import { asActor, type Sent, type Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { fileStore } from '~/platform/files/file-store.server';
import { isNoRoom, type ReceivedFile } from '~/platform/files/receive-file.server';
import { logError } from '~/platform/log.server';
import { type Result, refuse } from '~/platform/result';
import type { AddedDocument, KeptFile } from './add-document.server';
import { shownFileName } from './document';

/**
 * Moves a received file into the store, then records it. The bytes come first: a row never stands for a file that isn't there. What no
 * row stands for is deleted at once when the command refuses, and by the nightly sweep when nobody knows.
 */
export async function keepDocument<R extends string>(
  actor: Actor,
  file: ReceivedFile,
  sent: Sent,
  record: (tx: Tx, kept: KeptFile) => Promise<Result<AddedDocument, R>>,
): Promise<Result<AddedDocument, R | 'already_sent' | 'no_room'>> {
  const fileId = randomUUID();
  const { mediaType, sizeBytes, sha256, scannedAt } = file;
  const kept = { fileId, fileName: shownFileName(file.givenName), mediaType, sizeBytes, sha256, scannedAt };
  try {
    if (!(await isKept(actor, fileId, file))) return refuse('no_room');
    const outcome = await asActor(actor, (tx) => record(tx, kept), { ...sent, values: { ...sent.values, file: sha256 } });
    // The same form sent twice gets the first answer, and the first file.
    if (!outcome.ok || outcome.value.fileId !== fileId) await (await fileStore()).remove(actor.clusterId, fileId);
    return outcome;
  } finally {
    await file.forget();
  }
}

/** False where the store is full: nothing of the file stays. */
async function isKept({ clusterId }: Actor, fileId: string, file: ReceivedFile): Promise<boolean> {
  try {
    await (await fileStore()).keep(clusterId, fileId, file.path);
    return true;
  } catch (error) {
    if (!isNoRoom(error)) throw error;
    logError('files.no_room', error, {});
    await (await fileStore()).remove(clusterId, fileId);
    return false;
  }
}
