import type { ObservationFault } from './observation';
import type { ActRefusal } from './trust';

export type FigureReason =
  | Exclude<ActRefusal, 'not_allowed'>
  | ObservationFault
  | 'already_recorded'
  | 'already_has_value'
  | 'computed_figure'
  | 'event_incomplete'
  | 'out_of_bounds'
  | 'nothing_changed'
  | 'already_answered'
  | 'not_open_yet'
  | 'nothing_given'
  | 'contradiction'
  | 'contradiction_unexplained'
  | 'unreadable';

/** Every way a command on figures may say no. */
export type FigureRefusal = FigureReason | 'not_found' | 'not_allowed' | 'changed_meanwhile';

/** The words of every refusal of a command on figures. */
export const FIGURE_REFUSED = {
  own_figure: 'outcomes:refused.own_figure',
  not_live: 'outcomes:refused.not_live',
  replaced: 'outcomes:refused.replaced',
  nothing_to_raise: 'outcomes:refused.nothing_to_raise',
  nothing_to_reopen: 'outcomes:refused.nothing_to_reopen',
  not_verified: 'outcomes:refused.not_verified',
  evidence_missing: 'outcomes:refused.evidence_missing',
  reason_missing: 'outcomes:refused.reason_missing',
  comment_missing: 'outcomes:refused.comment_missing',
  number_or_reason: 'outcomes:refused.number_or_reason',
  denominator_missing: 'outcomes:refused.denominator',
  denominator_zero: 'outcomes:refused.denominator',
  denominator_unexpected: 'outcomes:refused.denominator',
  future_date: 'outcomes:refused.future_date',
  already_recorded: 'outcomes:refused.already_recorded',
  already_has_value: 'outcomes:refused.already_has_value',
  computed_figure: 'outcomes:refused.computed_figure',
  event_incomplete: 'outcomes:refused.event_incomplete',
  out_of_bounds: 'outcomes:refused.out_of_bounds',
  nothing_changed: 'outcomes:refused.nothing_changed',
  already_answered: 'outcomes:refused.already_answered',
  not_open_yet: 'outcomes:refused.not_open_yet',
  nothing_given: 'outcomes:refused.nothing_given',
  contradiction: 'outcomes:fault.contradiction',
  contradiction_unexplained: 'outcomes:fault.contradiction_unexplained',
  unreadable: 'outcomes:refused.number_or_reason',
} as const satisfies Record<FigureReason, string>;
