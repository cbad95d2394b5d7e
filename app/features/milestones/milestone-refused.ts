import type { MessageRef } from '~/i18n/subjects';
import type { MilestoneRefusal } from './milestone';

/** The sentence of every refusal: a new one doesn't compile until it has words. */
export const MILESTONE_REFUSED: Record<Exclude<MilestoneRefusal, 'not_allowed'>, MessageRef> = {
  not_lead: 'milestones:refused.not_lead',
  manager_only: 'milestones:refused.manager_only',
  company_owned: 'milestones:refused.company_owned',
  not_company_owned: 'milestones:refused.not_company_owned',
  not_published: 'milestones:refused.not_published',
  case_not_started: 'milestones:refused.case_not_started',
  case_on_hold: 'milestones:refused.case_on_hold',
  case_ended: 'milestones:refused.case_ended',
  plan_not_signed: 'milestones:refused.plan_not_signed',
  wrong_state: 'milestones:refused.wrong_state',
  predecessors_open: 'milestones:refused.predecessors_open',
  evidence_missing: 'milestones:refused.evidence_missing',
  reason_missing: 'milestones:refused.reason_missing',
  awaited_missing: 'milestones:refused.awaited_missing',
  comment_missing: 'milestones:refused.comment_missing',
  note_missing: 'milestones:refused.note_missing',
  nothing_to_undo: 'milestones:refused.nothing_to_undo',
  not_own_move: 'milestones:refused.not_own_move',
  undo_too_late: 'milestones:refused.undo_too_late',
  gate_passed: 'milestones:refused.gate_passed',
  not_contestable: 'milestones:refused.not_contestable',
  contest_too_late: 'milestones:refused.contest_too_late',
};

export const RESCHEDULE_REFUSED: Record<'same_date', MessageRef> = { same_date: 'milestones:refused.same_date' };
