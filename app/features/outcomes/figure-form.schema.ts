import { z } from 'zod';
import { optionalDate, optionalText } from '~/ui/forms/schema-parts';

const typed = (max: number) => z.string().max(max).optional().default('');

/** Every form about one figure sends some of these; the value is read in the unit of its metric. */
export const figureFormSchema = z.object({
  value: typed(40),
  den: typed(40),
  unknownReason: typed(40),
  /** Number of the decision, of the contract, of the patent: the event's own key. */
  eventKey: optionalText({ max: 80 }),
  on: optionalDate(),
  evidence: optionalText({ max: 500 }),
  comment: optionalText({ max: 1000 }),
});
export type FigureForm = z.output<typeof figureFormSchema>;
