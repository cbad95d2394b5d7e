import { handOverAccount, replaceAccountHolder } from '~/features/people/account-holder.server';
import { addContact } from '~/features/people/add-contact.server';
import { editOwnProfile } from '~/features/people/edit-own-profile.server';
import { endContact } from '~/features/people/end-contact.server';
import { inviteColleague } from '~/features/people/invite-colleague.server';
import { AT, type CommandRow, type Owner, on, type Scene, TODAY, version, WHO_WORKS, words } from './command-scene';

/** The cast's leader holds the account of the scene's company; the collaborator signs in there too. */
const held = async (sql: Owner, { companyId }: Scene) => {
  await sql`update company_roles set is_account_owner = true where company_id = ${companyId} and role = 'leader'`;
  return { heir: on(await sql`select person_id as id from company_roles where company_id = ${companyId} and role = 'collaborator'`) };
};
const colleague = { givenName: 'A', familyName: 'B', email: 'colleague@test.example', jobTitle: 'C' };

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
  inviteColleague: {
    state: 'active',
    given: held,
    run: (tx, actor, { companyId }) =>
      inviteColleague(tx, actor, companyId, { ...colleague, role: 'collaborator', isSignatory: false }, AT),
  },
  endContact: {
    state: 'active',
    given: held,
    run: (tx, actor, { companyId, ids }) => endContact(tx, actor, companyId, ids.heir!, AT),
  },
  handOverAccount: {
    state: 'active',
    given: held,
    run: (tx, actor, { companyId, ids }) => handOverAccount(tx, actor, { companyId, personId: ids.heir!, at: AT }),
  },
  replaceAccountHolder: {
    state: 'active',
    given: held,
    run: (tx, actor, { companyId, ids }) => replaceAccountHolder(tx, actor, { companyId, personId: ids.heir!, at: AT }, { reason: words }),
  },
  editOwnProfile: {
    state: 'active',
    isAnywhere: true,
    opensTo: [...WHO_WORKS, 'admin', 'collaborator'],
    run: (tx, actor) => editOwnProfile(tx, actor, { givenName: 'A', familyName: 'B', phone: '01 23 45 67 89', version }, AT),
  },
};
