import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { moveCase } from './move-case.server';

/** The manager approves the review that the lead proposed to end: the case is followed up. */
export function startFollowUp(tx: Tx, actor: Actor, caseId: string, input: { version: number }, at: Date) {
  return moveCase(tx, actor, caseId, { ...input, act: 'start_follow_up', at, event: 'case.follow_up_started', stop: ['C9'] });
}
