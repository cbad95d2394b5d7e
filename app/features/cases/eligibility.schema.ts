import { z } from 'zod';
import { oneOf, optionally, optionalText, optionalWholeNumber, version } from '~/ui/forms/schema-parts';

const answer = () => optionally(oneOf(['yes', 'no']));

/** The sheet may be saved with questions left open: what is missing shows on the case. */
export const fillEligibilitySchema = z.object({
  version: version(),
  in_territory: answer(),
  in_domain: answer(),
  member_or_trial: answer(),
  not_ceased: answer(),
  sme_status_known: answer(),
  no_conflict: answer(),
  not_duplicate: answer(),
  note: optionalText({ max: 2000 }),
  supportDays: optionalWholeNumber({ min: 1, max: 400 }),
});
export type FillEligibilityInput = z.output<typeof fillEligibilitySchema>;
