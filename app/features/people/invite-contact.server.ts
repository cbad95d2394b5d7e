import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { dayInParis } from '~/platform/clock.server';
import { newId } from '~/platform/id.server';
import { done, type Result, refuse } from '~/platform/result';
import { companyRoles, invitations, people } from '../../../db/schema/people';
import { isKept } from '../companies/kept-company.server';
import { recordEvent } from '../history/record-event.server';
import { INVITATION_DAYS } from './contact';
import { mayAddContact } from './contact.policy';

export const INVITE_CONTACT_REFUSALS = {
  has_account: 'people:refused.has_account',
  not_a_leader: 'people:refused.not_a_leader',
  email_missing: 'people:refused.email_missing',
  link_already_shown: 'people:refused.link_already_shown',
} as const;

type Refused = 'not_found' | 'not_allowed' | Exclude<keyof typeof INVITE_CONTACT_REFUSALS, 'link_already_shown'>;

/**
 * Makes a way in for a leader, valid seven days, and ends the one they had. Takes and returns the digest of the token:
 * the token itself is known to the answered page alone, never to the database nor to the answer kept for a double submit.
 */
export async function inviteContact(
  tx: Tx,
  actor: Actor,
  { companyId, personId, tokenHash, at }: { companyId: string; personId: string; tokenHash: string; at: Date },
): Promise<Result<{ tokenHash: string; expiresAt: string }, Refused>> {
  const [contact] = await tx
    .select({ email: people.email, accountId: people.accountId, role: companyRoles.role, isKept: isKept(companyId) })
    .from(companyRoles)
    .innerJoin(people, and(eq(people.clusterId, companyRoles.clusterId), eq(people.id, companyRoles.personId)))
    .where(
      and(
        eq(companyRoles.clusterId, actor.clusterId),
        eq(companyRoles.companyId, companyId),
        eq(companyRoles.personId, personId),
        runs(sql`${companyRoles}`, dayInParis(at)),
        isNull(people.disabledAt),
      ),
    );
  if (!contact) return refuse('not_found');
  if (!mayAddContact(actor, contact)) return refuse('not_allowed');
  if (contact.role !== 'leader') return refuse('not_a_leader');
  if (contact.email === null) return refuse('email_missing');
  if (contact.accountId !== null) return refuse('has_account');
  await revokePending(tx, actor, { companyId, personId, at });
  const [id, expiresAt] = [newId(), new Date(at.getTime() + INVITATION_DAYS * 86_400_000).toISOString()];
  await tx.insert(invitations).values({
    clusterId: actor.clusterId,
    id,
    companyId,
    personId,
    email: contact.email,
    tokenHash,
    expiresAt,
    createdById: actor.personId,
    createdAt: at.toISOString(),
  });
  await recordEvent(tx, actor, 'invitation.created', { subject: ['invitation', id], companyId, facts: { person: personId } });
  return done({ tokenHash, expiresAt });
}

async function revokePending(
  tx: Tx,
  actor: Actor,
  { companyId, personId, at }: { companyId: string; personId: string; at: Date },
): Promise<void> {
  const revoked = await tx
    .update(invitations)
    .set({ revokedAt: at.toISOString() })
    .where(
      and(
        eq(invitations.clusterId, actor.clusterId),
        eq(invitations.personId, personId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        sql`${invitations.expiresAt} > ${at.toISOString()}::timestamptz`,
      ),
    )
    .returning({ id: invitations.id });
  for (const { id } of revoked) await recordEvent(tx, actor, 'invitation.revoked', { subject: ['invitation', id], companyId });
}
