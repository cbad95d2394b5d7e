import { inviteContact, revokeContactInvitation } from '~/features/invitations/invite-contact.server';
import { inviteStaff, resendStaffInvitation, revokeStaffInvitation } from '~/features/invitations/invite-staff.server';
import { AT, type CommandRow, type Owner, on, type Scene, TODAY } from './command-scene';

/** A leader of the scene's company who does not sign in yet. */
const leader = async (sql: Owner, { companyId }: Scene) => {
  const person = on(
    await sql`insert into people (cluster_id, given_name, family_name, email) select cluster_id, 'N', 'M', ${`${companyId}@test.example`} from companies where id = ${companyId} returning id`,
  );
  await sql`insert into company_roles (cluster_id, company_id, person_id, role, from_on) select cluster_id, id, ${person}, 'leader', '2026-01-05' from companies where id = ${companyId}`;
  return { person };
};
const invitedLeader = async (sql: Owner, scene: Scene) => {
  const { person } = await leader(sql, scene);
  await sql`insert into invitations (cluster_id, company_id, person_id, email, expires_at, created_by_id)
    select cluster_id, id, ${person}, ${`${person}@test.example`}, '2030-01-05', ${scene.advisorId} from companies where id = ${scene.companyId}`;
  return { person };
};
/** Somebody invited to the staff of the scene's cluster. */
const invitedStaff = async (sql: Owner, { companyId, advisorId }: Scene) => ({
  invitation: on(
    await sql`insert into invitations (cluster_id, email, given_name, family_name, role, from_on, expires_at, created_by_id)
      select cluster_id, ${`staff.${companyId}@test.example`}, 'N', 'M', 'advisor', '2026-01-05', '2030-01-05', ${advisorId} from companies where id = ${companyId} returning id`,
  ),
});
const opensTo = ['admin'] as const;

export const INVITATIONS_COMMANDS: Record<string, CommandRow> = {
  inviteContact: {
    state: 'active',
    given: leader,
    run: (tx, actor, { companyId, ids }) => inviteContact(tx, actor, { companyId, personId: ids.person!, locale: 'en', at: AT }),
  },
  revokeContactInvitation: {
    state: 'active',
    given: invitedLeader,
    run: (tx, actor, { companyId, ids }) => revokeContactInvitation(tx, actor, { companyId, personId: ids.person!, at: AT }),
  },
  inviteStaff: {
    state: 'active',
    isAnywhere: true,
    opensTo,
    run: (tx, actor, { companyId }) =>
      inviteStaff(
        tx,
        actor,
        {
          givenName: 'A',
          familyName: 'B',
          email: `new.${companyId}@test.example`,
          locale: 'en',
          role: 'advisor',
          programmeId: null,
          track: null,
          fromOn: TODAY,
          untilOn: null,
        },
        AT,
      ),
  },
  resendStaffInvitation: {
    state: 'active',
    given: invitedStaff,
    opensTo,
    run: (tx, actor, { ids }) => resendStaffInvitation(tx, actor, ids.invitation!, AT),
  },
  revokeStaffInvitation: {
    state: 'active',
    given: invitedStaff,
    opensTo,
    run: (tx, actor, { ids }) => revokeStaffInvitation(tx, actor, ids.invitation!, AT),
  },
};
