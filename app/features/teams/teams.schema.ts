import { z } from 'zod';
import { checkbox, isoDate, optionalDate, optionally, requiredText, uuid, version } from '~/ui/forms/schema-parts';

const name = requiredText({ max: 120 });

export const addTeamSchema = z.object({ name, parentId: optionally(uuid()) });
export type AddTeamInput = z.output<typeof addTeamSchema>;

/** One of the acts of a team's page. */
export const teamSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('rename'), version: version(), name }),
  z.object({ act: z.literal('move'), version: version(), parentId: optionally(uuid()) }),
  z.object({ act: z.literal('close'), version: version() }),
  z.object({ act: z.literal('put_in'), personId: uuid(), leadsTeam: checkbox(), fromOn: isoDate(), untilOn: optionalDate() }),
  z.object({ act: z.literal('take_out'), placeId: uuid(), lastOn: optionalDate() }),
]);
export type TeamInput = z.output<typeof teamSchema>;
type Act<Name extends TeamInput['act']> = Omit<Extract<TeamInput, { act: Name }>, 'act'>;
export type RenameTeamInput = Act<'rename'>;
export type MoveTeamInput = Act<'move'>;
export type PutInTeamInput = Act<'put_in'>;
export type TakeOutOfTeamInput = Act<'take_out'>;
