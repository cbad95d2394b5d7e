import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { moveCase } from './move-case.server';

type CloseEarlyInput = { version: number; reason: string; comment?: string | null };

/** The manager ends a case before its term, with a reason of the list. */
export function closeCaseEarly(tx: Tx, actor: Actor, caseId: string, { version, reason, comment }: CloseEarlyInput, at: Date) {
  return moveCase(tx, actor, caseId, {
    act: 'close_early',
    version,
    at,
    input: { reason, comment },
    event: 'case.closed_early',
    facts: { reason },
    texts: { comment },
    set: ({ facts }) => ({ endReason: reason, ...(facts.state === 'on_hold' ? { resumesIn: null, heldUntil: null } : {}) }),
  });
}
