import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { moveCase } from './move-case.server';

/** The follow-up is answered, or was asked often enough: the lead closes the case. Its outcome was given at the review. */
export function closeCase(tx: Tx, actor: Actor, caseId: string, input: { version: number }, at: Date) {
  return moveCase(tx, actor, caseId, { ...input, act: 'close', at, event: 'case.closed' });
}
