import { z } from 'zod';
import { SECOND_FACTOR_RULES } from '~/access/second-factor';
import { oneOf } from '~/ui/forms/schema-parts';

/** Who has to have a second factor, and what the form showed before. */
export const secondFactorRuleSchema = z.object({ rule: oneOf(SECOND_FACTOR_RULES), was: oneOf(SECOND_FACTOR_RULES) });
export type SecondFactorRuleInput = z.output<typeof secondFactorRuleSchema>;
