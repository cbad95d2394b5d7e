import type { LocalDate } from '../../../app/features/programmes/paris-date';
import type { Batch } from './batch';
import type { Chance } from './chance';
import { demoPhone, type Keys } from './identifiers';
import { emailOf, personName } from './people-names';
import type { DemoPerson, Space } from './world';

type Place = {
  space: Space;
  companyId: string;
  domain: string;
  addedAt: string;
  fromOn: LocalDate;
  /** Where in the list of surnames its people begin. */
  firstOrder: number;
  keys: Keys;
  batch: Batch;
  chance: Chance;
};
/** A woman's title, then a man's. */
type NewPerson = { role: 'leader' | 'contact'; titles: readonly [string, string]; hasAccount: boolean };

/** People of a company or of another member: the first who leads it signs for it. */
export function addPeople(
  { space, companyId, domain, addedAt, fromOn, firstOrder, keys, batch, chance }: Place,
  list: readonly NewPerson[],
): DemoPerson[] {
  const { clusterId } = space;
  const dates = { createdAt: addedAt, updatedAt: addedAt };
  return list.map(({ role, titles: [hers, his], hasAccount }, place) => {
    const name = personName(chance, firstOrder + place);
    const person = { id: keys.at(addedAt), ...name, email: emailOf(name, domain), jobTitle: name.isWoman ? hers : his };
    const accountId = hasAccount ? keys.at(addedAt) : null;
    if (accountId) batch.add('accounts', { id: accountId, email: person.email, passwordHash: null, ...dates });
    const phone = demoPhone(chance, role === 'leader' ? 'mobile' : 'office');
    batch.add('people', {
      ...{ clusterId, id: person.id, accountId, givenName: person.given, familyName: person.family, email: person.email, phone },
      ...{ isStaff: false, ...dates },
    });
    const isLeader = role === 'leader';
    batch.add('companyRoles', {
      ...{ clusterId, id: keys.at(addedAt), companyId, personId: person.id, role, jobTitle: person.jobTitle },
      ...{ isAccountOwner: isLeader, isSignatory: isLeader, fromOn },
    });
    return person;
  });
}
