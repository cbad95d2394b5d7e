import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, jsonb, numeric, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { MILESTONE_STATES } from '../../app/features/milestones/milestone';
import { ITEM_CLASSES, type ItemClass } from '../../app/features/programmes/confidentiality';
import { caseKey, journeys, SIDES, type Side } from './cases';
import {
  clusterId,
  code,
  condition,
  createdAt,
  day,
  dayOrInfinity,
  id,
  instant,
  namesReaders,
  oneOf,
  readerIds,
  updatedAt,
  version,
} from './columns';
import { people } from './people';
import { deleteBy, insertBy, keptByKeeper, readBy, rule, updateBy } from './row-security';

const openedPlan = rule.openedTo('plan', 'case_id');
const openedShared = `confidentiality = 'company' and ${openedPlan}`;

/** The agreed text of a plan: v0 while assessing, frozen when sent; a refusal opens the next. */
export const planVersions = pgTable(
  'plan_versions',
  {
    clusterId: clusterId(),
    id: id(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    number: integer('number').notNull(),
    state: code<'sent' | 'signed' | 'refused'>('state').notNull(),
    /** Milestones as they were sent: titles, sides, offsets, durations, evidence. */
    content: jsonb('content').$type<Record<string, unknown>>().notNull(),
    sha256: code('sha256').notNull(),
    sentAt: instant('sent_at').notNull(),
    sentById: uuid('sent_by_id').notNull(),
    signedAt: instant('signed_at'),
    refusedAt: instant('refused_at'),
    refusedById: uuid('refused_by_id'),
    refusal: text('refusal'),
  },
  (t) => [
    primaryKey({ name: 'plan_versions_pk', columns: [t.clusterId, t.id] }),
    caseKey('plan_versions_case', t),
    uniqueIndex('plan_versions_number').on(t.clusterId, t.caseId, t.number),
    uniqueIndex('plan_versions_one_sent').on(t.clusterId, t.caseId).where(sql`state = 'sent'`),
    oneOf('plan_versions_state', t.state, ['sent', 'signed', 'refused']),
    readBy('plan_versions', rule.caseChild()),
    insertBy('plan_versions', rule.caseChild(), rule.isStaff),
    updateBy('plan_versions', rule.caseChild()),
    keptByKeeper('plan_versions'),
  ],
).enableRLS();

/** Each side's acceptance of a sent plan. */
export const planAgreements = pgTable(
  'plan_agreements',
  {
    clusterId: clusterId(),
    planVersionId: uuid('plan_version_id').notNull(),
    side: code<'advisor' | 'company'>('side').notNull(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    personId: uuid('person_id').notNull(),
    signatoryName: text('signatory_name').notNull(),
    agreedAt: instant('agreed_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'plan_agreements_pk', columns: [t.clusterId, t.planVersionId, t.side] }),
    caseKey('plan_agreements_case', t),
    foreignKey({
      name: 'plan_agreements_version',
      columns: [t.clusterId, t.planVersionId],
      foreignColumns: [planVersions.clusterId, planVersions.id],
    }),
    oneOf('plan_agreements_side', t.side, ['advisor', 'company']),
    readBy('plan_agreements', rule.caseChild()),
    keptByKeeper('plan_agreements'),
    insertBy(
      'plan_agreements',
      rule.caseChild(),
      `person_id = ${rule.me} and (side = 'company') = (not ${rule.isStaff}) and (${rule.isStaff} or access.signs_for(company_id))`,
    ),
  ],
).enableRLS();

/** What the plan promises to reach: a figure, its value and the day. Frozen with the plan's text when it is sent. */
export const planTargets = pgTable(
  'plan_targets',
  {
    clusterId: clusterId(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    metric: code('metric').notNull(),
    /** In the metric's unit. */
    value: numeric('value').notNull(),
    dueOn: day('due_on').notNull(),
    setById: uuid('set_by_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'plan_targets_pk', columns: [t.clusterId, t.caseId, t.metric] }),
    caseKey('plan_targets_case', t),
    readBy('plan_targets', rule.staffCaseChild),
    insertBy('plan_targets', rule.staffCaseChild, `set_by_id = ${rule.me}`),
    deleteBy('plan_targets', rule.staffCaseChild, 'true'),
  ],
).enableRLS();

export const milestones = pgTable(
  'milestones',
  {
    clusterId: clusterId(),
    id: id(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    position: integer('position').notNull(),
    /** Its line in the template; null when it was added for this case. */
    templatePosition: integer('template_position'),
    title: text('title').notNull(),
    titleEn: text('title_en').notNull().default(''),
    /** All owners; `side` holds the ball. */
    sides: text('sides').array().notNull(),
    side: code<Side>('side').notNull(),
    assigneeId: uuid('assignee_id'),
    state: code<(typeof MILESTONE_STATES)[number]>('state').notNull().default('upcoming'),
    offset: jsonb('offset').$type<Record<string, number>>().notNull().default({}),
    startsOn: day('starts_on'),
    dueOn: dayOrInfinity('due_on'),
    durationDays: integer('duration_days').notNull().default(5),
    doneOn: day('done_on'),
    doneAt: instant('done_at'),
    doneById: uuid('done_by_id'),
    submittedById: uuid('submitted_by_id'),
    blockedSince: day('blocked_since'),
    reason: text('reason'),
    /** Who or what a blocked milestone waits for. */
    awaited: text('awaited'),
    expectedEvidence: text('expected_evidence').notNull().default(''),
    expectedEvidenceEn: text('expected_evidence_en').notNull().default(''),
    exitCriterion: text('exit_criterion').notNull().default(''),
    exitCriterionEn: text('exit_criterion_en').notNull().default(''),
    isCritical: boolean('is_critical').notNull().default(false),
    endsAssessment: boolean('ends_assessment').notNull().default(false),
    isSignatureGate: boolean('is_signature_gate').notNull().default(false),
    moves: jsonb('moves').$type<{ metric: string; isBaseline: boolean; isRequested?: true }[]>().notNull().default([]),
    /** Shown to the company once its plan was sent. */
    publishedAt: instant('published_at'),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'milestones_pk', columns: [t.clusterId, t.id] }),
    caseKey('milestones_case', t),
    foreignKey({ name: 'milestones_assignee', columns: [t.clusterId, t.assigneeId], foreignColumns: [people.clusterId, people.id] }),
    index('milestones_of_case').on(t.clusterId, t.caseId, t.position),
    index('milestones_of_company').on(t.clusterId, t.companyId, t.dueOn).where(sql`state not in ('done', 'not_applicable')`),
    oneOf('milestones_state', t.state, MILESTONE_STATES),
    oneOf('milestones_side', t.side, SIDES),
    condition('milestones_done', sql`(state = 'done') = (done_on is not null)`),
    condition('milestones_blocked', sql`state <> 'blocked' or (reason is not null and blocked_since is not null)`),
    condition('milestones_not_applicable', sql`state <> 'not_applicable' or reason is not null`),
    readBy('milestones', rule.caseChild('published_at is not null', `published_at is not null and ${openedPlan}`)),
    insertBy('milestones', rule.caseChild(), rule.isStaff),
    updateBy('milestones', rule.caseChild('published_at is not null'), `(${rule.isStaff} or 'company' = any (sides))`),
    deleteBy('milestones', rule.caseChild(), `${rule.isStaff} and published_at is null`),
    keptByKeeper('milestones'),
  ],
).enableRLS();

/** The milestone waits for its blocker; both in one journey, never in a loop. */
export const milestoneDependencies = pgTable(
  'milestone_dependencies',
  {
    clusterId: clusterId(),
    milestoneId: uuid('milestone_id').notNull(),
    blockerId: uuid('blocker_id').notNull(),
    journeyId: uuid('journey_id').notNull(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
  },
  (t) => [
    primaryKey({ name: 'milestone_dependencies_pk', columns: [t.clusterId, t.milestoneId, t.blockerId] }),
    foreignKey({
      name: 'milestone_dependencies_milestone',
      columns: [t.clusterId, t.milestoneId],
      foreignColumns: [milestones.clusterId, milestones.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'milestone_dependencies_blocker',
      columns: [t.clusterId, t.blockerId],
      foreignColumns: [milestones.clusterId, milestones.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'milestone_dependencies_journey',
      columns: [t.clusterId, t.journeyId],
      foreignColumns: [journeys.clusterId, journeys.id],
    }),
    caseKey('milestone_dependencies_case', t),
    condition('milestone_dependencies_self', sql`milestone_id <> blocker_id`),
    index('milestone_dependencies_blocked').on(t.clusterId, t.blockerId, t.milestoneId),
    index('milestone_dependencies_of_case').on(t.clusterId, t.caseId),
    readBy('milestone_dependencies', rule.caseChild()),
    insertBy('milestone_dependencies', rule.caseChild(), rule.isStaff),
    deleteBy('milestone_dependencies', rule.caseChild(), rule.isStaff),
    keptByKeeper('milestone_dependencies'),
  ],
).enableRLS();

/** What shows that a milestone is reached: a text, a link, or a manager's written waiver. */
export const milestoneEvidence = pgTable(
  'milestone_evidence',
  {
    clusterId: clusterId(),
    id: id(),
    milestoneId: uuid('milestone_id').notNull(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    kind: code<'text' | 'link' | 'waiver'>('kind').notNull(),
    body: text('body').notNull(),
    addedById: uuid('added_by_id').notNull(),
    addedAt: instant('added_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'milestone_evidence_pk', columns: [t.clusterId, t.id] }),
    foreignKey({
      name: 'milestone_evidence_milestone',
      columns: [t.clusterId, t.milestoneId],
      foreignColumns: [milestones.clusterId, milestones.id],
    }).onDelete('cascade'),
    caseKey('milestone_evidence_case', t),
    oneOf('milestone_evidence_kind', t.kind, ['text', 'link', 'waiver']),
    condition('milestone_evidence_text', sql`kind <> 'text' or length(body) >= 20`),
    index('milestone_evidence_of_case').on(t.clusterId, t.caseId),
    readBy('milestone_evidence', rule.caseChild()),
    insertBy('milestone_evidence', rule.caseChild(), `added_by_id = ${rule.me} and (kind <> 'waiver' or ${rule.role('manager')})`),
  ],
).enableRLS();

const visibleTask = (opened = '') => `${rule.readsClass('created_by_id')} and ${rule.caseChild("confidentiality = 'company'", opened)}`;

export const tasks = pgTable(
  'tasks',
  {
    clusterId: clusterId(),
    id: id(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    title: text('title').notNull(),
    side: code<'advisor' | 'company'>('side').notNull().default('advisor'),
    /** The company's own are always shared: a trigger says so. */
    confidentiality: code<ItemClass>('confidentiality').notNull().default('team'),
    readerIds: readerIds(),
    assigneeId: uuid('assignee_id'),
    state: code<'open' | 'blocked' | 'done' | 'dropped'>('state').notNull().default('open'),
    dueOn: dayOrInfinity('due_on'),
    doneAt: instant('done_at'),
    doneById: uuid('done_by_id'),
    blockedSince: day('blocked_since'),
    reason: text('reason'),
    version: version(),
    createdById: uuid('created_by_id').notNull(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'tasks_pk', columns: [t.clusterId, t.id] }),
    caseKey('tasks_case', t),
    foreignKey({ name: 'tasks_assignee', columns: [t.clusterId, t.assigneeId], foreignColumns: [people.clusterId, people.id] }),
    oneOf('tasks_side', t.side, ['advisor', 'company']),
    oneOf('tasks_state', t.state, ['open', 'blocked', 'done', 'dropped']),
    oneOf('tasks_confidentiality', t.confidentiality, ITEM_CLASSES),
    condition('tasks_of_company', sql`side <> 'company' or confidentiality = 'company'`),
    namesReaders('tasks'),
    condition('tasks_blocked', sql`state <> 'blocked' or (reason is not null and blocked_since is not null)`),
    index('tasks_of_case').on(t.clusterId, t.caseId),
    index('tasks_of_assignee').on(t.clusterId, t.assigneeId, t.dueOn, t.id).where(sql`state in ('open', 'blocked')`),
    readBy('tasks', visibleTask(openedShared)),
    insertBy('tasks', rule.caseChild(), `${rule.isStaff} and created_by_id = ${rule.me}`),
    updateBy('tasks', visibleTask(), `(${rule.isStaff} or side = 'company')`),
    keptByKeeper('tasks'),
  ],
).enableRLS();

const visibleNote = (opened = '') =>
  `(author_id = ${rule.me} or state = 'published') and ${rule.readsClass('author_id')} and ${rule.caseChild("confidentiality = 'company'", opened)}`;

/** Internal by default. A draft is its author's alone. */
export const notes = pgTable(
  'notes',
  {
    clusterId: clusterId(),
    id: id(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    authorId: uuid('author_id').notNull(),
    /** The author's team at the time; later moves don't rewrite it. */
    authorTeamId: uuid('author_team_id'),
    kind: code<'meeting' | 'call' | 'visit' | 'email' | 'internal'>('kind').notNull(),
    state: code<'draft' | 'published'>('state').notNull().default('published'),
    confidentiality: code<ItemClass>('confidentiality').notNull().default('team'),
    readerIds: readerIds(),
    /** A contact in which the company took part: stops the first-contact clock. */
    isTwoWay: boolean('is_two_way').notNull().default(false),
    contactId: uuid('contact_id'),
    happenedOn: day('happened_on').notNull(),
    minutes: integer('minutes'),
    body: text('body').notNull(),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'notes_pk', columns: [t.clusterId, t.id] }),
    caseKey('notes_case', t),
    foreignKey({ name: 'notes_author', columns: [t.clusterId, t.authorId], foreignColumns: [people.clusterId, people.id] }),
    foreignKey({ name: 'notes_contact', columns: [t.clusterId, t.contactId], foreignColumns: [people.clusterId, people.id] }),
    oneOf('notes_kind', t.kind, ['meeting', 'call', 'visit', 'email', 'internal']),
    oneOf('notes_state', t.state, ['draft', 'published']),
    oneOf('notes_confidentiality', t.confidentiality, ITEM_CLASSES),
    namesReaders('notes'),
    condition('notes_minutes', sql`minutes between 0 and 1440`),
    index('notes_of_case').on(t.clusterId, t.caseId, t.happenedOn, t.id),
    index('notes_of_author').on(t.clusterId, t.authorId, t.happenedOn).where(sql`minutes is not null`),
    index('notes_contacts').on(t.clusterId, t.caseId, t.happenedOn).where(sql`is_two_way and state = 'published'`),
    readBy('notes', visibleNote(`state = 'published' and ${openedShared}`)),
    insertBy('notes', rule.caseChild(), `${rule.isStaff} and author_id = ${rule.me}`),
    updateBy('notes', visibleNote(), rule.isStaff),
    keptByKeeper('notes'),
  ],
).enableRLS();
