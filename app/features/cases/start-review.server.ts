import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { moveCase } from './move-case.server';

/** The plan is done: its lead opens the closing review, and the questionnaire's clock starts. */
export function startReview(tx: Tx, actor: Actor, caseId: string, input: { version: number }, at: Date) {
  return moveCase(tx, actor, caseId, { ...input, act: 'start_review', at, event: 'case.review_started', start: ['C9'] });
}
