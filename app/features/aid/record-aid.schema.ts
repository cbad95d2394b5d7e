import { z } from 'zod';
import { checkbox, euroCents, isoDate, optionally, requiredText } from '~/ui/forms/schema-parts';

const aid = {
  grantedOn: isoDate(),
  title: requiredText({ min: 3, max: 200 }),
  funder: requiredText({ min: 2, max: 200 }),
  instrumentCode: optionally(z.string().trim().max(40)),
  grossGrant: euroCents({ min: 0 }),
  isDeMinimis: checkbox(),
  evidence: requiredText({ min: 5, max: 1000 }),
};

export const recordAidSchema = z.object(aid);
export type RecordAidInput = z.output<typeof recordAidSchema>;

export const correctAidSchema = z.object({ ...aid, reason: requiredText({ min: 10, max: 1000 }), isStruck: checkbox() });
export type CorrectAidInput = z.output<typeof correctAidSchema>;
