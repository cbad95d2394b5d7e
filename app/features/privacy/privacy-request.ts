import { addMonths } from '../programmes/paris-date';

export const PRIVACY_REQUEST_KINDS = ['access', 'rectification', 'erasure', 'objection', 'restriction'] as const;
export type PrivacyRequestKind = (typeof PRIVACY_REQUEST_KINDS)[number];

export const PRIVACY_OUTCOMES = ['granted', 'partly', 'refused'] as const;
export type PrivacyOutcome = (typeof PRIVACY_OUTCOMES)[number];

/** The day by which an answer is due: one month after receipt, three where the person was told why. (docs/domain.md §9.4) */
export function answerDueOn(receivedOn: string, isExtended: boolean): string {
  return addMonths(receivedOn, isExtended ? 3 : 1);
}
