import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { moveCase } from './move-case.server';

/** An advisor or manager takes a request in charge and becomes its contact; C1 runs on until the first exchange. (`docs/domain.md §6.2`) */
export function takeCase(tx: Tx, actor: Actor, caseId: string, input: { version: number }, at: Date) {
  return moveCase(tx, actor, caseId, {
    ...input,
    act: 'take',
    at,
    event: 'case.taken',
    set: { triageOwnerId: actor.personId },
  });
}
