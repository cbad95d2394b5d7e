import { TRANSITION_REFUSALS, type TransitionRefusal } from './case-transition';

/** Refusals of commands on a case that no transition gate says. */
export const OTHER_REFUSALS = [
  'other_case_open',
  'no_template',
  'not_an_advisor',
  'same_lead',
  'already_agreed',
  'not_signatory',
  'sheet_closed',
  'reminder_in_future',
  'already_reminded',
  'already_proposed',
  'not_this_stage',
] as const;

export type CaseRefusal = Exclude<TransitionRefusal, 'not_allowed'> | (typeof OTHER_REFUSALS)[number];

/** Every refusal of a move of a case, as a message. */
export const CASE_REFUSED = Object.fromEntries(
  [...TRANSITION_REFUSALS, ...OTHER_REFUSALS]
    .filter((reason) => reason !== 'not_allowed')
    .map((reason) => [reason, `cases:refused.${reason}`]),
) as Record<CaseRefusal, string>;
