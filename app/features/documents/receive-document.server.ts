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
