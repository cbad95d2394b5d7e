import { and, eq, isNull, type SQL } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { mailInvitation } from '~/features/mail/mail-invitation.server';
import { newId } from '~/platform/id.server';
import { invitations } from '../../../db/schema/people';
import { INVITATION_DAYS } from './invitation';

type Inviter = Pick<Actor, 'clusterId' | 'personId'>;
type Written = Omit<typeof invitations.$inferInsert, 'clusterId' | 'id' | 'expiresAt' | 'createdById' | 'createdAt'>;

/** A right over the staff is an administrator's business, one over a company the team's. */
const heardBy = (companyId: string | null | undefined) => (companyId ? ('team' as const) : ('admin' as const));

/**
 * Writes an invitation for seven days and its letter; null when the address is invited to the staff already. Whether it has an account is
 * not looked at: the letter finds out as it leaves.
 */
export async function writeInvitation(tx: Tx, actor: Inviter, written: Written, at: Date): Promise<string | null> {
  const [made] = await tx
    .insert(invitations)
    .values({
      ...written,
      clusterId: actor.clusterId,
      id: newId(),
      expiresAt: new Date(at.getTime() + INVITATION_DAYS * 86_400_000).toISOString(),
      createdById: actor.personId,
      createdAt: at.toISOString(),
    })
    .onConflictDoNothing()
    .returning({ id: invitations.id });
  if (!made) return null;
  const {
    companyId,
    personId = null,
    locale = 'fr',
    role = null,
    programmeId = null,
    track = null,
    fromOn = null,
    untilOn = null,
  } = written;
  const facts = { locale, ...(companyId ? { person: personId } : { role, programmeId, track, fromOn, untilOn }) };
  await recordEvent(tx, actor, 'invitation.created', {
    subject: ['invitation', made.id],
    companyId: companyId ?? undefined,
    confidentiality: heardBy(companyId),
    facts,
  });
  await mailInvitation(tx, made.id);
  return made.id;
}

/** Not answered and not withdrawn, be it in time or late. */
const isUnanswered = and(isNull(invitations.acceptedAt), isNull(invitations.declinedAt), isNull(invitations.revokedAt));

/** Ends what was not answered of those meant: its links are dead. How many there were. */
export async function revokeUnanswered(tx: Tx, actor: Inviter, which: SQL | undefined, at: Date): Promise<number> {
  const revoked = await tx
    .update(invitations)
    .set({ revokedAt: at.toISOString() })
    .where(and(eq(invitations.clusterId, actor.clusterId), which, isUnanswered))
    .returning({ id: invitations.id, companyId: invitations.companyId, ...wasAndIs });
  for (const { id, companyId, was, is } of revoked)
    await recordEvent(tx, actor, 'invitation.revoked', {
      subject: ['invitation', id],
      companyId: companyId ?? undefined,
      confidentiality: heardBy(companyId),
      facts: changes({ was, is }).facts,
    });
  return revoked.length;
}
