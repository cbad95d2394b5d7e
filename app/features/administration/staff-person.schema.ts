import { z } from 'zod';
import { absenceActs } from '~/features/load/advisor-profile.schema';
import { TRACKS } from '~/features/programmes/track';
import { isoDate, mustAccept, oneOf, optionalDate, optionally, requiredText, uuid, version } from '~/ui/forms/schema-parts';
import { STAFF_ROLES } from './staff-role';

/** A role, for whom it holds and how long. */
export const roleFields = {
  role: oneOf(STAFF_ROLES),
  programmeId: optionally(uuid()),
  track: optionally(oneOf(TRACKS)),
  fromOn: isoDate(),
  untilOn: optionalDate(),
};

/** One of the acts of a person's page. */
export const staffPersonSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('give_role'), ...roleFields }),
  z.object({ act: z.literal('end_role'), roleId: uuid() }),
  z.object({ act: z.literal('end_sign_ins') }),
  z.object({ act: z.literal('reset_factors') }),
  z.object({ act: z.literal('deactivate'), version: version(), reason: requiredText({ max: 500 }) }),
  z.object({ act: z.literal('reactivate'), version: version() }),
  ...absenceActs,
  z.object({ act: z.literal('anonymise'), version: version(), isSure: mustAccept() }),
]);
export type StaffPersonInput = z.output<typeof staffPersonSchema>;
type Act<Name extends StaffPersonInput['act']> = Omit<Extract<StaffPersonInput, { act: Name }>, 'act'>;
export type GiveRoleInput = Act<'give_role'>;
export type DeactivateInput = Act<'deactivate'>;
