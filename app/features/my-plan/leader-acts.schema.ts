import { z } from 'zod';
import { optionalText, requiredText, version } from '~/ui/forms/schema-parts';

/** What the leader types to sign a plan, to send it back, to withdraw a request. */
export const signSchema = z.object({ version: version(), signatory: requiredText({ min: 3, max: 200 }) });
export const sendBackPlanSchema = z.object({ version: version(), comment: requiredText({ min: 10, max: 4000 }) });
export const withdrawSchema = z.object({ version: version(), comment: optionalText({ max: 4000 }) });
