import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { AdvisorProfileInput } from './advisor-profile.schema';
import { addAbsence, removeAbsence } from './set-absence.server';
import { setCapacity } from './set-capacity.server';
import { setSkills } from './set-skills.server';

/** The command of each form of an advisor's page. */
export function changeProfile(tx: Tx, actor: Actor, personId: string | undefined, input: AdvisorProfileInput, at: Date) {
  switch (input.act) {
    case 'capacity':
      return setCapacity(tx, actor, personId, input, at);
    case 'skills':
      return setSkills(tx, actor, personId, input, at);
    case 'absence':
      return addAbsence(tx, actor, personId, input, at);
    case 'present':
      return removeAbsence(tx, actor, personId, input, at);
  }
}
