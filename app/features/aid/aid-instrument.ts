import { type AidRule, isValidOn, type Validity } from '../instruments/instrument';

/** What the form's list holds beside the catalogue: an instrument in the person's own words. */
export const OTHER_INSTRUMENT = 'other';

/** Where the rule of an aid is read: in the catalogue, or in the decision by the person who records it. */
export const RULE_CHOICES = ['instrument', 'de_minimis', 'other'] as const;
export type RuleChoice = (typeof RULE_CHOICES)[number];

type Version = Validity & { aidRule: AidRule | null };

export type AidInstrumentRefusal = 'instrument_unknown' | 'not_yet_in_force' | 'no_longer_in_force' | 'rule_unknown' | 'rule_differs';

/**
 * Whether an aid counts as de minimis: as the catalogue says of its instrument on the day of the grant, else as the person read it in the
 * decision. `versions` is null where no instrument of the catalogue is named. (`docs/domain.md §3.9`)
 */
export function ruleOfAid(
  { rule, grantedOn }: { rule: RuleChoice; grantedOn: string },
  versions: readonly Version[] | null,
): { isDeMinimis: boolean } | { refused: AidInstrumentRefusal } {
  if (versions === null) return rule === 'instrument' ? { refused: 'rule_unknown' } : { isDeMinimis: rule === 'de_minimis' };
  if (versions.length === 0) return { refused: 'instrument_unknown' };
  const version = versions.find((one) => isValidOn(one, grantedOn));
  if (!version) {
    const isEarly = versions.every(({ validFrom }) => validFrom !== null && grantedOn < validFrom);
    return { refused: isEarly ? 'not_yet_in_force' : 'no_longer_in_force' };
  }
  if (version.aidRule === null) return rule === 'instrument' ? { refused: 'rule_unknown' } : { isDeMinimis: rule === 'de_minimis' };
  return rule === 'instrument' || rule === version.aidRule
    ? { isDeMinimis: version.aidRule === 'de_minimis' }
    : { refused: 'rule_differs' };
}
