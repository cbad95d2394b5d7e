import { addContact } from '~/features/people/add-contact.server';
import { editOwnProfile } from '~/features/people/edit-own-profile.server';
import { AT, type CommandRow, TODAY, version, WHO_WORKS } from './command-scene';

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
};
