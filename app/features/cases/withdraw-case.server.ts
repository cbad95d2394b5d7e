import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { moveCase } from './move-case.server';

/** The leader, or a manager for them, withdraws a request before its assignment. After it, ending early is the manager's decision. */
export function withdrawCase(
  tx: Tx,
  actor: Actor,
  caseId: string,
  { version, comment }: { version: number; comment?: string | null },
  at: Date,
) {
  return moveCase(tx, actor, caseId, {
    act: 'withdraw',
    version,
    at,
    input: { reason: 'withdrawn' },
    event: 'case.closed_early',
    facts: { reason: 'withdrawn' },
    texts: { comment },
    set: { endReason: 'withdrawn' },
  });
}
