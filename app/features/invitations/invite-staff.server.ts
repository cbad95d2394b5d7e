import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { mayAdminister } from '~/features/administration/administration.policy';
import { isProgramme } from '~/features/administration/give-role.server';
import { isOfStaff } from '~/features/administration/is-of-staff.server';
import { tidyRole } from '~/features/administration/staff-role';
import { isId } from '~/platform/is-id';
import { done, type Result, refuse } from '~/platform/result';
import { invitations, people } from '../../../db/schema/people';
import type { InviteStaffInput } from './invite-staff.schema';
import { revokeUnanswered, writeInvitation } from './write-invitation.server';

export const INVITE_STAFF_REFUSALS = {
  email_of_staff: 'invitations:refused.email_of_staff',
  already_invited: 'invitations:refused.already_invited',
  track_missing: 'administration:refused.track_missing',
  days_order: 'administration:refused.days_order',
  no_programme: 'administration:refused.no_programme',
} as const;
export const STAFF_INVITATION_REFUSALS = {
  nothing_waits: 'invitations:refused.nothing_waits',
  already_invited: INVITE_STAFF_REFUSALS.already_invited,
} as const;

type Denied = 'not_found' | 'not_allowed';
type Invited = { invitationId: string };

/**
 * Invites somebody to the staff by letter, with the role they will have. They are a person here once they accept. Only what an
 * administrator reads anyway is refused: whether the address has an account, here or elsewhere, changes nothing in the answer.
 */
export async function inviteStaff(
  tx: Tx,
  actor: Actor,
  input: InviteStaffInput,
  at: Date,
): Promise<Result<Invited, 'not_allowed' | keyof typeof INVITE_STAFF_REFUSALS>> {
  if (!mayAdminister(actor)) return refuse('not_allowed');
  const tidy = tidyRole(input);
  if (typeof tidy === 'string') return refuse(tidy);
  if (!(await isProgramme(tx, actor, tidy.programmeId))) return refuse('no_programme');
  if (await isAddressOfStaff(tx, actor, tidy.email)) return refuse('email_of_staff');
  // One that nobody answered in time gives way.
  const isLate = and(isNull(invitations.companyId), eq(invitations.email, tidy.email), lte(invitations.expiresAt, at.toISOString()));
  await revokeUnanswered(tx, actor, isLate, at);
  const invitationId = await writeInvitation(tx, actor, tidy, at);
  return invitationId ? done({ invitationId }) : refuse('already_invited');
}

/** Sends an invitation that was not answered, or was declined, once more: the earlier link is dead. */
export async function resendStaffInvitation(
  tx: Tx,
  actor: Actor,
  invitationId: string,
  at: Date,
): Promise<Result<Invited, Denied | keyof typeof STAFF_INVITATION_REFUSALS>> {
  if (!mayAdminister(actor)) return refuse('not_allowed');
  const earlier = await findStaffInvitation(tx, actor, invitationId);
  if (!earlier) return refuse('not_found');
  if (earlier.acceptedAt !== null || earlier.revokedAt !== null) return refuse('nothing_waits');
  await revokeUnanswered(tx, actor, eq(invitations.id, earlier.id), at);
  const { email, locale, givenName, familyName, role, programmeId, track, fromOn, untilOn } = earlier;
  const again = await writeInvitation(tx, actor, { email, locale, givenName, familyName, role, programmeId, track, fromOn, untilOn }, at);
  return again ? done({ invitationId: again }) : refuse('already_invited');
}

/** Withdraws an invitation to the staff: its link is dead. */
export async function revokeStaffInvitation(
  tx: Tx,
  actor: Actor,
  invitationId: string,
  at: Date,
): Promise<Result<Invited, Denied | 'nothing_waits'>> {
  if (!mayAdminister(actor)) return refuse('not_allowed');
  const found = await findStaffInvitation(tx, actor, invitationId);
  if (!found) return refuse('not_found');
  const revoked = await revokeUnanswered(tx, actor, eq(invitations.id, found.id), at);
  return revoked > 0 ? done({ invitationId: found.id }) : refuse('nothing_waits');
}

async function findStaffInvitation(tx: Tx, actor: Actor, invitationId: string) {
  if (!isId(invitationId)) return null;
  const [found] = await tx
    .select()
    .from(invitations)
    .where(and(eq(invitations.clusterId, actor.clusterId), eq(invitations.id, invitationId), isNull(invitations.companyId)));
  return found ?? null;
}

async function isAddressOfStaff(tx: Tx, actor: Actor, email: string): Promise<boolean> {
  const [found] = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.clusterId, actor.clusterId), eq(people.email, email), isOfStaff(sql`people`)))
    .limit(1);
  return found !== undefined;
}
