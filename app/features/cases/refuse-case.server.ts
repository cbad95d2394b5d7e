import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { moveCase } from './move-case.server';

type RefuseInput = { version: number; reason: string; comment: string };

/** The manager refuses a request with a reason and the text that the company reads. */
export function refuseCase(tx: Tx, actor: Actor, caseId: string, { version, reason, comment }: RefuseInput, at: Date) {
  return moveCase(tx, actor, caseId, {
    act: 'refuse',
    version,
    at,
    input: { reason, comment },
    event: 'case.refused',
    facts: { reason },
    texts: { comment },
    set: { endReason: reason },
  });
}
