import { z } from 'zod';
import { checkbox, isoDate, requiredText, version } from '~/ui/forms/schema-parts';

/** `seen`: the following milestones and their versions as the preview showed them, `id:version` joined by commas. */
export const rescheduleSchema = z.object({
  version: version(),
  dueOn: isoDate(),
  reason: requiredText({ max: 2000 }),
  shiftsFollowing: checkbox(),
  seen: z.string().max(20_000).optional(),
});
export type RescheduleInput = z.output<typeof rescheduleSchema>;
