import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, jsonb, numeric, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { clusters } from './accounts';
import { cases } from './cases';
import { clusterId, code, condition, day, id, instant, oneOf } from './columns';
import { companies } from './companies';
import { people } from './people';
import { projects } from './projects';
import { deleteBy, insertBy, readBy, readByKeeper, rule, updateBy } from './row-security';

/** What is measured; a version never changes once an observation uses it. */
export const metricVersions = pgTable(
  'metric_versions',
  {
    clusterId: clusterId().references(() => clusters.id),
    metric: code('metric').notNull(),
    version: integer('version').notNull(),
    labelFr: text('label_fr').notNull(),
    labelEn: text('label_en').notNull(),
    unit: code('unit').notNull(),
    kind: code<'stock' | 'flow' | 'ratio' | 'ordinal'>('kind').notNull(),
    direction: code<'up' | 'down' | 'none'>('direction').notNull(),
    /** annual, half_year or event. */
    grain: code<'annual' | 'half_year' | 'event'>('grain').notNull(),
    baselineKind: code('baseline_kind'),
    definition: jsonb('definition').$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ name: 'metric_versions_pk', columns: [t.clusterId, t.metric, t.version] }),
    oneOf('metric_versions_kind', t.kind, ['stock', 'flow', 'ratio', 'ordinal']),
    oneOf('metric_versions_direction', t.direction, ['up', 'down', 'none']),
    oneOf('metric_versions_grain', t.grain, ['annual', 'half_year', 'event']),
    readBy('metric_versions', rule.sameCluster),
  ],
).enableRLS();

/** Whom a fact belongs to: a company, a project, or, when it names neither, the cluster itself. Leaders see their company's only. */
const ofSubject = (opened = '') =>
  `${rule.sameCluster} and (${rule.seesAll} or ${rule.mine('company_id')} or ${rule.scoped('access.company_has_led_case(company_id)')} or (company_id is null and ${rule.isStaff})${opened})`;
/** Figures of a company, and what a case asks of them, to whom a case is opened with its figures. */
const openedFigures = ` or ${rule.openedTo('figures', 'company_id')}`;
const openedAsked = rule.openedTo('finance', 'case_id');
const byWhomOfSubject = `(company_id is not null or ${rule.role('manager')})`;

/** Register: the lock of a subject's figures and the last instant at which something about them became known. */
export const figureSubjects = pgTable(
  'figure_subjects',
  {
    clusterId: clusterId(),
    id: uuid('id').notNull(),
    companyId: uuid('company_id'),
    projectId: uuid('project_id'),
    lastRecordedAt: instant('last_recorded_at').notNull().default('-infinity'),
  },
  (t) => [
    primaryKey({ name: 'figure_subjects_pk', columns: [t.clusterId, t.id] }),
    foreignKey({
      name: 'figure_subjects_company',
      columns: [t.clusterId, t.companyId],
      foreignColumns: [companies.clusterId, companies.id],
    }),
    foreignKey({ name: 'figure_subjects_project', columns: [t.clusterId, t.projectId], foreignColumns: [projects.clusterId, projects.id] }),
    condition('figure_subjects_one', sql`id = coalesce(company_id, project_id, cluster_id) and num_nonnulls(company_id, project_id) <= 1`),
    readBy('figure_subjects', ofSubject()),
    insertBy('figure_subjects', ofSubject(), byWhomOfSubject),
    updateBy('figure_subjects', ofSubject(), byWhomOfSubject),
  ],
).enableRLS();

/** A dated, sourced fact about a subject; a correction is a new row of the same chain, never a change. */
export const observations = pgTable(
  'observations',
  {
    clusterId: clusterId(),
    id: id(),
    metric: code('metric').notNull(),
    metricVersion: integer('metric_version').notNull(),
    companyId: uuid('company_id'),
    projectId: uuid('project_id'),
    /** The cell: a period code (2025, 2025-H1) or, for an event, its natural key. */
    cell: code('cell').notNull(),
    chainId: uuid('chain_id').notNull(),
    chainNo: integer('chain_no').notNull(),
    /** When true: the end of the period, or the event's own date. */
    validOn: day('valid_on').notNull(),
    num: numeric('num'),
    den: numeric('den'),
    unknownReason: code('unknown_reason'),
    /** 1 declared; 2 declared by a leader, hence confirmed. */
    entryLevel: integer('entry_level').notNull(),
    /** The subject's keys as at the fact. */
    das: code('das'),
    department: code('department'),
    region: code('region'),
    size: code('size'),
    teamId: uuid('team_id'),
    source: code('source').notNull().default('web'),
    evidence: text('evidence'),
    comment: text('comment'),
    authorId: uuid('author_id').notNull(),
    onBehalfOfId: uuid('on_behalf_of_id'),
    caseId: uuid('case_id'),
    milestoneId: uuid('milestone_id'),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'observations_pk', columns: [t.clusterId, t.id] }),
    unique('observations_chain').on(t.clusterId, t.chainId, t.chainNo),
    foreignKey({
      name: 'observations_metric',
      columns: [t.clusterId, t.metric, t.metricVersion],
      foreignColumns: [metricVersions.clusterId, metricVersions.metric, metricVersions.version],
    }),
    foreignKey({ name: 'observations_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    foreignKey({ name: 'observations_project', columns: [t.clusterId, t.projectId], foreignColumns: [projects.clusterId, projects.id] }),
    foreignKey({ name: 'observations_case', columns: [t.clusterId, t.caseId], foreignColumns: [cases.clusterId, cases.id] }),
    foreignKey({ name: 'observations_author', columns: [t.clusterId, t.authorId], foreignColumns: [people.clusterId, people.id] }),
    index('observations_of_company').on(t.clusterId, t.companyId, t.metric),
    index('observations_of_metric').on(t.clusterId, t.metric, t.validOn),
    index('observations_of_cluster').on(t.clusterId, t.metric).where(sql`company_id is null and project_id is null`),
    index('observations_of_project').on(t.clusterId, t.projectId, t.metric).where(sql`project_id is not null`),
    condition('observations_one_subject', sql`num_nonnulls(company_id, project_id) <= 1`),
    condition('observations_number_or_reason', sql`(num is null) <> (unknown_reason is null)`),
    condition('observations_denominator', sql`den is null or num is not null`),
    condition('observations_entry', sql`entry_level in (1, 2)`),
    readBy('observations', ofSubject(openedFigures)),
    insertBy('observations', ofSubject(), `author_id = ${rule.me} and (entry_level = 1 or not ${rule.isStaff}) and ${byWhomOfSubject}`),
    readByKeeper('observations'),
  ],
).enableRLS();

/** Every change of trust is a row; the level after the act is stored with it. */
export const observationActs = pgTable(
  'observation_acts',
  {
    clusterId: clusterId(),
    id: id(),
    observationId: uuid('observation_id').notNull(),
    companyId: uuid('company_id'),
    projectId: uuid('project_id'),
    metric: code('metric').notNull(),
    act: code<'confirmed' | 'verified' | 'audited' | 'refuted' | 'withdrawn' | 'reopened'>('act').notNull(),
    /** 0 not live, 1 declared, 2 confirmed, 3 verified, 4 audited. */
    level: integer('level').notNull(),
    byId: uuid('by_id').notNull(),
    reason: text('reason'),
    evidence: text('evidence'),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'observation_acts_pk', columns: [t.clusterId, t.id] }),
    foreignKey({
      name: 'observation_acts_observation',
      columns: [t.clusterId, t.observationId],
      foreignColumns: [observations.clusterId, observations.id],
    }),
    oneOf('observation_acts_act', t.act, ['confirmed', 'verified', 'audited', 'refuted', 'withdrawn', 'reopened']),
    condition('observation_acts_level', sql`level between 0 and 4`),
    condition('observation_acts_reason', sql`act not in ('refuted', 'withdrawn', 'reopened') or reason is not null`),
    condition('observation_acts_evidence', sql`act not in ('verified', 'audited') or evidence is not null`),
    index('observation_acts_of_observation').on(t.clusterId, t.observationId, t.recordedAt),
    index('observation_acts_refuted').on(t.clusterId, t.metric).where(sql`act = 'refuted'`),
    readBy('observation_acts', ofSubject(openedFigures)),
    insertBy(
      'observation_acts',
      ofSubject(),
      `by_id = ${rule.me} and (act not in ('verified', 'audited') or ${rule.isStaff}) and ${byWhomOfSubject}`,
    ),
    readByKeeper('observation_acts'),
  ],
).enableRLS();

/** One event, one natural key: a second entry is refused with a link to the first. */
export const eventKeys = pgTable(
  'event_keys',
  {
    clusterId: clusterId(),
    metric: code('metric').notNull(),
    naturalKey: code('natural_key').notNull(),
    chainId: uuid('chain_id').notNull(),
    companyId: uuid('company_id'),
  },
  (t) => [
    primaryKey({ name: 'event_keys_pk', columns: [t.clusterId, t.metric, t.naturalKey] }),
    foreignKey({ name: 'event_keys_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    readBy('event_keys', ofSubject()),
    insertBy('event_keys', ofSubject(), byWhomOfSubject),
    deleteBy('event_keys', ofSubject(), byWhomOfSubject),
  ],
).enableRLS();

/** Reference values frozen at the plan's signature; a correction is a later row with a manager's reason. */
export const baselines = pgTable(
  'baselines',
  {
    clusterId: clusterId(),
    id: id(),
    metric: code('metric').notNull(),
    companyId: uuid('company_id').notNull(),
    caseId: uuid('case_id').notNull(),
    kind: code<'B0' | 'B1' | 'B2' | 'B3' | 'BC'>('kind').notNull(),
    observationId: uuid('observation_id'),
    num: numeric('num').notNull(),
    den: numeric('den'),
    onDate: day('on_date').notNull(),
    isCorrection: boolean('is_correction').notNull().default(false),
    reason: text('reason'),
    byId: uuid('by_id').notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'baselines_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'baselines_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    foreignKey({ name: 'baselines_case', columns: [t.clusterId, t.caseId], foreignColumns: [cases.clusterId, cases.id] }),
    oneOf('baselines_kind', t.kind, ['B0', 'B1', 'B2', 'B3', 'BC']),
    condition('baselines_correction', sql`not is_correction or reason is not null`),
    index('baselines_of_company').on(t.clusterId, t.companyId, t.metric),
    index('baselines_of_case').on(t.clusterId, t.caseId),
    readBy('baselines', rule.figureOf(openedAsked)),
    insertBy('baselines', rule.figureOf(), `by_id = ${rule.me} and (not is_correction or ${rule.role('manager')})`),
  ],
).enableRLS();

/** Who was asked for which figure: the denominator of coverage, never "those who answered". */
export const expectedFigures = pgTable(
  'expected_figures',
  {
    clusterId: clusterId(),
    id: id(),
    companyId: uuid('company_id').notNull(),
    metric: code('metric').notNull(),
    /** The cell asked for; for an event, the case's reference. */
    cell: code('cell').notNull(),
    caseId: uuid('case_id').notNull(),
    milestoneId: uuid('milestone_id'),
    isBaseline: boolean('is_baseline').notNull().default(false),
    validOn: day('valid_on').notNull(),
    askedAt: instant('asked_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'expected_figures_pk', columns: [t.clusterId, t.id] }),
    unique('expected_figures_once').on(t.clusterId, t.caseId, t.metric, t.cell),
    foreignKey({
      name: 'expected_figures_company',
      columns: [t.clusterId, t.companyId],
      foreignColumns: [companies.clusterId, companies.id],
    }),
    foreignKey({ name: 'expected_figures_case', columns: [t.clusterId, t.caseId], foreignColumns: [cases.clusterId, cases.id] }),
    index('expected_figures_of_case').on(t.clusterId, t.caseId),
    index('expected_figures_of_company').on(t.clusterId, t.companyId),
    index('expected_figures_of_metric').on(t.clusterId, t.metric, t.validOn),
    readBy('expected_figures', rule.figureOf(openedAsked)),
    insertBy('expected_figures', rule.figureOf()),
    readByKeeper('expected_figures'),
  ],
).enableRLS();
