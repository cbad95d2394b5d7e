import { z } from 'zod';
import { oneOf, optionally, someOf, version } from '~/ui/forms/schema-parts';
import { DOMAINS } from '../companies/company';
import { MARKETS, MOST_MARKETS, MOST_POSITIONS, MOST_TECHNOLOGIES, TECHNOLOGIES, VALUE_CHAIN_POSITIONS } from '../companies/profile-list';

/** What a company makes and for whom: its own words, within the lists. */
const made = {
  valueChain: someOf(VALUE_CHAIN_POSITIONS).max(MOST_POSITIONS),
  technologies: someOf(TECHNOLOGIES).max(MOST_TECHNOLOGIES),
  markets: someOf(MARKETS).max(MOST_MARKETS),
};

export const ownActivitySchema = z.object({ version: version(), ...made });
export type OwnActivityInput = z.output<typeof ownActivitySchema>;

export const editActivitySchema = z
  .object({ version: version(), mainDas: optionally(oneOf(DOMAINS)), secondaryDas: someOf(DOMAINS).max(3), ...made })
  .superRefine(({ mainDas, secondaryDas }, context) => {
    if (mainDas !== null && secondaryDas.includes(mainDas))
      context.addIssue({ code: 'custom', path: ['secondaryDas'], message: 'profile:errors.main_das_again' });
    if (mainDas === null && secondaryDas.length > 0)
      context.addIssue({ code: 'custom', path: ['mainDas'], message: 'profile:errors.main_das_first' });
  });
export type EditActivityInput = z.output<typeof editActivitySchema>;
