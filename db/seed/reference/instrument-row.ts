import type { AidForm, AidRule, ConsortiumRules, InstrumentMark } from '../../../app/features/instruments/instrument';
import type { BilingualText } from '../../../app/features/plans/plan-template';
import type { LocalDate } from '../../../app/features/programmes/paris-date';

export type InstrumentRow = {
  code: string;
  version: number;
  label: BilingualText;
  funder: BilingualText;
  aidForms: AidForm[];
  /** As the author knows it: no text was read again. Null where it depends on the decision. (`[model-law]`) */
  aidRule: AidRule | null;
  isLabelRequired: boolean;
  validFrom: LocalDate | null;
  validUntil: LocalDate | null;
  /** Highest rate in percent, where it was read and the day it was true. */
  rate: { percent: number; source: string; readOn: LocalDate } | null;
  notes: BilingualText;
  source: string | null;
  mark: InstrumentMark;
  serves: string[];
  replacedBy: string | null;
  rules: ConsortiumRules;
};

type Given = Pick<InstrumentRow, 'label' | 'funder' | 'aidForms' | 'notes' | 'mark' | 'serves'> & Partial<InstrumentRow>;

/** One version of a scheme; what isn't written is unknown or none. */
export function scheme(code: string, given: Given): InstrumentRow {
  return {
    ...{ code, version: 1, isLabelRequired: false, validFrom: null, validUntil: null, rate: null, source: null, replacedBy: null },
    ...{ aidRule: null, rules: {} },
    ...given,
  };
}
