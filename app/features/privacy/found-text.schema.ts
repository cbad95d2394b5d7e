import { z } from 'zod';
import { oneOf, uuid } from '~/ui/forms/schema-parts';
import { FIND_SETTLEMENTS } from './found-text';

export const settleFindSchema = z.object({ findId: uuid(), settledAs: oneOf(FIND_SETTLEMENTS) });
export type SettleFindInput = z.output<typeof settleFindSchema>;
