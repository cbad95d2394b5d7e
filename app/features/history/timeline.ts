import type { EventKind } from './event';

export const TIMELINE_FILTERS = ['all', 'shared', 'decisions'] as const;
export type TimelineFilter = (typeof TIMELINE_FILTERS)[number];

/** Moves of the case and of its plan, and what somebody accepted or refused: what a later reader looks for. */
export const DECISIONS: readonly EventKind[] = [
  'request.submitted',
  'case.taken',
  'case.handed_back',
  'case.accepted',
  'case.requalified',
  'case.refused',
  'case.redirected',
  'case.assigned',
  'case.load_overridden',
  'case.handed_over',
  'case.opened_to',
  'case.access_ended',
  'case.health_judged',
  'case.held',
  'case.resumed',
  'case.review_started',
  'case.review_reopened',
  'case.follow_up_started',
  'case.closed',
  'case.closed_early',
  'case.reopened',
  'plan.sent',
  'plan.agreed',
  'plan.signed',
  'plan.refused',
  'milestone.contested',
  'milestone.set_aside',
  'milestone.waived',
  'baseline.frozen',
  'baseline.corrected',
];

export function timelineFilter(text: string | null): TimelineFilter {
  return TIMELINE_FILTERS.find((filter) => filter === text) ?? 'all';
}
