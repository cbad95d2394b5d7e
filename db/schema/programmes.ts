import { sql } from 'drizzle-orm';
import { boolean, foreignKey, integer, jsonb, numeric, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import {
  INDICATOR_PERIMETERS,
  INDICATOR_RULES,
  type IndicatorPerimeter,
  type IndicatorRule,
} from '../../app/features/impact/indicator-rule';
import { STRUCTURING_TYPES, type StructuringType } from '../../app/features/projects/project';
import { clusters } from './accounts';
import { clusterId, code, condition, day, id, instant, oneOf, version } from './columns';
import { readBy, rule } from './row-security';

export const programmes = pgTable(
  'programmes',
  {
    clusterId: clusterId().references(() => clusters.id),
    id: id(),
    code: code('code').notNull(),
    name: text('name').notNull(),
    startsOn: day('starts_on').notNull(),
    endsOn: day('ends_on'),
    /** Delays, thresholds and other numbers a manager may change; absent keys take the programme's defaults. */
    settings: jsonb('settings').$type<Record<string, unknown>>().notNull().default({}),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'programmes_pk', columns: [t.clusterId, t.id] }),
    uniqueIndex('programmes_code').on(t.clusterId, t.code),
    readBy('programmes', rule.sameCluster),
  ],
).enableRLS();

/** How long each step may take, in working days. */
export const delayRules = pgTable(
  'delay_rules',
  {
    clusterId: clusterId(),
    programmeId: uuid('programme_id').notNull(),
    code: code('code').notNull(),
    targetDays: integer('target_days').notNull(),
    alertDays: integer('alert_days').notNull(),
    breachTo: code('breach_to').notNull(),
  },
  (t) => [
    primaryKey({ name: 'delay_rules_pk', columns: [t.clusterId, t.programmeId, t.code] }),
    foreignKey({
      name: 'delay_rules_programme',
      columns: [t.clusterId, t.programmeId],
      foreignColumns: [programmes.clusterId, programmes.id],
    }),
    condition('delay_rules_order', sql`alert_days <= target_days`),
    readBy('delay_rules', rule.sameCluster),
  ],
).enableRLS();

const readableByStaff = `${rule.sameCluster} and ${rule.isStaff}`;

export const contracts = pgTable(
  'contracts',
  {
    clusterId: clusterId().references(() => clusters.id),
    id: id(),
    programmeId: uuid('programme_id').notNull(),
    name: text('name').notNull(),
    startsOn: day('starts_on').notNull(),
    endsOn: day('ends_on').notNull(),
    horizonOn: day('horizon_on'),
  },
  (t) => [
    primaryKey({ name: 'contracts_pk', columns: [t.clusterId, t.id] }),
    foreignKey({
      name: 'contracts_programme',
      columns: [t.clusterId, t.programmeId],
      foreignColumns: [programmes.clusterId, programmes.id],
    }),
    condition('contracts_dates', sql`ends_on > starts_on`),
    readBy('contracts', readableByStaff),
  ],
).enableRLS();

export const objectives = pgTable(
  'objectives',
  {
    clusterId: clusterId(),
    id: id(),
    contractId: uuid('contract_id').notNull(),
    code: code('code').notNull(),
    position: integer('position').notNull(),
    titleFr: text('title_fr').notNull(),
    titleEn: text('title_en').notNull(),
  },
  (t) => [
    primaryKey({ name: 'objectives_pk', columns: [t.clusterId, t.id] }),
    uniqueIndex('objectives_code').on(t.clusterId, t.contractId, t.code),
    foreignKey({ name: 'objectives_contract', columns: [t.clusterId, t.contractId], foreignColumns: [contracts.clusterId, contracts.id] }),
    readBy('objectives', readableByStaff),
  ],
).enableRLS();

export const indicators = pgTable(
  'indicators',
  {
    clusterId: clusterId(),
    id: id(),
    objectiveId: uuid('objective_id').notNull(),
    metric: code('metric').notNull(),
    position: integer('position').notNull(),
    /** How the figure is made: cumulative, yearly, stock, ratio or mean. */
    window: code<'cumulative' | 'yearly' | 'stock' | 'ratio' | 'mean'>('window').notNull(),
    rule: code<IndicatorRule>('rule').notNull(),
    /** Whose values count: of everybody, of members while they are members, of members that are SMEs. */
    perimeter: code<IndicatorPerimeter>('perimeter').notNull().default('all'),
    weight: numeric('weight').notNull().default('1'),
    baseline: numeric('baseline'),
    /** What one unit of the target counts in the metric's unit: 1 000 000 for millions of euros. */
    scale: numeric('scale').notNull().default('1'),
    /** Cumulative shares of a yearly target by end of month, when its calls are seasonal. */
    monthlyProfile: numeric('monthly_profile').array(),
    perimeterFr: text('perimeter_fr').notNull(),
    perimeterEn: text('perimeter_en').notNull(),
    isHigherBetter: boolean('is_higher_better').notNull().default(true),
  },
  (t) => [
    primaryKey({ name: 'indicators_pk', columns: [t.clusterId, t.id] }),
    uniqueIndex('indicators_metric').on(t.clusterId, t.objectiveId, t.metric),
    foreignKey({
      name: 'indicators_objective',
      columns: [t.clusterId, t.objectiveId],
      foreignColumns: [objectives.clusterId, objectives.id],
    }),
    oneOf('indicators_window', t.window, ['cumulative', 'yearly', 'stock', 'ratio', 'mean']),
    oneOf('indicators_rule', t.rule, INDICATOR_RULES),
    oneOf('indicators_perimeter', t.perimeter, INDICATOR_PERIMETERS),
    condition('indicators_profile', sql`cardinality(monthly_profile) = 12`),
    readBy('indicators', readableByStaff),
  ],
).enableRLS();

export const targets = pgTable(
  'targets',
  {
    clusterId: clusterId(),
    indicatorId: uuid('indicator_id').notNull(),
    dueOn: day('due_on').notNull(),
    value: numeric('value').notNull(),
  },
  (t) => [
    primaryKey({ name: 'targets_pk', columns: [t.clusterId, t.indicatorId, t.dueOn] }),
    foreignKey({ name: 'targets_indicator', columns: [t.clusterId, t.indicatorId], foreignColumns: [indicators.clusterId, indicators.id] }),
    readBy('targets', readableByStaff),
  ],
).enableRLS();

/** Templates are data of each cluster; a version is never changed once a case uses it. */
export const planTemplates = pgTable(
  'plan_templates',
  {
    clusterId: clusterId().references(() => clusters.id),
    id: id(),
    /** A template shapes the cases of a track, or the structuring projects of a kind. */
    track: code('track'),
    projectType: code<StructuringType>('project_type'),
    code: code('code').notNull(),
    retiredOn: day('retired_on'),
  },
  (t) => [
    primaryKey({ name: 'plan_templates_pk', columns: [t.clusterId, t.id] }),
    condition('plan_templates_serves', sql`(track is null) <> (project_type is null)`),
    oneOf('plan_templates_project_type', t.projectType, STRUCTURING_TYPES),
    uniqueIndex('plan_templates_code').on(t.clusterId, t.code),
    readBy('plan_templates', rule.sameCluster),
  ],
).enableRLS();

export const planTemplateVersions = pgTable(
  'plan_template_versions',
  {
    clusterId: clusterId(),
    id: id(),
    templateId: uuid('template_id').notNull(),
    number: integer('number').notNull(),
    /** Position of the milestone that ends the assessment, and of the one after which the plan is signed. */
    assessmentPosition: integer('assessment_position').notNull(),
    signaturePosition: integer('signature_position').notNull(),
    /** Metrics whose reference value must be verified before the plan is sent. */
    requiredBaselines: text('required_baselines').array().notNull().default(sql`'{}'`),
    publishedAt: instant('published_at'),
  },
  (t) => [
    primaryKey({ name: 'plan_template_versions_pk', columns: [t.clusterId, t.id] }),
    uniqueIndex('plan_template_versions_number').on(t.clusterId, t.templateId, t.number),
    foreignKey({
      name: 'plan_template_versions_template',
      columns: [t.clusterId, t.templateId],
      foreignColumns: [planTemplates.clusterId, planTemplates.id],
    }),
    readBy('plan_template_versions', rule.sameCluster),
  ],
).enableRLS();

export const planTemplateMilestones = pgTable(
  'plan_template_milestones',
  {
    clusterId: clusterId(),
    templateVersionId: uuid('template_version_id').notNull(),
    position: integer('position').notNull(),
    titleFr: text('title_fr').notNull(),
    titleEn: text('title_en').notNull(),
    /** Who owns it, the first holds the ball: advisor, company, expert, third_party. */
    sides: text('sides').array().notNull(),
    /** When it starts: {days}, {months} after the blocker, {cutOffDays} before a call closes, or {} right after its blockers. */
    offset: jsonb('offset').$type<Record<string, number>>().notNull(),
    durationDays: integer('duration_days').notNull(),
    evidenceFr: text('evidence_fr').notNull(),
    evidenceEn: text('evidence_en').notNull(),
    exitFr: text('exit_fr').notNull(),
    exitEn: text('exit_en').notNull(),
    blockers: integer('blockers').array().notNull(),
    isCritical: boolean('is_critical').notNull().default(false),
    /** Metrics asked at closing, and whether it is their reference value that is asked. */
    moves: jsonb('moves').$type<{ metric: string; isBaseline: boolean; isRequested?: true }[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ name: 'plan_template_milestones_pk', columns: [t.clusterId, t.templateVersionId, t.position] }),
    foreignKey({
      name: 'plan_template_milestones_version',
      columns: [t.clusterId, t.templateVersionId],
      foreignColumns: [planTemplateVersions.clusterId, planTemplateVersions.id],
    }),
    readBy('plan_template_milestones', rule.sameCluster),
  ],
).enableRLS();
