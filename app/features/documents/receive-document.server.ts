import type { Caller } from '~/access/access-log.server';
import type { Actor } from '~/access/actor';
import type { TooMany } from '~/access/attempts.server';
import { takeUse } from '~/access/limits.server';
import type { MessageRef } from '~/i18n/subjects';
import type { FileProblem } from '~/platform/files/check-file.server';
import { type ReceivedFile, receiveFile } from '~/platform/files/receive-file.server';
import { documentLimits, shownFileName } from './document';
import type { DocumentHolder } from './documents.queries.server';

const PROBLEMS: Record<FileProblem, MessageRef> = {
  empty: 'documents:problem.empty',
  too_large: 'documents:problem.too_large',
  type_refused: 'documents:problem.type_refused',
  type_differs: 'documents:problem.type_differs',
  damaged: 'documents:problem.damaged',
  macros: 'documents:problem.macros',
  too_complex: 'documents:problem.too_complex',
  infected: 'documents:problem.infected',
  unavailable: 'documents:problem.unavailable',
  no_room: 'documents:problem.no_room',
};

type Taken = { ok: true; file: ReceivedFile } | { ok: false; problem: string };
type Receive<T> = (fileName: string, chunks: AsyncIterable<Uint8Array>) => Promise<T>;

/** Takes a document in within the limits of its holder, or says in words why not. */
export async function receiveDocument(
  { settings }: Pick<DocumentHolder, 'settings'>,
  fileName: string,
  chunks: AsyncIterable<Uint8Array>,
): Promise<Taken> {
  const { maxBytes } = documentLimits(settings);
  const received = await receiveFile(shownFileName(fileName), chunks, maxBytes);
  return received.ok ? received : { ok: false, problem: `${PROBLEMS[received.problem]}?max=${Math.floor(maxBytes / 1024 / 1024)}` };
}

/** The same of somebody who may have sent many of late: they wait, and the rest of this one is read and dropped, so that they get an answer. */
export function receiverFor(actor: Actor, caller: Caller, holder: DocumentHolder): Receive<Taken | { ok: false; wait: TooMany }> {
  return async (fileName, chunks) => {
    const wait = await takeUse('upload', caller, actor);
    if (!wait) return receiveDocument(holder, fileName, chunks);
    for await (const _chunk of chunks);
    return { ok: false, wait };
  };
}
