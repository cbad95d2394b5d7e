import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { moveCase } from './move-case.server';

/** The manager stops a review: the support goes on. */
export function returnToSupport(tx: Tx, actor: Actor, caseId: string, input: { version: number; comment: string }, at: Date) {
  return moveCase(tx, actor, caseId, {
    act: 'return_to_support',
    version: input.version,
    at,
    input: { comment: input.comment },
    event: 'case.review_reopened',
    texts: { comment: input.comment },
    stop: ['C9'],
  });
}
