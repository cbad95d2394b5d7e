import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { isKept, isOwned } from '~/features/companies/kept-company.server';
import { mayKeepPeople } from '~/features/people/contact.policy';
import type { Locale } from '~/i18n/locale';
import { dayInParis } from '~/platform/clock.server';
import { done, type Result, refuse } from '~/platform/result';
import { companyRoles, invitations, people } from '../../../db/schema/people';
import { revokeUnanswered, writeInvitation } from './write-invitation.server';

export const INVITE_CONTACT_REFUSALS = {
  has_account: 'invitations:refused.has_account',
  signs_in_nowhere: 'invitations:refused.signs_in_nowhere',
  email_missing: 'invitations:refused.email_missing',
  nothing_waits: 'invitations:refused.nothing_waits',
} as const;

type Contact = { companyId: string; personId: string; at: Date };
type Refused = 'not_found' | 'not_allowed' | Exclude<keyof typeof INVITE_CONTACT_REFUSALS, 'nothing_waits'>;
const of = ({ companyId, personId }: Contact) => and(eq(invitations.companyId, companyId), eq(invitations.personId, personId));

/** Invites one of a company's people by letter, for seven days, and ends whatever invitation they had: its link is dead. */
export async function inviteContact(
  tx: Tx,
  actor: Actor,
  contact: Contact & { locale: Locale },
): Promise<Result<{ personId: string }, Refused>> {
  const { companyId, personId, locale, at } = contact;
  const found = await findContact(tx, actor, contact);
  if (!found) return refuse('not_found');
  if (!mayKeepPeople(actor, found)) return refuse('not_allowed');
  if (found.role === 'contact') return refuse('signs_in_nowhere');
  if (found.email === null) return refuse('email_missing');
  if (found.accountId !== null) return refuse('has_account');
  await revokeUnanswered(tx, actor, of(contact), at);
  await writeInvitation(tx, actor, { companyId, personId, email: found.email, locale }, at);
  return done({ personId });
}

/** Withdraws such an invitation: its link is dead. */
export async function revokeContactInvitation(
  tx: Tx,
  actor: Actor,
  contact: Contact,
): Promise<Result<{ personId: string }, 'not_found' | 'not_allowed' | 'nothing_waits'>> {
  const found = await findContact(tx, actor, contact);
  if (!found) return refuse('not_found');
  if (!mayKeepPeople(actor, found)) return refuse('not_allowed');
  const revoked = await revokeUnanswered(tx, actor, of(contact), contact.at);
  return revoked > 0 ? done({ personId: contact.personId }) : refuse('nothing_waits');
}

async function findContact(tx: Tx, actor: Actor, { companyId, personId, at }: Contact) {
  const [contact] = await tx
    .select({
      email: people.email,
      accountId: people.accountId,
      role: companyRoles.role,
      isKept: isKept(companyId),
      isOwned: isOwned(companyId),
    })
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
  return contact;
}
