import { z } from 'zod';
import { checkbox } from '~/ui/forms/schema-parts';

/** One box for each kind of letter; one that isn't offered to somebody is never ticked. */
export const chooseLettersSchema = z.object({
  milestone_turn: checkbox(),
  milestone_returned: checkbox(),
  note_shared: checkbox(),
  handed_over: checkbox(),
});
export type ChooseLettersInput = z.output<typeof chooseLettersSchema>;
