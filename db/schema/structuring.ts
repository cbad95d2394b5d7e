import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { MILESTONE_STATES } from '../../app/features/milestones/milestone';
import { SIDES, type Side } from './cases';
import { clusterId, code, condition, createdAt, day, dayOrInfinity, id, instant, oneOf, updatedAt, version } from './columns';
import { companies } from './companies';
import { people } from './people';
import { planTemplateVersions } from './programmes';
import { participant, projectKey } from './projects';
import { readBy, rule, updateBy } from './row-security';

/** Who keeps a structuring project's path: its advisor, and managers. */
const follower = `${rule.sameCluster} and ${rule.isStaff} and (${rule.role('manager')} or access.follows_project(project_id))`;

/** Where a structuring project is tried, and who uses it there. */
export const structuringSites = pgTable(
  'structuring_sites',
  {
    clusterId: clusterId(),
    id: id(),
    projectId: uuid('project_id').notNull(),
    nameFr: text('name_fr').notNull(),
    nameEn: text('name_en').notNull(),
    city: text('city').notNull(),
    departmentCode: code('department_code').notNull(),
    hostName: text('host_name').notNull(),
    hostCompanyId: uuid('host_company_id'),
    usersFr: text('users_fr').notNull(),
    usersEn: text('users_en').notNull(),
    fromOn: day('from_on'),
    untilOn: day('until_on'),
  },
  (t) => [
    primaryKey({ name: 'structuring_sites_pk', columns: [t.clusterId, t.id] }),
    projectKey('structuring_sites_project', t),
    foreignKey({
      name: 'structuring_sites_host',
      columns: [t.clusterId, t.hostCompanyId],
      foreignColumns: [companies.clusterId, companies.id],
    }),
    index('structuring_sites_of_project').on(t.clusterId, t.projectId),
    condition('structuring_sites_dates', sql`until_on >= from_on`),
    readBy('structuring_sites', participant('project_id')),
  ],
).enableRLS();

/** The path of a structuring project, drawn from its kind's template. It waits for positions of the same project. */
export const projectMilestones = pgTable(
  'project_milestones',
  {
    clusterId: clusterId(),
    id: id(),
    projectId: uuid('project_id').notNull(),
    templateVersionId: uuid('template_version_id').notNull(),
    position: smallint('position').notNull(),
    title: text('title').notNull(),
    titleEn: text('title_en').notNull(),
    sides: text('sides').array().notNull(),
    side: code<Side>('side').notNull(),
    state: code<(typeof MILESTONE_STATES)[number]>('state').notNull().default('upcoming'),
    offset: jsonb('offset').$type<Record<string, number>>().notNull().default({}),
    durationDays: integer('duration_days').notNull(),
    startsOn: day('starts_on'),
    dueOn: dayOrInfinity('due_on'),
    doneOn: day('done_on'),
    blockers: integer('blockers').array().notNull(),
    isCritical: boolean('is_critical').notNull().default(false),
    endsAssessment: boolean('ends_assessment').notNull().default(false),
    isSignatureGate: boolean('is_signature_gate').notNull().default(false),
    expectedEvidence: text('expected_evidence').notNull(),
    expectedEvidenceEn: text('expected_evidence_en').notNull(),
    exitCriterion: text('exit_criterion').notNull(),
    exitCriterionEn: text('exit_criterion_en').notNull(),
    moves: jsonb('moves').$type<{ metric: string; isBaseline: boolean; isRequested?: true }[]>().notNull().default([]),
    evidenceText: text('evidence_text'),
    evidenceLink: text('evidence_link'),
    blockedSince: day('blocked_since'),
    /** Why it is blocked, set aside, or done before what it waits for. */
    reason: text('reason'),
    awaited: text('awaited'),
    /** The last change of state: who, when, and the state before, for the undo. */
    movedById: uuid('moved_by_id'),
    movedAt: instant('moved_at'),
    movedFrom: code<(typeof MILESTONE_STATES)[number]>('moved_from'),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'project_milestones_pk', columns: [t.clusterId, t.id] }),
    projectKey('project_milestones_project', t),
    foreignKey({
      name: 'project_milestones_template',
      columns: [t.clusterId, t.templateVersionId],
      foreignColumns: [planTemplateVersions.clusterId, planTemplateVersions.id],
    }),
    foreignKey({ name: 'project_milestones_mover', columns: [t.clusterId, t.movedById], foreignColumns: [people.clusterId, people.id] }),
    uniqueIndex('project_milestones_position').on(t.clusterId, t.projectId, t.position),
    oneOf('project_milestones_state', t.state, MILESTONE_STATES),
    oneOf('project_milestones_side', t.side, SIDES),
    condition('project_milestones_done', sql`(state = 'done') = (done_on is not null)`),
    condition('project_milestones_blocked', sql`state <> 'blocked' or (reason is not null and blocked_since is not null)`),
    condition('project_milestones_not_applicable', sql`state <> 'not_applicable' or reason is not null`),
    readBy('project_milestones', participant('project_id')),
    updateBy('project_milestones', follower),
  ],
).enableRLS();
