import { z } from 'zod';
import { decimal, euroCents, oneOf, optionally, requiredText, version, wholeNumber } from '~/ui/forms/schema-parts';
import { optionalSiren } from '../companies/siren-field';
import { INVESTOR_EXCEPTIONS, LINK_KINDS, LINK_SIDES, linkFault } from './capital-link';

/** One enterprise of the table of a year; `version` is 0 for a new one. Empty figures are unknown. */
export const saveCapitalLinkSchema = z
  .object({
    version: version(),
    year: wholeNumber({ min: 1990, max: 2099 }),
    name: requiredText({ max: 200 }),
    siren: optionalSiren,
    side: oneOf(LINK_SIDES),
    kind: oneOf(LINK_KINDS),
    share: decimal({ min: 0.01, max: 100 }).refine(
      (share) => Math.abs(share * 100 - Math.round(share * 100)) < 1e-6,
      'capital:fault.decimals',
    ),
    exception: optionally(oneOf(INVESTOR_EXCEPTIONS)),
    headcount: optionally(decimal({ min: 0, max: 10_000_000 })),
    turnover: optionally(euroCents({ min: 0 })),
    balanceTotal: optionally(euroCents({ min: 0 })),
  })
  .superRefine((line, context) => {
    const found = linkFault(line);
    if (found) context.addIssue({ code: 'custom', path: [found.field], message: `capital:fault.${found.fault}` });
  });
export type SaveCapitalLinkInput = z.output<typeof saveCapitalLinkSchema>;

export const removeCapitalLinkSchema = z.object({ version: version() });
