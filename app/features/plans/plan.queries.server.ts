import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { BallSide } from '~/features/cases/case-state';
import type { MilestoneState } from '~/features/milestones/milestone';
import type { Unit } from '~/features/outcomes/metric';
import type { MilestoneOffset } from './plan-template';

export type PlanMilestone = {
  id: string;
  position: number;
  templatePosition: number | null;
  title: string;
  titleEn: string;
  sides: BallSide[];
  state: MilestoneState;
  offset: MilestoneOffset;
  durationDays: number;
  /** What the template says, to which changes are compared; null when the milestone is this case's own. */
  templateOffset: MilestoneOffset | null;
  templateDays: number | null;
  startsOn: string | null;
  dueOn: string;
  doneOn: string | null;
  expectedEvidence: string;
  expectedEvidenceEn: string;
  isCritical: boolean;
  endsAssessment: boolean;
  isSignatureGate: boolean;
  isPublished: boolean;
  moves: { metric: string; isBaseline: boolean; isRequested?: boolean }[];
  version: number;
  blockerIds: string[];
};

/** The milestones of a case in their order, with what they wait for within it. One statement. */
export async function listPlanMilestones(tx: Tx, actor: Pick<Actor, 'clusterId'>, caseId: string): Promise<PlanMilestone[]> {
  const rows = await tx.execute<PlanMilestone>(sql`
    select m.id, m.position, m.template_position as "templatePosition", m.title, m.title_en as "titleEn", m.sides, m.state, m."offset", m.duration_days as "durationDays",
      l."offset" as "templateOffset", l.duration_days as "templateDays", m.starts_on as "startsOn", m.due_on as "dueOn", m.done_on as "doneOn",
      m.expected_evidence as "expectedEvidence", m.expected_evidence_en as "expectedEvidenceEn", m.is_critical as "isCritical", m.ends_assessment as "endsAssessment",
      m.is_signature_gate as "isSignatureGate", m.published_at is not null as "isPublished", m.moves, m.version,
      (select coalesce(json_agg(d.blocker_id), '[]') from milestone_dependencies d where d.cluster_id = m.cluster_id and d.milestone_id = m.id and d.case_id = m.case_id) as "blockerIds"
    from milestones m join cases c on c.cluster_id = m.cluster_id and c.id = m.case_id
      left join plan_template_milestones l on l.cluster_id = m.cluster_id and l.template_version_id = c.template_version_id and l.position = m.template_position
    where m.cluster_id = ${actor.clusterId} and m.case_id = ${caseId} order by m.position`);
  return [...rows];
}

export type PlanTarget = { metric: string; label: string; labelFr: string; labelEn: string; unit: string; value: number; dueOn: string };

/** The figures a plan promises, each with its target. */
export async function listPlanTargets(tx: Tx, actor: Pick<Actor, 'clusterId' | 'locale'>, caseId: string): Promise<PlanTarget[]> {
  const rows = await tx.execute<Omit<PlanTarget, 'value' | 'label'> & { value: string }>(sql`
    select t.metric, coalesce(v.label_fr, t.metric) as "labelFr", coalesce(v.label_en, t.metric) as "labelEn", coalesce(v.unit, '') as unit, t.value::text as value, t.due_on as "dueOn"
    from plan_targets t left join lateral (select label_fr, label_en, unit from metric_versions v where v.cluster_id = t.cluster_id and v.metric = t.metric order by v.version desc limit 1) v on true
    where t.cluster_id = ${actor.clusterId} and t.case_id = ${caseId} order by t.metric`);
  return rows.map((row) => ({ ...row, value: Number(row.value), label: actor.locale === 'fr' ? row.labelFr : row.labelEn }));
}

export type TargetableMetric = { metric: string; label: string; unit: Unit };

/** The figures the plan's milestones move, which may carry a target. */
export async function listTargetableMetrics(
  tx: Tx,
  actor: Pick<Actor, 'clusterId' | 'locale'>,
  caseId: string,
): Promise<TargetableMetric[]> {
  const rows = await tx.execute<{ metric: string; labelFr: string; labelEn: string; unit: Unit }>(sql`
    select distinct on (v.metric) v.metric, v.label_fr as "labelFr", v.label_en as "labelEn", v.unit
    from milestones m cross join lateral jsonb_to_recordset(m.moves) x (metric text, "isBaseline" boolean, "isRequested" boolean)
      join metric_versions v on v.cluster_id = m.cluster_id and v.metric = x.metric
    where m.cluster_id = ${actor.clusterId} and m.case_id = ${caseId} and m.state <> 'not_applicable' and not coalesce(x."isBaseline", false) and not coalesce(x."isRequested", false)
    order by v.metric, v.version desc`);
  return rows.map(({ metric, labelFr, labelEn, unit }) => ({ metric, unit, label: actor.locale === 'fr' ? labelFr : labelEn }));
}
