import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { moveCase } from './move-case.server';

type RedirectInput = { version: number; organisation: string; comment: string };

/** The manager sends a request to another organisation, as the advisor proposed. Partner clusters need a referral, which is another thing. */
export function redirectCase(tx: Tx, actor: Actor, caseId: string, { version, organisation, comment }: RedirectInput, at: Date) {
  return moveCase(tx, actor, caseId, {
    act: 'redirect',
    version,
    at,
    input: { comment, organisation: { name: organisation, isPartnerCluster: false, hasConsent: false } },
    event: 'case.redirected',
    texts: { organisation, comment },
    set: { endReason: 'redirected' },
  });
}
