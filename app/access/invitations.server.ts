import { database } from '~/platform/database.server';
import { type Caller, recordAccess } from './access-log.server';
import type { Actor, Role } from './actor';
import type { Browser } from './browser.server';
import { hashPassword } from './password.server';
import { type PasswordFault, passwordFault } from './password-rules.server';
import { digestToken, moveSession } from './sessions.server';
import { openHere } from './sign-in.server';

/** What somebody is invited to: a company's plan, or the staff of a cluster with a role. */
export type Invitation = {
  clusterName: string;
  companyName: string | null;
  role: Role | null;
  inviterName: string;
  email: string;
  givenName: string;
  familyName: string;
  expiresAt: string;
};
/** A name as its holder writes it; null leaves it as it was proposed. */
type Proposed = { givenName: string | null; familyName: string | null };

type Row = {
  cluster_name: string;
  company_name: string | null;
  role: Role | null;
  inviter_name: string;
  given_name: string;
  family_name: string;
  expires_at: string;
};

const told = (row: Row): Omit<Invitation, 'email'> => ({
  clusterName: row.cluster_name,
  companyName: row.company_name,
  role: row.role,
  inviterName: row.inviter_name,
  givenName: row.given_name,
  familyName: row.family_name,
  expiresAt: row.expires_at,
});

/** What a letter's link invites to; null when it is spent, late, withdrawn, or no such link. Looking takes nothing from it. */
export async function findInvitation(token: string): Promise<Invitation | null> {
  const [row] = await database()<(Row & { email: string })[]>`select * from access.find_invitation(${digestToken(token)})`;
  return row ? { ...told(row), email: row.email } : null;
}

type Accepting = Proposed & { password: string; locale: string };

/**
 * Takes a letter's link once: makes the account with its first password and signs in. `spent`: somebody was quicker, or the address has
 * got an account since the letter left, whose holder signs in and answers there.
 */
export async function acceptInvitation(
  caller: Caller,
  browser: Browser,
  token: string,
  { password, locale, ...named }: Accepting,
): Promise<string[] | PasswordFault | 'spent'> {
  const invitation = await findInvitation(token);
  if (!invitation) return 'spent';
  const { email, companyName, clusterName } = invitation;
  const [givenName, familyName] = [named.givenName ?? invitation.givenName, named.familyName ?? invitation.familyName];
  const own = [email, givenName, familyName, companyName ?? '', clusterName];
  const fault = await passwordFault(password, own);
  if (fault) return fault;
  const [taken] = await database()<{ account_id: string; cluster_id: string; person_id: string }[]>`
    select * from access.accept_invitation(${digestToken(token)}, ${await hashPassword(password)}, ${locale}, ${givenName}, ${familyName})`;
  if (!taken) return 'spent';
  const holder = { clusterId: taken.cluster_id, personId: taken.person_id };
  await recordAccess('invitation.accepted', caller, { accountId: taken.account_id, ...holder });
  return openHere(taken.account_id, holder, browser);
}

/** Says no by the link, once. False when it is spent, late, or no such link. */
export async function declineInvitation(caller: Caller, token: string): Promise<boolean> {
  const [row] = await database()<{ is_done: boolean }[]>`
    select access.decline_invitation(${digestToken(token)}, null, null) as is_done`;
  if (row?.is_done) await recordAccess('invitation.declined', caller);
  return row?.is_done ?? false;
}

/** An invitation to the address of an account that there is already. `asksName`: the account is nobody in that cluster yet. */
export type OwnInvitation = Omit<Invitation, 'email'> & { id: string; asksName: boolean };

/** What waits for the actor's address, in whatever cluster. */
export async function listOwnInvitations({ sessionId }: Pick<Actor, 'sessionId'>): Promise<OwnInvitation[]> {
  const rows = await database()<(Row & { id: string; asks_name: boolean })[]>`select * from access.my_invitations(${sessionId})`;
  return rows.map((row) => ({ ...told(row), id: row.id, asksName: row.asks_name }));
}

/**
 * Says yes as the account that the actor is signed in with. The sign-in goes on where it was invited to, under a new token: it has risen.
 * Null where it cannot: answered or withdrawn meanwhile, or of a company in that cluster already, whose people are not its staff.
 */
export async function takeInvitation(
  caller: Caller,
  actor: Actor,
  token: string,
  { id, ...named }: Proposed & { id: string },
): Promise<string | null> {
  const asked = (await listOwnInvitations(actor)).find((one) => one.id === id);
  if (!asked) return null;
  const [givenName, familyName] = [named.givenName ?? asked.givenName, named.familyName ?? asked.familyName];
  const [taken] = await database()<{ cluster_id: string; person_id: string }[]>`
    select * from access.take_invitation(${actor.sessionId}, ${id}::uuid, ${givenName}, ${familyName})`;
  if (!taken) return null;
  const holder = { clusterId: taken.cluster_id, personId: taken.person_id };
  await recordAccess('invitation.accepted', caller, { accountId: actor.accountId, ...holder });
  return moveSession(token, holder);
}

/** Says no to one of one's own. */
export async function declineOwnInvitation(caller: Caller, actor: Actor, id: string): Promise<boolean> {
  const [row] = await database()<{ is_done: boolean }[]>`
    select access.decline_invitation(null, ${actor.sessionId}, ${id}::uuid) as is_done`;
  if (row?.is_done) await recordAccess('invitation.declined', caller, actor);
  return row?.is_done ?? false;
}
