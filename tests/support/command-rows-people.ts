import { addContact } from '~/features/people/add-contact.server';
import { editOwnProfile } from '~/features/people/edit-own-profile.server';
import { inviteContact } from '~/features/people/invite-contact.server';
import { AT, type CommandRow, on, TODAY, version, WHO_WORKS } from './command-scene';

export const PEOPLE_COMMANDS: Record<string, CommandRow> = {
  addContact: {
    state: 'active',
    run: (tx, actor, { companyId }) =>
      addContact(
        tx,
        actor,
        companyId,
        { givenName: 'A', familyName: 'B', email: 'new@test.example', jobTitle: 'C', phone: null, role: 'contact', isSignatory: false },
        TODAY,
      ),
  },
  editOwnProfile: {
    state: 'active',
    isAnywhere: true,
    opensTo: [...WHO_WORKS, 'admin', 'collaborator'],
    run: (tx, actor) => editOwnProfile(tx, actor, { givenName: 'A', familyName: 'B', phone: '01 23 45 67 89', version }, AT),
  },
  inviteContact: {
    state: 'active',
    given: async (sql, { companyId }) => {
      const person = on(
        await sql`insert into people (cluster_id, given_name, family_name, email) select cluster_id, 'N', 'M', ${`${companyId}@test.example`} from companies where id = ${companyId} returning id`,
      );
      await sql`insert into company_roles (cluster_id, company_id, person_id, role, from_on) select cluster_id, id, ${person}, 'leader', '2026-01-05' from companies where id = ${companyId}`;
      return { person };
    },
    run: (tx, actor, { companyId, ids }) => inviteContact(tx, actor, { companyId, personId: ids.person!, tokenHash: 'h', at: AT }),
  },
};
