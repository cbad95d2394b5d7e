import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { dayInParis } from '~/platform/clock.server';
import { companyRoles, people } from '../../../db/schema/people';
import { isKept, isOwned } from '../companies/kept-company.server';
import { type InvitationState, invitationState } from '../invitations/invitation';
import { mayEndContact, mayInvite } from './contact.policy';

export type Contact = {
  personId: string;
  name: string;
  role: 'leader' | 'collaborator' | 'contact';
  jobTitle: string | null;
  email: string | null;
  phone: string | null;
  isSignatory: boolean;
  isAccountOwner: boolean;
  hasAccount: boolean;
  invitation: InvitationState;
  /** When the pending link ends, or ended. */
  invitedUntil: string | null;
  canInvite: boolean;
  canEnd: boolean;
};

/** A company's own people, for one of them: what happened to invitations is for whoever holds the account alone. */
export async function readColleagues(tx: Tx, actor: Actor, companyId: string, now: Date) {
  const contacts = await listContacts(tx, actor, companyId, now);
  return { contacts, isHolder: contacts.some(({ personId, isAccountOwner }) => isAccountOwner && personId === actor.personId) };
}

/** The people of a company, leaders first, with where their invitation stands. */
export async function listContacts(tx: Tx, actor: Actor, companyId: string, now: Date, onlyPersonId?: string): Promise<Contact[]> {
  const last = sql`(select i.expires_at, i.revoked_at, i.declined_at from invitations i where i.cluster_id = ${companyRoles.clusterId} and i.person_id = ${companyRoles.personId}
    and i.company_id = ${companyRoles.companyId} order by i.id desc limit 1)`;
  const rows = await tx
    .select({
      personId: people.id,
      givenName: people.givenName,
      familyName: people.familyName,
      role: companyRoles.role,
      jobTitle: companyRoles.jobTitle,
      email: people.email,
      phone: people.phone,
      isSignatory: companyRoles.isSignatory,
      isAccountOwner: companyRoles.isAccountOwner,
      hasAccount: sql<boolean>`${people.accountId} is not null`,
      isKept: isKept(companyId),
      isOwned: isOwned(companyId),
      expiresAt: sql<string | null>`last.expires_at`,
      revokedAt: sql<string | null>`last.revoked_at`,
      declinedAt: sql<string | null>`last.declined_at`,
    })
    .from(companyRoles)
    .innerJoin(people, and(eq(people.clusterId, companyRoles.clusterId), eq(people.id, companyRoles.personId)))
    .leftJoin(sql`lateral ${last} last`, sql`true`)
    .where(
      and(
        eq(companyRoles.clusterId, actor.clusterId),
        eq(companyRoles.companyId, companyId),
        runs(sql`${companyRoles}`, dayInParis(now)),
        isNull(people.disabledAt),
        onlyPersonId ? eq(people.id, onlyPersonId) : undefined,
      ),
    )
    .orderBy(desc(sql`${companyRoles.role} = 'leader'`), desc(companyRoles.isAccountOwner), asc(people.familyName), asc(people.id))
    .limit(100);
  return rows.map(({ givenName, familyName, hasAccount, isKept: isTheirs, isOwned: isOwn, expiresAt, revokedAt, declinedAt, ...row }) => ({
    ...row,
    name: `${givenName} ${familyName}`,
    invitation: invitationState({ hasAccount, expiresAt, isRevoked: revokedAt !== null, isDeclined: declinedAt !== null }, now),
    invitedUntil: expiresAt,
    hasAccount,
    canInvite: mayInvite(actor, { role: row.role, email: row.email, hasAccount, isKept: isTheirs, isOwned: isOwn }),
    canEnd: mayEndContact(actor, { isAccountOwner: row.isAccountOwner, isKept: isTheirs, isOwned: isOwn }),
  }));
}
