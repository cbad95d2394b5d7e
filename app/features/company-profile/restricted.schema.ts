import { z } from 'zod';
import { isoDate, oneOf, requiredText, version } from '~/ui/forms/schema-parts';
import { DIFFICULTIES, EXPORT_CONTROLS } from '../companies/profile-list';

export const recordDifficultySchema = z.object({
  level: oneOf(['none', ...DIFFICULTIES]),
  fromOn: isoDate(),
  reason: requiredText({ min: 10, max: 1000 }),
});
export type RecordDifficultyInput = z.output<typeof recordDifficultySchema>;

/** `version` is 0 while nothing was stated. */
export const stateExportControlSchema = z.object({ version: version(), status: oneOf(EXPORT_CONTROLS) });
export type StateExportControlInput = z.output<typeof stateExportControlSchema>;
