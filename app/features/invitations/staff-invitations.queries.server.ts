import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { StaffRole } from '~/features/administration/staff-role';
import { type InvitationState, invitationState } from './invitation';

export type StaffInvitation = {
  id: string;
  name: string;
  email: string;
  role: StaffRole;
  state: InvitationState;
  expiresAt: string;
  /** Waits for an answer or did in vain: can be withdrawn. */
  isUnanswered: boolean;
};

/** How many are shown, and for how long one that came to nothing is. */
const SHOWN = 50;
const SHOWN_DAYS = 90;

/** The last invitation of each address to the staff, while it waits or when it came to nothing: the newest first. */
export async function listStaffInvitations(tx: Tx, actor: Actor, at: Date): Promise<StaffInvitation[]> {
  const rows = (await tx.execute(sql`
    select l.* from (select distinct on (i.email) i.id, i.given_name || ' ' || i.family_name as name, i.email, i.role, i.expires_at as "expiresAt", i.accepted_at, i.revoked_at,
        i.declined_at is not null as "isDeclined"
      from invitations i where i.cluster_id = ${actor.clusterId} and i.company_id is null order by i.email, i.id desc) l
    where l.accepted_at is null and l.revoked_at is null and l."expiresAt" > ${at.toISOString()}::timestamptz - make_interval(days => ${SHOWN_DAYS})
    order by l.id desc limit ${SHOWN}`)) as unknown as (Omit<StaffInvitation, 'state' | 'isUnanswered'> & { isDeclined: boolean })[];
  return rows.map(({ id, name, email, role, expiresAt, isDeclined }) => ({
    id,
    name,
    email,
    role,
    expiresAt,
    state: invitationState({ hasAccount: false, expiresAt, isRevoked: false, isDeclined }, at),
    isUnanswered: !isDeclined,
  }));
}
