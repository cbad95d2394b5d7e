import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { moveCase } from './move-case.server';

/** The manager accepts a request, or the track's lead a small one: the decision's clock stops, the assignment's starts. */
export function acceptCase(tx: Tx, actor: Actor, caseId: string, input: { version: number }, at: Date) {
  return moveCase(tx, actor, caseId, { ...input, act: 'accept', at, event: 'case.accepted', stop: ['C2'], start: ['C3'] });
}
