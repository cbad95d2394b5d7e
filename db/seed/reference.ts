import postgres from 'postgres';
import type { PlanTemplate, StructuringTemplate } from '../../app/features/plans/plan-template';
import { DEFAULT_DELAY_RULES } from '../../app/features/programmes/delay-rule';
import { endOfYear } from '../../app/features/programmes/paris-date';
import { newId } from '../../app/platform/id.server';
import { instruments } from '../schema/instruments';
import { metricVersions } from '../schema/outcomes';
import {
  contracts,
  delayRules,
  indicators,
  objectives,
  planTemplateMilestones,
  planTemplates,
  planTemplateVersions,
  targets,
} from '../schema/programmes';
import { insertRows } from './bulk';
import { CONTRACT_OBJECTIVES, datedTargets } from './reference/contract';
import { INSTRUMENTS } from './reference/instruments';
import { METRICS } from './reference/metrics';
import { PLAN_TEMPLATES, STRUCTURING_PROJECT_TEMPLATES } from './reference/plan-templates';

const CONTRACT_YEARS = 4;
const HORIZON_YEARS = 8;

export type ReferenceOptions = {
  /** Targets of cumulative indicators are multiplied by this: a small demonstration can't reach those of 200 companies. */
  targetShare?: number;
  /** Makes the keys; the demonstration's are the same at each run. */
  newKey?: () => string;
};

/**
 * Brings every cluster what this version of the application adds: metrics, plan templates and delays that are missing.
 * Values a manager changed stay. Safe to run at each start.
 */
export async function seedReference(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    for (const { id } of await sql<{ id: string }[]>`select id from clusters order by id`) {
      await sql.begin(async (tx) => {
        await tx`select access.enter_system(${id}, 'seed')`;
        await addCatalogue(tx, id, newId);
        for (const programme of await tx<{ id: string }[]>`select id from programmes where cluster_id = ${id}`) {
          await addDelayRules(tx, id, programme.id);
        }
      });
    }
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * What a new programme starts with: catalogue, templates, delays, and the contract of four years with its horizon.
 * `sql` is a transaction of the owner that has entered the cluster. (`docs/domain.md §3–§6`)
 */
export async function seedClusterReference(
  sql: postgres.TransactionSql,
  clusterId: string,
  programmeId: string,
  contractStartYear: number,
  { targetShare = 1, newKey = newId }: ReferenceOptions = {},
): Promise<void> {
  await addCatalogue(sql, clusterId, newKey);
  await addDelayRules(sql, clusterId, programmeId);
  await addContract(sql, { clusterId, programmeId, contractStartYear, targetShare, newKey });
}

async function addCatalogue(sql: postgres.TransactionSql, clusterId: string, newKey: () => string): Promise<void> {
  const known = await sql<{ code: string }[]>`
    select metric || ' ' || version as code from metric_versions where cluster_id = ${clusterId}
    union all select t.code || ' ' || v.number from plan_template_versions v
      join plan_templates t on t.cluster_id = v.cluster_id and t.id = v.template_id where v.cluster_id = ${clusterId}
    union all select code || ' ' || version from instruments where cluster_id = ${clusterId}`;
  // What the text of a definition gained since; the rules of a version never change.
  const texts = METRICS.map(({ code, version, european, example }) => ({ code, version, more: { european, example } }));
  await sql`update metric_versions m set definition = m.definition || t.more from jsonb_to_recordset(${sql.json(texts as never)}) t (code text, version int, more jsonb)
    where m.cluster_id = ${clusterId} and m.metric = t.code and m.version = t.version and not m.definition ? 'example'`;
  const rules = INSTRUMENTS.map(({ code, version, aidRule }) => ({ code, version, rule: aidRule }));
  await sql`update instruments i set aid_rule = t.rule from jsonb_to_recordset(${sql.json(rules)}) t (code text, version int, rule text)
    where i.cluster_id = ${clusterId} and i.code = t.code and i.version = t.version and i.aid_rule is null and t.rule is not null`;
  const isKnown = new Set(known.map(({ code }) => code));
  const missing = METRICS.filter(({ code, version }) => !isKnown.has(`${code} ${version}`));
  await insertRows(
    sql,
    metricVersions,
    missing.map(({ code, version, label, unit, kind, direction, grain, baselineKind, ...definition }) => ({
      ...{ clusterId, metric: code, version, labelFr: label.fr, labelEn: label.en, unit, kind, direction, grain, baselineKind, definition },
    })),
  );
  const schemes = INSTRUMENTS.filter(({ code, version }) => !isKnown.has(`${code} ${version}`));
  await insertRows(
    sql,
    instruments,
    schemes.map(({ label, funder, notes, rate, ...instrument }) => ({
      ...{ clusterId, ...instrument, labelFr: label.fr, labelEn: label.en, funderFr: funder.fr, funderEn: funder.en },
      ...{ notesFr: notes.fr, notesEn: notes.en, maxRate: rate?.percent.toString() ?? null, rateSource: rate?.source ?? null },
      rateReadOn: rate?.readOn ?? null,
    })),
  );
  for (const template of [...PLAN_TEMPLATES, ...STRUCTURING_PROJECT_TEMPLATES]) {
    if (!isKnown.has(`${template.code} ${template.version}`)) await addTemplate(sql, clusterId, template, newKey);
  }
}

async function addTemplate(
  sql: postgres.TransactionSql,
  clusterId: string,
  template: PlanTemplate | StructuringTemplate,
  newKey: () => string,
): Promise<void> {
  const [existing] = await sql<{ id: string }[]>`select id from plan_templates where cluster_id = ${clusterId} and code = ${template.code}`;
  const templateId = existing?.id ?? newKey();
  const versionId = newKey();
  if (!existing) {
    const serves = 'track' in template ? { track: template.track } : { projectType: template.projectType };
    await insertRows(sql, planTemplates, [{ clusterId, id: templateId, code: template.code, ...serves }]);
  }
  const { assessmentPosition, signaturePosition, requiredBaselines } = template;
  await insertRows(sql, planTemplateVersions, [
    {
      ...{ clusterId, id: versionId, templateId, number: template.version, assessmentPosition, signaturePosition },
      ...{ requiredBaselines: [...requiredBaselines], publishedAt: new Date(0).toISOString() },
    },
  ]);
  await insertRows(
    sql,
    planTemplateMilestones,
    template.milestones.map((milestone) => ({
      ...{
        clusterId,
        templateVersionId: versionId,
        position: milestone.position,
        titleFr: milestone.title.fr,
        titleEn: milestone.title.en,
      },
      ...{ sides: [...milestone.sides], offset: { ...milestone.offset }, durationDays: milestone.durationDays },
      ...{ evidenceFr: milestone.evidence.fr, evidenceEn: milestone.evidence.en, exitFr: milestone.exitCriterion.fr },
      ...{ exitEn: milestone.exitCriterion.en, blockers: [...milestone.dependsOn], isCritical: milestone.isCritical },
      moves: milestone.moves.map((move) => ({ ...move })),
    })),
  );
}

async function addDelayRules(sql: postgres.TransactionSql, clusterId: string, programmeId: string): Promise<void> {
  const known = await sql<
    { code: string }[]
  >`select code from delay_rules where cluster_id = ${clusterId} and programme_id = ${programmeId}`;
  const missing = DEFAULT_DELAY_RULES.filter((rule) => !known.some(({ code }) => code === rule.code));
  await insertRows(
    sql,
    delayRules,
    missing.map(({ code, targetDays, alertDays, breachGoesTo }) => ({
      ...{ clusterId, programmeId, code, targetDays, alertDays, breachTo: breachGoesTo.join(',') },
    })),
  );
}

type NewContract = { clusterId: string; programmeId: string; contractStartYear: number } & Required<ReferenceOptions>;

async function addContract(sql: postgres.TransactionSql, contract: NewContract): Promise<void> {
  const { clusterId, programmeId, contractStartYear, newKey } = contract;
  const contractId = newKey();
  const lastYear = contractStartYear + CONTRACT_YEARS - 1;
  await insertRows(sql, contracts, [
    {
      ...{ clusterId, id: contractId, programmeId, name: `Contrat de performance ${contractStartYear}-${lastYear}` },
      ...{
        startsOn: `${contractStartYear}-01-01`,
        endsOn: endOfYear(lastYear),
        horizonOn: endOfYear(contractStartYear + HORIZON_YEARS - 1),
      },
    },
  ]);
  for (const [index, objective] of CONTRACT_OBJECTIVES.entries()) {
    const objectiveId = newKey();
    await insertRows(sql, objectives, [
      {
        ...{ clusterId, id: objectiveId, contractId, code: objective.code, position: index + 1 },
        ...{ titleFr: objective.title.fr, titleEn: objective.title.en },
      },
    ]);
    await addIndicators(sql, objectiveId, objective.indicators, contract);
  }
}

async function addIndicators(
  sql: postgres.TransactionSql,
  objectiveId: string,
  list: (typeof CONTRACT_OBJECTIVES)[number]['indicators'],
  { clusterId, contractStartYear, targetShare, newKey }: NewContract,
): Promise<void> {
  const keyed = list.map((indicator) => ({ indicator, id: newKey() }));
  await insertRows(
    sql,
    indicators,
    keyed.map(({ indicator, id }, index) => ({
      ...{ clusterId, id, objectiveId, metric: indicator.metric, position: index + 1, window: indicator.window, rule: indicator.rule },
      perimeter: indicator.counts,
      ...{ weight: String(indicator.weight), baseline: indicator.baseline === null ? null : String(indicator.baseline) },
      ...{ scale: String(indicator.scale), perimeterFr: indicator.perimeter.fr, perimeterEn: indicator.perimeter.en },
      isHigherBetter: indicator.isHigherBetter,
    })),
  );
  const dated = keyed.flatMap(({ indicator, id }) => {
    const share = indicator.window === 'cumulative' ? targetShare : 1;
    return datedTargets(indicator, contractStartYear).map(({ dueOn, value }) => ({
      clusterId,
      indicatorId: id,
      dueOn,
      value: scaled(value, share),
    }));
  });
  await insertRows(sql, targets, dated);
}

/** Targets that were multiplied keep a readable number of decimals. */
function scaled(value: number, share: number): string {
  if (share === 1) return String(value);
  const product = value * share;
  return String(product >= 10 ? Math.round(product) : Math.round(product * 10) / 10);
}
