import { z } from 'zod';
import { oneOf, optionalDate, optionalText, version } from '~/ui/forms/schema-parts';
import { AUTONOMIES } from '../companies/profile-list';
import { optionalSiren } from '../companies/siren-field';

/** Periods of a status: an end never comes before its start, nor alone. */
const periods = { jeiFrom: optionalDate(), jeiUntil: optionalDate(), cirFrom: optionalDate(), cirUntil: optionalDate() };
type Periods = { jeiFrom: string | null; jeiUntil: string | null; cirFrom: string | null; cirUntil: string | null };

function checkPeriods({ jeiFrom, jeiUntil, cirFrom, cirUntil }: Periods, context: z.RefinementCtx) {
  for (const [from, until, path] of [
    [jeiFrom, jeiUntil, 'jeiUntil'],
    [cirFrom, cirUntil, 'cirUntil'],
  ] as const) {
    if (until !== null && (from === null || until < from))
      context.addIssue({ code: 'custom', path: [path], message: 'profile:errors.period' });
  }
}

export const ownOwnershipSchema = z.object({ version: version(), autonomy: oneOf(AUTONOMIES), ...periods }).superRefine(checkPeriods);
export type OwnOwnershipInput = z.output<typeof ownOwnershipSchema>;

export const editOwnershipSchema = z
  .object({
    version: version(),
    autonomy: oneOf(AUTONOMIES),
    groupHeadSiren: optionalSiren,
    groupName: optionalText({ max: 200 }),
    ...periods,
  })
  .superRefine(({ autonomy, groupHeadSiren, ...rest }, context) => {
    checkPeriods(rest, context);
    if (groupHeadSiren !== null && autonomy !== 'linked' && autonomy !== 'partner')
      context.addIssue({ code: 'custom', path: ['groupHeadSiren'], message: 'profile:errors.head_of_nothing' });
  });
export type EditOwnershipInput = z.output<typeof editOwnershipSchema>;
