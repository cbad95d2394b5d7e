import { z } from 'zod';
import { decimal, euroCents, isoDate, optionally, version, wholeNumber } from '~/ui/forms/schema-parts';

/** A closed year; `version` is 0 for a new one. */
export const recordYearSchema = z.object({
  version: version(),
  closedOn: isoDate(),
  months: wholeNumber({ min: 1, max: 23 }),
  balanceTotal: optionally(euroCents({ min: 0 })),
  netResult: optionally(euroCents({ min: -90_000_000_000 })),
  photonicShare: optionally(decimal({ min: 0, max: 100 })),
});
export type RecordYearInput = z.output<typeof recordYearSchema>;
