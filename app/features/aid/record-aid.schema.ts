import { z } from 'zod';
import { checkbox, euroCents, isoDate, oneOf, optionally, optionalText, requiredText } from '~/ui/forms/schema-parts';
import { OTHER_INSTRUMENT, RULE_CHOICES } from './aid-instrument';

const aid = {
  grantedOn: isoDate(),
  title: requiredText({ min: 3, max: 200 }),
  funder: requiredText({ min: 2, max: 200 }),
  instrument: optionally(z.string().trim().max(40)),
  instrumentOther: optionalText({ max: 200 }),
  grossGrant: euroCents({ min: 0 }),
  rule: oneOf(RULE_CHOICES),
  evidence: requiredText({ min: 5, max: 1000 }),
};
type Named = { instrument: string | null; instrumentOther: string | null };

function checkInstrument({ instrument, instrumentOther }: Named, context: z.RefinementCtx) {
  const isNamed = instrument === OTHER_INSTRUMENT;
  if (isNamed && instrumentOther === null)
    context.addIssue({ code: 'custom', path: ['instrumentOther'], message: 'aid:errors.name_instrument' });
  if (!isNamed && instrumentOther !== null) context.addIssue({ code: 'custom', path: ['instrument'], message: 'aid:errors.choose_other' });
}

/** Either a code of the catalogue, or words, or neither. */
function settleInstrument<T extends Named>({ instrument, ...typed }: T) {
  return { ...typed, instrumentCode: instrument === OTHER_INSTRUMENT ? null : instrument };
}

export const recordAidSchema = z.object(aid).superRefine(checkInstrument).transform(settleInstrument);
export type RecordAidInput = z.output<typeof recordAidSchema>;

export const correctAidSchema = z
  .object({ ...aid, reason: requiredText({ min: 10, max: 1000 }), isStruck: checkbox() })
  .superRefine(checkInstrument)
  .transform(settleInstrument);
export type CorrectAidInput = z.output<typeof correctAidSchema>;
