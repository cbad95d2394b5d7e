import { z } from 'zod';
import { isoDate, requiredText, someOf, uuid } from '~/ui/forms/schema-parts';
import { GRANT_PARTS } from './case-grant';

/** Opens a case to somebody, or ends that. */
export const caseGrantSchema = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('open'),
    personId: uuid(),
    parts: someOf(GRANT_PARTS, { min: 1 }),
    untilOn: isoDate(),
    reason: requiredText({ max: 500 }),
  }),
  z.object({ act: z.literal('end'), grantId: uuid() }),
]);
export type CaseGrantInput = z.output<typeof caseGrantSchema>;
type Act<Name extends CaseGrantInput['act']> = Omit<Extract<CaseGrantInput, { act: Name }>, 'act'>;
export type OpenCaseInput = Act<'open'>;
export type EndGrantInput = Act<'end'>;
