import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { PROFILE_REFUSED } from '~/features/load/profile-refused';
import { addAbsence, removeAbsence } from '~/features/load/set-absence.server';
import { refusedAs } from '~/platform/result';
import { ANONYMISE_REFUSALS, anonymisePerson } from './anonymise-person.server';
import { DEACTIVATE_REFUSALS, deactivatePerson, endPersonSignIns, reactivatePerson } from './deactivate-person.server';
import { endRole, giveRole } from './give-role.server';
import { FACTOR_REFUSALS, resetFactors } from './reset-factors.server';
import type { StaffPersonInput } from './staff-person.schema';
import { ROLE_REFUSALS } from './staff-role';

const REFUSALS = [...ROLE_REFUSALS, ...DEACTIVATE_REFUSALS, ...ANONYMISE_REFUSALS, ...FACTOR_REFUSALS] as const;

/** Where the words of a refusal are. */
export const PERSON_REFUSED = {
  ...PROFILE_REFUSED,
  ...refusedAs(REFUSALS, (reason) => `administration:refused.${reason}`),
};

/** What a form of a person's page asks for, as the command that does it. */
export function personAct(personId: string | undefined, input: StaffPersonInput, at: Date) {
  return (tx: Tx, actor: Actor) => {
    switch (input.act) {
      case 'give_role':
        return giveRole(tx, actor, personId, input, at);
      case 'end_role':
        return endRole(tx, actor, personId, input, at);
      case 'end_sign_ins':
        return endPersonSignIns(tx, actor, personId);
      case 'reset_factors':
        return resetFactors(tx, actor, personId);
      case 'absence':
        return addAbsence(tx, actor, personId, input, at);
      case 'present':
        return removeAbsence(tx, actor, personId, input, at);
      case 'deactivate':
        return deactivatePerson(tx, actor, personId, input, at);
      case 'reactivate':
        return reactivatePerson(tx, actor, personId, input, at);
      case 'anonymise':
        return anonymisePerson(tx, actor, personId, input, at);
    }
  };
}
