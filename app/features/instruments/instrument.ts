import type { LocalDate } from '~/features/programmes/paris-date';

/** What an instrument gives. (`docs/domain.md §3.9`) */
export const AID_FORMS = ['grant', 'advance', 'loan', 'tax', 'equity', 'guarantee', 'service'] as const;
export type AidForm = (typeof AID_FORMS)[number];

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

/** Templates an instrument may serve, by code. */
export const SERVED = ['T1', 'T2', 'T3', 'T4', 'T5', 'S1', 'S2', 'S3'] as const;
