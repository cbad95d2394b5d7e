import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { changes, wasAndIs } from '~/features/history/changes.server';
import { recordEvent } from '~/features/history/record-event.server';
import { scaleFault } from '~/features/outcomes/observation';
import { parisDate } from '~/features/programmes/paris-date';
import { done, refuse } from '~/platform/result';
import { planTargets } from '../../../db/schema/plans';
import { findEditablePlan } from './find-plan.server';
import { listTargetableMetrics } from './plan.queries.server';
import type { PlanTargetChange } from './plan-target.schema';

type TargetInput = { metric: string; value: number; dueOn: string };

const ofMetric = (actor: Actor, caseId: string, metric: string) =>
  and(eq(planTargets.clusterId, actor.clusterId), eq(planTargets.caseId, caseId), eq(planTargets.metric, metric));

/** Gives a figure of the plan its target, in the metric's unit; an earlier one for the same figure is replaced. */
export async function setPlanTarget(tx: Tx, actor: Actor, caseId: string, { metric, value, dueOn }: TargetInput, at: Date) {
  const plan = await findEditablePlan(tx, actor, caseId, at);
  if ('ok' in plan) return plan;
  if (dueOn <= parisDate(at)) return refuse('target_past');
  const known = await listTargetableMetrics(tx, actor, caseId);
  const moved = known.find((one) => one.metric === metric);
  if (!moved) return refuse('unknown_metric');
  if (scaleFault(value, moved.unit)) return refuse('target_out_of_scale');
  const { companyId } = plan.record;
  const [earlier] = await tx
    .delete(planTargets)
    .where(ofMetric(actor, caseId, metric))
    .returning(wasAndIs);
  const [set] = await tx
    .insert(planTargets)
    .values({ clusterId: actor.clusterId, caseId, companyId, metric, value: String(value), dueOn, setById: actor.personId })
    .returning(wasAndIs);
  const told = changes({ was: earlier?.was ?? null, is: set?.is ?? null });
  const about = { companyId, caseId, facts: { ...told.facts, metric, value, dueOn } };
  await recordEvent(tx, actor, 'plan.target_set', { subject: ['case', caseId], ...about });
  return done({ caseId });
}

/** Sets or removes, as the form of one figure says. */
export function changePlanTarget(tx: Tx, actor: Actor, caseId: string, metric: string, change: PlanTargetChange, at: Date) {
  return change.act === 'set'
    ? setPlanTarget(tx, actor, caseId, { metric, value: change.value, dueOn: change.dueOn }, at)
    : removePlanTarget(tx, actor, caseId, { metric }, at);
}

export async function removePlanTarget(tx: Tx, actor: Actor, caseId: string, { metric }: { metric: string }, at: Date) {
  const plan = await findEditablePlan(tx, actor, caseId, at);
  if ('ok' in plan) return plan;
  const [removed] = await tx
    .delete(planTargets)
    .where(ofMetric(actor, caseId, metric))
    .returning(wasAndIs);
  if (!removed) return refuse('not_found');
  const { companyId } = plan.record;
  const about = { companyId, caseId, facts: { ...changes(removed).facts, metric } };
  await recordEvent(tx, actor, 'plan.target_removed', { subject: ['case', caseId], ...about });
  return done({ caseId });
}
