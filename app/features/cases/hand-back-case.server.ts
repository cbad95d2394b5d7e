import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { moveCase } from './move-case.server';

/** Who took a request puts it back among the new ones, saying why; its clocks run on. */
export function handBackCase(tx: Tx, actor: Actor, caseId: string, input: { version: number; comment: string }, at: Date) {
  return moveCase(tx, actor, caseId, {
    act: 'hand_back',
    version: input.version,
    at,
    input: { comment: input.comment },
    event: 'case.handed_back',
    confidentiality: 'team',
    texts: { comment: input.comment },
    set: { triageOwnerId: null },
  });
}
