import type { LocalDate } from '~/features/programmes/paris-date';

/** What an instrument gives. (`docs/domain.md §3.9`) */
export const AID_FORMS = ['grant', 'advance', 'loan', 'tax', 'equity', 'guarantee', 'service'] as const;
export type AidForm = (typeof AID_FORMS)[number];

/** Under which State-aid rule it gives, where every decision under it says the same. */
export const AID_RULES = ['de_minimis', 'other'] as const;
export type AidRule = (typeof AID_RULES)[number];

/** Whether its terms were read in a source, or are the author's model to be verified. */
export const INSTRUMENT_MARKS = ['public', 'model'] as const;
export type InstrumentMark = (typeof INSTRUMENT_MARKS)[number];

/** What a consortium must respect under the instrument; absent means no rule is recorded. */
export type ConsortiumRules = {
  minFirms?: number;
  minResearch?: number;
  firmLeads?: boolean;
  /** A single partner may carry no more than this share of the budget. */
  maxPartnerPercent?: number;
  minTerritoryPercent?: number;
  singleApplicant?: boolean;
  minMonths?: number;
  maxMonths?: number;
};

export type Validity = { validFrom: LocalDate | null; validUntil: LocalDate | null };

/** True when an instrument may be asked on a day; no first day: it was there before the records begin. */
export function isValidOn({ validFrom, validUntil }: Validity, day: LocalDate): boolean {
  return (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil);
}

/** From the first day any version was in force to the last; null where it has no such day. */
export function wholeValidity(versions: readonly Validity[]): Validity {
  const first = versions.map(({ validFrom }) => validFrom).sort((a, b) => (a ?? '').localeCompare(b ?? ''))[0] ?? null;
  const isOpen = versions.some(({ validUntil }) => validUntil === null);
  return {
    validFrom: first,
    validUntil: isOpen
      ? null
      : (versions
          .map(({ validUntil }) => validUntil ?? '')
          .sort()
          .at(-1) ?? null),
  };
}

/** An instrument as a list offers it: one line whatever its versions, in the words of the last. */
export type InstrumentChoice = Validity & { code: string; label: string; aidRule: AidRule | null };

/** One choice an instrument, from its versions in order. */
export function instrumentChoices(versions: readonly InstrumentChoice[]): InstrumentChoice[] {
  const codes = [...new Set(versions.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const own = versions.filter((version) => version.code === code);
    const last = own.at(-1);
    return last ? [{ ...last, ...wholeValidity(own) }] : [];
  });
}

/** Templates an instrument may serve, by code. */
export const SERVED = ['T1', 'T2', 'T3', 'T4', 'T5', 'S1', 'S2', 'S3'] as const;
