import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  MARKETS,
  type Market,
  MOST_MARKETS,
  MOST_TECHNOLOGIES,
  TECHNOLOGIES,
  type Technology,
} from '../../app/features/companies/profile-list';
import {
  DECISION_KINDS,
  type DecisionKind,
  ENDORSEMENTS,
  type Endorsement,
  FUNDING_FORMS,
  type FundingForm,
  IP_AGREEMENTS,
  OUTCOME_OF_STATE,
  PARTNER_KINDS,
  type PartnerKind,
  PROJECT_FUNDERS,
  PROJECT_OUTCOMES,
  PROJECT_STATES,
  PROJECT_TYPES,
  type ProjectFunder,
  type ProjectOutcome,
  type ProjectState,
  type ProjectType,
} from '../../app/features/projects/project';
import { clusters } from './accounts';
import { clusterId, code, condition, createdAt, day, id, oneOf, someOf, updatedAt, version } from './columns';
import { companies, DAS_CODES } from './companies';
import { instruments } from './instruments';
import { people } from './people';
import { readBy, rule } from './row-security';

const cents = (name: string) => bigint(name, { mode: 'number' });

const statesOf = (outcome: ProjectOutcome) => PROJECT_STATES.filter((state) => OUTCOME_OF_STATE[state] === outcome);
const outcomeOfState = PROJECT_OUTCOMES.map(
  (outcome) =>
    `when state in (${statesOf(outcome)
      .map((state) => `'${state}'`)
      .join(', ')}) then '${outcome}'`,
).join(' ');

/** The team of the cluster, and the companies that take part. */
export const participant = (project: string) =>
  `${rule.sameCluster} and (${rule.isStaff} or (${rule.isCompany} and access.takes_part_in(${project})))`;
const staffOnly = `${rule.sameCluster} and ${rule.isStaff}`;

/** One file for one funding submission; a later attempt keeps the family, which counts once. (`docs/domain.md §7`) */
export const projects = pgTable(
  'projects',
  {
    clusterId: clusterId().references(() => clusters.id),
    id: id(),
    familyId: uuid('family_id').notNull(),
    attemptNo: smallint('attempt_no').notNull().default(1),
    /** Number of the file, `D-2026-31`; none on old rows. */
    fileNumber: code('file_number'),
    /** Number of the label, `L-2026-13`. */
    labelNumber: code('label_number'),
    acronym: text('acronym').notNull(),
    titleFr: text('title_fr').notNull(),
    titleEn: text('title_en').notNull(),
    summaryFr: text('summary_fr').notNull(),
    summaryEn: text('summary_en').notNull(),
    type: code<ProjectType>('type').notNull(),
    das: code<(typeof DAS_CODES)[number]>('das').notNull(),
    technologies: text('technologies').array().$type<Technology[]>().notNull().default(sql`'{}'`),
    markets: text('markets').array().$type<Market[]>().notNull().default(sql`'{}'`),
    trlFrom: smallint('trl_from'),
    trlTo: smallint('trl_to'),
    endorsement: code<Endorsement>('endorsement').notNull().default('label'),
    funder: code<ProjectFunder>('funder').notNull(),
    instrument: code('instrument'),
    instrumentVersion: integer('instrument_version'),
    cutOffOn: day('cut_off_on'),
    /** The funder's own number: what makes a European proposal one proposal. */
    proposalNumber: code('proposal_number'),
    /** Named first on the label; the others label with it. */
    leadCluster: text('lead_cluster').notNull(),
    coLabellingClusters: text('co_labelling_clusters').array().notNull().default(sql`'{}'`),
    /** Who carries the project; the company when it is one the cluster keeps. */
    leaderName: text('leader_name').notNull(),
    leaderCompanyId: uuid('leader_company_id'),
    /** The advisor who follows the file. */
    leadId: uuid('lead_id'),
    partnersCount: smallint('partners_count').notNull(),
    budgetCents: cents('budget_cents').notNull(),
    aidCents: cents('aid_cents').notNull(),
    currency: code('currency').notNull().default('EUR'),
    durationMonths: smallint('duration_months'),
    jobsAt3Years: smallint('jobs_at_3_years'),
    jobsAt5Years: smallint('jobs_at_5_years'),
    ipAgreement: code<(typeof IP_AGREEMENTS)[number]>('ip_agreement'),
    isDualUse: boolean('is_dual_use').notNull().default(false),
    state: code<ProjectState>('state').notNull(),
    outcome: code<ProjectOutcome>('outcome').generatedAlwaysAs(sql.raw(`case ${outcomeOfState} end`)),
    submittedOn: day('submitted_on'),
    /** The file was complete: the labelling lead time counts from here. */
    completeOn: day('complete_on'),
    admissibleOn: day('admissible_on'),
    committeeOn: day('committee_on'),
    /** The label without an open reserve; null without one. */
    labelledOn: day('labelled_on'),
    withdrawnOn: day('withdrawn_on'),
    sentToFunderOn: day('sent_to_funder_on'),
    /** The funder's answer, either way. */
    decidedOn: day('decided_on'),
    agreementOn: day('agreement_on'),
    startedOn: day('started_on'),
    endedOn: day('ended_on'),
    /** What the next step waits for, and its day. */
    nextOn: day('next_on'),
    /** An old label of which only the summary was kept. */
    isSummaryOnly: boolean('is_summary_only').notNull().default(false),
    isDemo: boolean('is_demo').notNull().default(false),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'projects_pk', columns: [t.clusterId, t.id] }),
    uniqueIndex('projects_attempt').on(t.clusterId, t.familyId, t.attemptNo),
    uniqueIndex('projects_acronym').on(t.clusterId, t.familyId, t.acronym),
    uniqueIndex('projects_label_number').on(t.clusterId, t.labelNumber),
    uniqueIndex('projects_file_number').on(t.clusterId, t.fileNumber),
    uniqueIndex('projects_proposal').on(t.clusterId, t.proposalNumber),
    index('projects_by_label').on(t.clusterId, t.labelledOn, t.id).where(sql`labelled_on is not null`),
    index('projects_of_lead').on(t.clusterId, t.leadId, t.type),
    index('projects_by_type').on(t.clusterId, t.type, t.id),
    foreignKey({ name: 'projects_leader', columns: [t.clusterId, t.leaderCompanyId], foreignColumns: [companies.clusterId, companies.id] }),
    foreignKey({ name: 'projects_lead', columns: [t.clusterId, t.leadId], foreignColumns: [people.clusterId, people.id] }),
    foreignKey({
      name: 'projects_instrument',
      columns: [t.clusterId, t.instrument, t.instrumentVersion],
      foreignColumns: [instruments.clusterId, instruments.code, instruments.version],
    }),
    oneOf('projects_type', t.type, PROJECT_TYPES),
    oneOf('projects_das', t.das, DAS_CODES),
    someOf('projects_technologies', t.technologies, TECHNOLOGIES, MOST_TECHNOLOGIES),
    someOf('projects_markets', t.markets, MARKETS, MOST_MARKETS),
    oneOf('projects_endorsement', t.endorsement, ENDORSEMENTS),
    oneOf('projects_funder', t.funder, PROJECT_FUNDERS),
    oneOf('projects_state', t.state, PROJECT_STATES),
    oneOf('projects_ip', t.ipAgreement, IP_AGREEMENTS),
    condition('projects_summary', sql`length(summary_fr) <= 1500 and length(summary_en) <= 1500`),
    condition('projects_trl', sql`trl_from between 1 and 9 and trl_to between 1 and 9 and trl_from <= trl_to`),
    condition('projects_duration', sql`duration_months between 6 and 60`),
    condition('projects_money', sql`budget_cents >= 0 and aid_cents between 0 and budget_cents`),
    condition('projects_label', sql`(labelled_on is null) = (label_number is null) and (labelled_on is null or endorsement = 'label')`),
    condition(
      'projects_answer',
      sql`state not in ('funded', 'not_funded', 'agreement_signed', 'running', 'completed', 'follow_up') or decided_on is not null`,
    ),
    condition(
      'projects_dates',
      sql`ended_on >= started_on and agreement_on >= decided_on and labelled_on >= submitted_on and (endorsement = 'letter' or decided_on >= labelled_on)`,
    ),
    // Its carrier, though an old summary lists no partners, and whoever has a line among them.
    readBy(
      'projects',
      `${rule.sameCluster} and (${rule.isStaff} or (${rule.isCompany} and (${rule.mine('leader_company_id')} or access.takes_part_in(id))))`,
    ),
  ],
).enableRLS();

export const projectKey = (name: string, t: { clusterId: AnyPgColumn; projectId: AnyPgColumn }) =>
  foreignKey({ name, columns: [t.clusterId, t.projectId], foreignColumns: [projects.clusterId, projects.id] });

/** What the public summary leaves out. Read by managers, by who follows the file and by the company that carries it. */
export const projectSecrets = pgTable(
  'project_secrets',
  {
    clusterId: clusterId(),
    projectId: uuid('project_id').notNull(),
    /** The carrier, when it is a company of the cluster. */
    companyId: uuid('company_id'),
    summaryFr: text('summary_fr').notNull(),
    summaryEn: text('summary_en').notNull(),
    risksFr: text('risks_fr').notNull(),
    risksEn: text('risks_en').notNull(),
    confidentiality: code<'committee'>('confidentiality').notNull().default('committee'),
  },
  (t) => [
    primaryKey({ name: 'project_secrets_pk', columns: [t.clusterId, t.projectId] }),
    projectKey('project_secrets_project', t),
    foreignKey({
      name: 'project_secrets_company',
      columns: [t.clusterId, t.companyId],
      foreignColumns: [companies.clusterId, companies.id],
    }),
    oneOf('project_secrets_confidentiality', t.confidentiality, ['committee']),
    readBy(
      'project_secrets',
      `${rule.sameCluster} and (${rule.role('manager')} or (${rule.isCompany} and company_id = any ((select access.company_ids())::uuid[])) or (${rule.isStaff} and access.follows_project(project_id)))`,
    ),
  ],
).enableRLS();

/** Who takes part, with what and for how much. A company reads its own line. */
export const projectPartners = pgTable(
  'project_partners',
  {
    clusterId: clusterId(),
    id: id(),
    projectId: uuid('project_id').notNull(),
    position: smallint('position').notNull(),
    companyId: uuid('company_id'),
    name: text('name').notNull(),
    kind: code<PartnerKind>('kind').notNull(),
    countryCode: code('country_code').notNull().default('FR'),
    isLeader: boolean('is_leader').notNull().default(false),
    partFr: text('part_fr').notNull(),
    partEn: text('part_en').notNull(),
    /** Size at the time of the file, for the rates of aid and for counts by size. */
    sizeCategory: code('size_category'),
    personMonths: numeric('person_months'),
    budgetCents: cents('budget_cents').notNull(),
    aidCents: cents('aid_cents').notNull(),
    /** What the funder granted to this partner; null before an answer, and after a no. */
    awardedCents: cents('awarded_cents'),
    /** Share of its work done in the territory of the cluster, in percent. */
    territoryPercent: numeric('territory_percent').notNull(),
  },
  (t) => [
    primaryKey({ name: 'project_partners_pk', columns: [t.clusterId, t.id] }),
    projectKey('project_partners_project', t),
    foreignKey({
      name: 'project_partners_company',
      columns: [t.clusterId, t.companyId],
      foreignColumns: [companies.clusterId, companies.id],
    }),
    uniqueIndex('project_partners_position').on(t.clusterId, t.projectId, t.position),
    uniqueIndex('project_partners_once').on(t.clusterId, t.projectId, t.companyId),
    uniqueIndex('project_partners_one_leader').on(t.clusterId, t.projectId).where(sql`is_leader`),
    index('project_partners_of_company').on(t.clusterId, t.companyId, t.projectId),
    oneOf('project_partners_kind', t.kind, PARTNER_KINDS),
    condition('project_partners_money', sql`budget_cents >= 0 and aid_cents >= 0 and awarded_cents >= 0`),
    condition('project_partners_territory', sql`territory_percent between 0 and 100`),
    readBy(
      'project_partners',
      `${rule.sameCluster} and (${rule.isStaff} or (${rule.isCompany} and company_id = any ((select access.company_ids())::uuid[])))`,
    ),
  ],
).enableRLS();

/** What was decided about the file, by whom and when. */
export const projectDecisions = pgTable(
  'project_decisions',
  {
    clusterId: clusterId(),
    id: id(),
    projectId: uuid('project_id').notNull(),
    kind: code<DecisionKind>('kind').notNull(),
    /** The state it led to. */
    outcome: code<ProjectState>('outcome').notNull(),
    decidedOn: day('decided_on').notNull(),
    /** The committee, the funder… */
    bodyFr: text('body_fr').notNull(),
    bodyEn: text('body_en').notNull(),
    reasonFr: text('reason_fr').notNull().default(''),
    reasonEn: text('reason_en').notNull().default(''),
  },
  (t) => [
    primaryKey({ name: 'project_decisions_pk', columns: [t.clusterId, t.id] }),
    projectKey('project_decisions_project', t),
    index('project_decisions_of_project').on(t.clusterId, t.projectId, t.decidedOn),
    oneOf('project_decisions_kind', t.kind, DECISION_KINDS),
    oneOf('project_decisions_outcome', t.outcome, PROJECT_STATES),
    readBy('project_decisions', staffOnly),
  ],
).enableRLS();

/** Money granted, by funder; what was asked is never added to it. */
export const projectFunding = pgTable(
  'project_funding',
  {
    clusterId: clusterId(),
    id: id(),
    projectId: uuid('project_id').notNull(),
    funderFr: text('funder_fr').notNull(),
    funderEn: text('funder_en').notNull(),
    form: code<FundingForm>('form').notNull(),
    decisionNumber: code('decision_number').notNull(),
    awardedCents: cents('awarded_cents').notNull(),
    awardedOn: day('awarded_on').notNull(),
  },
  (t) => [
    primaryKey({ name: 'project_funding_pk', columns: [t.clusterId, t.id] }),
    projectKey('project_funding_project', t),
    uniqueIndex('project_funding_decision').on(t.clusterId, t.projectId, t.decisionNumber),
    oneOf('project_funding_form', t.form, FUNDING_FORMS),
    condition('project_funding_money', sql`awarded_cents > 0`),
    readBy('project_funding', staffOnly),
  ],
).enableRLS();
