import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { moveCase } from './move-case.server';

/** The manager takes an acceptance back: the case is qualified again, and decided again within a new clock. */
export function requalifyCase(tx: Tx, actor: Actor, caseId: string, input: { version: number; comment: string }, at: Date) {
  return moveCase(tx, actor, caseId, {
    act: 'return_to_qualification',
    version: input.version,
    at,
    input: { comment: input.comment },
    event: 'case.requalified',
    confidentiality: 'team',
    texts: { comment: input.comment },
    stop: ['C3'],
    start: ['C2'],
  });
}
