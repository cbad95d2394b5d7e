import { sql } from 'drizzle-orm';
import { date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { CASE_STATES } from '../../app/features/cases/case-state';
import { TRACKS, type Track } from '../../app/features/programmes/track';
import { clusterId, code, condition, createdAt, day, dayOrInfinity, id, instant, oneOf, updatedAt, version } from './columns';
import { companies } from './companies';
import { people, teams } from './people';
import { planTemplateVersions, programmes } from './programmes';
import { deleteBy, insertBy, keptByKeeper, readBy, readByAuth, rule, updateBy } from './row-security';

export const SIDES = ['advisor', 'company', 'expert', 'third_party'] as const;
export type Side = (typeof SIDES)[number];
type StoredState = Exclude<(typeof CASE_STATES)[number], 'draft'>;
const STORED_STATES = CASE_STATES.filter((state): state is StoredState => state !== 'draft');
export const WORKLIST_SQL = sql.raw(`case
    when state in ('closed', 'closed_early', 'refused', 'redirected') then 'closed'
    when state = 'on_hold' or blocked_items > 0 then 'blocked'
    when state in ('submitted', 'qualifying', 'accepted') then 'new'
    when ball = 'company' and state <> 'follow_up' then 'waiting_on_company'
    else 'active' end`);

/** One company in one programme; it holds the cases. */
export const journeys = pgTable(
  'journeys',
  {
    clusterId: clusterId(),
    id: id(),
    companyId: uuid('company_id').notNull(),
    programmeId: uuid('programme_id').notNull(),
    startedOn: day('started_on').notNull(),
    endedOn: day('ended_on'),
    dependenciesVersion: integer('dependencies_version').notNull().default(0),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'journeys_pk', columns: [t.clusterId, t.id] }),
    uniqueIndex('journeys_company').on(t.clusterId, t.companyId, t.programmeId),
    foreignKey({ name: 'journeys_company_fk', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    foreignKey({
      name: 'journeys_programme',
      columns: [t.clusterId, t.programmeId],
      foreignColumns: [programmes.clusterId, programmes.id],
    }),
    readBy('journeys', rule.companyChild),
    insertBy('journeys', rule.companyChild, rule.isStaff),
    updateBy('journeys', rule.companyChild, rule.isStaff),
    keptByKeeper('journeys'),
  ],
).enableRLS();

/** A journey's work on one track. */
export const cases = pgTable(
  'cases',
  {
    clusterId: clusterId(),
    id: id(),
    reference: code('reference').notNull(),
    journeyId: uuid('journey_id').notNull(),
    companyId: uuid('company_id').notNull(),
    programmeId: uuid('programme_id').notNull(),
    track: code<Track>('track').notNull(),
    templateVersionId: uuid('template_version_id'),
    title: text('title').notNull(),
    state: code<StoredState>('state').notNull(),
    /** Where an on-hold case resumes. */
    resumesIn: code<StoredState>('resumes_in'),
    heldUntil: day('held_until'),
    stateSince: instant('state_since').notNull().defaultNow(),
    submittedAt: instant('submitted_at').notNull(),
    triageOwnerId: uuid('triage_owner_id'),
    /** 0 for all but a manager's exception to "one open case per company and track". */
    exceptionNo: integer('exception_no').notNull().default(0),
    startedOn: day('started_on'),
    endedOn: day('ended_on'),
    endReason: code('end_reason'),
    outcome: code('outcome'),
    lessons: text('lessons'),
    /** Derived from case_assignments by trigger. */
    leadId: uuid('lead_id'),
    teamId: uuid('team_id'),
    teamAtStartId: uuid('team_at_start_id'),
    sizeAtStart: code('size_at_start'),
    regionAtStart: code('region_at_start'),
    /** Derived from milestones, tasks and notes by trigger; never bump `version`. */
    nextDueOn: dayOrInfinity('next_due_on'),
    blockedItems: integer('blocked_items').notNull().default(0),
    ball: code<Side>('ball'),
    doneMilestones: integer('done_milestones').notNull().default(0),
    plannedMilestones: integer('planned_milestones').notNull().default(0),
    lastContactOn: date('last_contact_on', { mode: 'string' }),
    worklist: code<'new' | 'active' | 'waiting_on_company' | 'blocked' | 'closed'>('worklist').notNull().generatedAlwaysAs(WORKLIST_SQL),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'cases_pk', columns: [t.clusterId, t.id] }),
    unique('cases_company_id').on(t.clusterId, t.companyId, t.id),
    uniqueIndex('cases_reference').on(t.clusterId, t.reference),
    uniqueIndex('cases_one_open_per_track')
      .on(t.clusterId, t.journeyId, t.track, t.exceptionNo)
      .where(sql`state not in ('closed', 'closed_early', 'refused', 'redirected')`),
    index('cases_board').on(t.clusterId, t.state, t.worklist, t.nextDueOn, t.id).where(sql`worklist <> 'closed'`),
    index('cases_of_taker').on(t.clusterId, t.triageOwnerId, t.nextDueOn, t.id).where(sql`worklist = 'new' and lead_id is null`),
    index('cases_ended').on(t.clusterId, t.state, t.endedOn, t.id).where(sql`worklist = 'closed'`),
    index('cases_ended_of_team').on(t.clusterId, t.teamId, t.endedOn, t.id).where(sql`worklist = 'closed'`),
    index('cases_ended_of_track').on(t.clusterId, t.track, t.endedOn, t.id).where(sql`worklist = 'closed'`),
    index('cases_quiet').on(t.clusterId, t.leadId, t.lastContactOn).where(sql`worklist <> 'closed'`),
    oneOf('cases_track', t.track, TRACKS),
    oneOf('cases_state', t.state, STORED_STATES),
    oneOf('cases_ball', t.ball, SIDES),
    condition(
      'cases_ended',
      sql`state not in ('closed', 'closed_early', 'refused', 'redirected') or (ended_on is not null and (end_reason is not null or outcome is not null))`,
    ),
    condition('cases_on_hold', sql`(state = 'on_hold') = (resumes_in is not null)`),
    foreignKey({ name: 'cases_journey', columns: [t.clusterId, t.journeyId], foreignColumns: [journeys.clusterId, journeys.id] }),
    foreignKey({ name: 'cases_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    foreignKey({ name: 'cases_programme', columns: [t.clusterId, t.programmeId], foreignColumns: [programmes.clusterId, programmes.id] }),
    foreignKey({ name: 'cases_lead', columns: [t.clusterId, t.leadId], foreignColumns: [people.clusterId, people.id] }),
    foreignKey({ name: 'cases_team', columns: [t.clusterId, t.teamId], foreignColumns: [teams.clusterId, teams.id] }),
    foreignKey({
      name: 'cases_template',
      columns: [t.clusterId, t.templateVersionId],
      foreignColumns: [planTemplateVersions.clusterId, planTemplateVersions.id],
    }),
    readBy('cases', rule.visibleCase),
    insertBy(
      'cases',
      `${rule.sameCluster}`,
      `(${rule.isStaff} or company_id = any ((select access.company_ids())::uuid[])) and state = 'submitted'`,
    ),
    // A hand-over may put a case out of its giver's sight.
    updateBy('cases', rule.visibleCase, 'true', rule.sameCluster),
    readByAuth('cases'),
    keptByKeeper('cases'),
  ],
).enableRLS();

const childOfCase = (name: string, t: { clusterId: never; companyId: never; caseId: never }) =>
  foreignKey({ name, columns: [t.clusterId, t.companyId, t.caseId], foreignColumns: [cases.clusterId, cases.companyId, cases.id] });
/** A child's company is its case's company: the key says so. Made deferrable in a migration, for merges. */
export const caseKey = (name: string, t: object) => childOfCase(name, t as never);

export const caseAssignments = pgTable(
  'case_assignments',
  {
    clusterId: clusterId(),
    id: id(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    personId: uuid('person_id').notNull(),
    teamId: uuid('team_id'),
    part: code<'lead' | 'contributor'>('part').notNull(),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on'),
  },
  (t) => [
    primaryKey({ name: 'case_assignments_pk', columns: [t.clusterId, t.id] }),
    caseKey('case_assignments_case', t),
    foreignKey({ name: 'case_assignments_person', columns: [t.clusterId, t.personId], foreignColumns: [people.clusterId, people.id] }),
    oneOf('case_assignments_part', t.part, ['lead', 'contributor']),
    condition('case_assignments_dates', sql`until_on >= from_on`),
    uniqueIndex('case_assignments_one_lead').on(t.clusterId, t.caseId).where(sql`part = 'lead' and until_on is null`),
    index('case_assignments_of_case').on(t.clusterId, t.caseId),
    readBy('case_assignments', rule.caseChild()),
    insertBy('case_assignments', rule.caseChild(), rule.role('manager')),
    updateBy('case_assignments', rule.caseChild(), rule.role('manager')),
    readByAuth('case_assignments'),
    keptByKeeper('case_assignments'),
  ],
).enableRLS();

/** One run of one delay rule on one case. */
export const clocks = pgTable(
  'clocks',
  {
    clusterId: clusterId(),
    id: id(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    rule: code('rule').notNull(),
    startedAt: instant('started_at').notNull(),
    alertOn: day('alert_on').notNull(),
    dueOn: day('due_on').notNull(),
    pausedOn: day('paused_on'),
    stoppedAt: instant('stopped_at'),
  },
  (t) => [
    primaryKey({ name: 'clocks_pk', columns: [t.clusterId, t.id] }),
    caseKey('clocks_case', t),
    uniqueIndex('clocks_one_running').on(t.clusterId, t.caseId, t.rule).where(sql`stopped_at is null`),
    index('clocks_of_case').on(t.clusterId, t.caseId),
    readBy('clocks', rule.staffCaseChild),
    // A leader's submission starts a clock that only staff may read.
    insertBy('clocks', rule.caseChild()),
    updateBy('clocks', rule.staffCaseChild),
    keptByKeeper('clocks'),
  ],
).enableRLS();

/** The eligibility sheet, filled once by the advisor who qualifies the case. */
export const eligibilitySheets = pgTable(
  'eligibility_sheets',
  {
    clusterId: clusterId(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    answers: jsonb('answers').$type<Record<string, string>>().notNull(),
    /** Days of support foreseen: above a setting only the manager may accept. */
    supportDays: integer('support_days'),
    filledById: uuid('filled_by_id').notNull(),
    filledAt: instant('filled_at').notNull().defaultNow(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'eligibility_sheets_pk', columns: [t.clusterId, t.caseId] }),
    caseKey('eligibility_sheets_case', t),
    readBy('eligibility_sheets', rule.staffCaseChild),
    insertBy('eligibility_sheets', rule.staffCaseChild),
    updateBy('eligibility_sheets', rule.staffCaseChild),
  ],
).enableRLS();

/** A move that an advisor proposes and a manager then makes; gone with the case's next move. */
export const caseProposals = pgTable(
  'case_proposals',
  {
    clusterId: clusterId(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    toState: code<'redirected' | 'closed_early' | 'follow_up'>('to_state').notNull(),
    reason: code('reason'),
    organisation: text('organisation'),
    comment: text('comment').notNull(),
    byId: uuid('by_id').notNull(),
    proposedAt: instant('proposed_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'case_proposals_pk', columns: [t.clusterId, t.caseId] }),
    caseKey('case_proposals_case', t),
    foreignKey({ name: 'case_proposals_by', columns: [t.clusterId, t.byId], foreignColumns: [people.clusterId, people.id] }),
    oneOf('case_proposals_to', t.toState, ['redirected', 'closed_early', 'follow_up']),
    readBy('case_proposals', rule.staffCaseChild),
    insertBy('case_proposals', rule.staffCaseChild, `by_id = ${rule.me}`),
    deleteBy('case_proposals', rule.staffCaseChild, 'true'),
  ],
).enableRLS();

/** A company asks for support on a track; submitting opens a case. */
export const supportRequests = pgTable(
  'support_requests',
  {
    clusterId: clusterId(),
    id: id(),
    companyId: uuid('company_id').notNull(),
    track: code<Track>('track').notNull(),
    /** In a few words; becomes the case's title. */
    title: text('title').notNull().default(''),
    need: text('need').notNull().default(''),
    state: code<'draft' | 'submitted' | 'withdrawn'>('state').notNull().default('draft'),
    askedById: uuid('asked_by_id').notNull(),
    /** Set when an advisor asks for the company: what was said, and by whom. */
    onBehalfNote: text('on_behalf_note'),
    /** Version of the information notice shown before sending (docs/domain.md §9.2). */
    noticeVersion: code('notice_version'),
    submittedAt: instant('submitted_at'),
    /** Refused or redirected long ago: its words are erased. */
    anonymisedAt: instant('anonymised_at'),
    caseId: uuid('case_id'),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'support_requests_pk', columns: [t.clusterId, t.id] }),
    foreignKey({
      name: 'support_requests_company',
      columns: [t.clusterId, t.companyId],
      foreignColumns: [companies.clusterId, companies.id],
    }),
    foreignKey({ name: 'support_requests_case', columns: [t.clusterId, t.caseId], foreignColumns: [cases.clusterId, cases.id] }),
    oneOf('support_requests_track', t.track, TRACKS),
    oneOf('support_requests_state', t.state, ['draft', 'submitted', 'withdrawn']),
    condition(
      'support_requests_submitted',
      sql`state <> 'submitted' or (submitted_at is not null and case_id is not null and notice_version is not null and (length(need) >= 100 or anonymised_at is not null))`,
    ),
    index('support_requests_of_company').on(t.clusterId, t.companyId),
    index('support_requests_of_case').on(t.clusterId, t.caseId),
    readBy('support_requests', `${rule.companyChild} and (state <> 'draft' or asked_by_id = ${rule.me})`),
    insertBy('support_requests', rule.companyChild, `asked_by_id = ${rule.me}`),
    updateBy('support_requests', rule.companyChild, `asked_by_id = ${rule.me}`),
    readByAuth('support_requests'),
    keptByKeeper('support_requests'),
  ],
).enableRLS();

/** The last number given to a track's cases in a year; written only by access.next_case_number(). */
export const caseNumbers = pgTable(
  'case_numbers',
  {
    clusterId: clusterId(),
    prefix: code('prefix').notNull(),
    year: integer('year').notNull(),
    lastNumber: integer('last_number').notNull(),
  },
  (t) => [primaryKey({ name: 'case_numbers_pk', columns: [t.clusterId, t.prefix, t.year] }), keptByKeeper('case_numbers')],
).enableRLS();
