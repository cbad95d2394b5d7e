import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { dayInParis } from '~/platform/clock.server';
import { done, type Result, refuse } from '~/platform/result';
import { companyRoles, invitations } from '../../../db/schema/people';
import { changes, wasAndIs } from '../history/changes.server';
import { recordEvent } from '../history/record-event.server';
import { revokeUnanswered } from '../invitations/write-invitation.server';
import { mayEndContact, mayKeepPeople } from './contact.policy';
import { findContact } from './find-contact.server';

export const END_CONTACT_REFUSALS = { holds_account: 'people:refused.holds_account' } as const;

/** Ends what somebody is in a company, at once: what it gave them is gone with their next request. What they did stays theirs. */
export async function endContact(
  tx: Tx,
  actor: Actor,
  companyId: string,
  personId: string,
  at: Date,
): Promise<Result<{ personId: string }, 'not_found' | 'not_allowed' | keyof typeof END_CONTACT_REFUSALS>> {
  const contact = await findContact(tx, actor, companyId, personId, at);
  if (!contact) return refuse('not_found');
  if (!mayKeepPeople(actor, contact)) return refuse('not_allowed');
  if (!mayEndContact(actor, contact)) return refuse('holds_account');
  const ended = await tx
    .update(companyRoles)
    .set({ endedAt: at.toISOString(), endedById: actor.personId })
    .where(
      and(
        eq(companyRoles.clusterId, actor.clusterId),
        eq(companyRoles.companyId, companyId),
        eq(companyRoles.personId, personId),
        runs(sql`company_roles`, dayInParis(at)),
        // Asked again of the row as it is: the account may just have been handed to this person.
        eq(companyRoles.isAccountOwner, false),
      ),
    )
    .returning(wasAndIs);
  if (ended.length === 0) return refuse('holds_account');
  await revokeUnanswered(tx, actor, and(eq(invitations.companyId, companyId), eq(invitations.personId, personId)), at);
  await recordEvent(tx, actor, 'contact.ended', {
    subject: ['person', personId],
    companyId,
    confidentiality: 'company',
    facts: changes(...ended).facts,
  });
  return done({ personId });
}
