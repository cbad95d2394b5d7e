import { z } from 'zod';
import { optionalText, requiredText } from '~/ui/forms/schema-parts';

const typed = z.string().max(40).optional().default('');

/** A figure of the cluster itself for one period; the value is read in the unit of its metric. */
export const recordClusterFigureSchema = z.object({
  value: typed,
  den: typed,
  period: requiredText({ max: 10 }),
  evidence: requiredText({ max: 500 }),
  comment: optionalText({ max: 1000 }),
});
export type RecordClusterFigure = z.output<typeof recordClusterFigureSchema>;
