import { refusedAs } from '~/platform/result';

/** Why a change of a plan is refused. */
export const PLAN_REFUSALS = [
  'plan_closed',
  'milestone_settled',
  'already_published',
  'gate_milestone',
  'manager_only',
  'beyond_margin',
  'due_before_start',
  'dependency_cycle',
  'unknown_milestone',
  'unknown_metric',
  'target_past',
  'target_out_of_scale',
] as const;
export type PlanRefusal = (typeof PLAN_REFUSALS)[number];

/** Every refusal of a change of a plan, as a message. */
export const PLAN_REFUSED = refusedAs(PLAN_REFUSALS, (reason) => `plans:refused.${reason}`);
