import { z } from 'zod';
import { optionally, optionalText, requiredText, version } from '~/ui/forms/schema-parts';
import { EVIDENCE_MIN_LENGTH, isWebLink } from './milestone';

const MOST_TEXT = 4000;
const words = () => requiredText({ max: MOST_TEXT });

const webLink = () => requiredText({ max: 2000 }).refine(isWebLink, 'milestones:errors.link');

/** A text of at least 20 characters, or a web link; what is already attached counts too. */
const evidence = {
  evidenceText: optionally(requiredText({ min: EVIDENCE_MIN_LENGTH, max: MOST_TEXT })),
  evidenceLink: optionally(webLink()),
};
/** Asked only when something that comes first is still open. */
const earlyReason = { reason: optionalText({ max: MOST_TEXT }) };

/** A press that asks nothing more. */
export const pressSchema = z.object({ version: version() });
export const completeSchema = z.object({ version: version(), ...evidence, ...earlyReason });
export const validateSchema = z.object({ version: version(), ...evidence });
export const submitForCompanySchema = z.object({ version: version(), ...evidence, ...earlyReason, comment: words() });
export const sendBackSchema = z.object({ version: version(), comment: words() });
export const blockSchema = z.object({ version: version(), reason: words(), awaited: requiredText({ max: 200 }) });
export const setAsideSchema = z.object({ version: version(), reason: words() });
export const waiveSchema = z.object({ version: version(), reason: requiredText({ min: EVIDENCE_MIN_LENGTH, max: MOST_TEXT }) });
export const undoSchema = z.object({ version: version(), ...earlyReason });
