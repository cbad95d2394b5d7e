import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { accounts, clusters } from './accounts';
import { clusterId, code, condition, createdAt, day, id, instant, oneOf, updatedAt, version } from './columns';
import { companies } from './companies';
import { programmes } from './programmes';
import { insertBy, keptByKeeper, readBy, readByAuth, readByKeeper, rule, updateBy } from './row-security';

const CLUSTER_ROLES = ['advisor', 'track_lead', 'manager', 'director', 'funder', 'admin', 'expert'] as const;
const COMPANY_ROLES = ['leader', 'collaborator', 'contact'] as const;

/**
 * When a right holds: from one day to another, both included, and not from the instant it was ended. An act ends it at
 * once and leaves the days as they were agreed. `access.runs` is the one test of the three.
 */
const spell = () => ({
  fromOn: day('from_on').notNull(),
  untilOn: day('until_on'),
  endedAt: instant('ended_at'),
  endedById: uuid('ended_by_id'),
});

const visiblePerson = (named = '') =>
  `${rule.sameCluster} and (is_staff or ${rule.seesAll} or id = ${rule.me} or ${rule.role('admin')} or access.person_has_visible_company(id)${named})`;

/** A human as one cluster knows them; a contact has no account. */
export const people = pgTable(
  'people',
  {
    clusterId: clusterId().references(() => clusters.id),
    id: id(),
    accountId: uuid('account_id').references(() => accounts.id),
    givenName: text('given_name').notNull(),
    familyName: text('family_name').notNull(),
    email: code('email'),
    phone: text('phone'),
    /** Derived from cluster_roles by trigger. */
    isStaff: boolean('is_staff').notNull().default(false),
    disabledAt: instant('disabled_at'),
    anonymisedAt: instant('anonymised_at'),
    /** Warned that their access will be shut, for they have not come for long; and shut for it, at the very instant of `disabledAt`. */
    dormantToldOn: day('dormant_told_on'),
    dormantShutAt: instant('dormant_shut_at'),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'people_pk', columns: [t.clusterId, t.id] }),
    uniqueIndex('people_account').on(t.clusterId, t.accountId),
    condition(
      'people_anonymised',
      sql`anonymised_at is null or (account_id is null and email is null and phone is null and disabled_at is not null)`,
    ),
    // Those to whom a case in sight is opened are named, and are nobody's to change.
    readBy('people', visiblePerson(' or access.person_has_visible_grant(id)')),
    insertBy('people', rule.sameCluster, `(${rule.isStaff} or ${rule.role('admin')} or ${rule.ownsAny})`),
    updateBy('people', visiblePerson(), `(id = ${rule.me} or ${rule.role('admin')} or (${rule.isStaff} and not is_staff))`),
    readByAuth('people'),
    keptByKeeper('people'),
  ],
).enableRLS();

const plain = (table: string) => [readBy(table, rule.sameCluster), readByAuth(table)];

/** A team the caller reads the cases of: their own, one they lead, and those below. */
const inOwnReach = (column: string) => `coalesce(${column} = any ((select access.team_ids())::uuid[]), false)`;

export const teams = pgTable(
  'teams',
  {
    clusterId: clusterId(),
    id: id(),
    parentId: uuid('parent_id'),
    name: text('name').notNull(),
    retiredOn: day('retired_on'),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'teams_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'teams_parent', columns: [t.clusterId, t.parentId], foreignColumns: [t.clusterId, t.id] }),
    foreignKey({ name: 'teams_cluster', columns: [t.clusterId], foreignColumns: [clusters.id] }),
    condition('teams_not_under_itself', sql`parent_id <> id`),
    ...plain('teams'),
    // Another administrator changes the teams that give an administrator something to read.
    insertBy('teams', rule.sameCluster, `${rule.role('admin')} and not ${inOwnReach('parent_id')}`),
    updateBy('teams', rule.sameCluster, `${rule.role('admin')} and not ${inOwnReach('id')} and not ${inOwnReach('parent_id')}`),
  ],
).enableRLS();

const staffOrSelf = `${rule.sameCluster} and (${rule.isStaff} or ${rule.role('admin')} or person_id = ${rule.me})`;

/** An administrator gives and ends the roles of others, never their own. */
const grantsToOthers = `${rule.role('admin')} and person_id <> ${rule.me}`;

export const teamMembers = pgTable(
  'team_members',
  {
    clusterId: clusterId(),
    id: id(),
    teamId: uuid('team_id').notNull(),
    personId: uuid('person_id').notNull(),
    leadsTeam: boolean('leads_team').notNull().default(false),
    ...spell(),
  },
  (t) => [
    primaryKey({ name: 'team_members_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'team_members_team', columns: [t.clusterId, t.teamId], foreignColumns: [teams.clusterId, teams.id] }),
    foreignKey({ name: 'team_members_person', columns: [t.clusterId, t.personId], foreignColumns: [people.clusterId, people.id] }),
    condition('team_members_dates', sql`until_on >= from_on`),
    foreignKey({ name: 'team_members_ended_by', columns: [t.clusterId, t.endedById], foreignColumns: [people.clusterId, people.id] }),
    index('team_members_of_person').on(t.clusterId, t.personId),
    index('team_members_of_team').on(t.clusterId, t.teamId, t.personId),
    readBy('team_members', staffOrSelf),
    insertBy('team_members', rule.sameCluster, `${grantsToOthers} and not ${inOwnReach('team_id')}`),
    updateBy('team_members', rule.sameCluster, `${grantsToOthers} and not ${inOwnReach('team_id')}`),
    readByAuth('team_members'),
  ],
).enableRLS();

export const clusterRoles = pgTable(
  'cluster_roles',
  {
    clusterId: clusterId(),
    id: id(),
    personId: uuid('person_id').notNull(),
    role: code<(typeof CLUSTER_ROLES)[number]>('role').notNull(),
    programmeId: uuid('programme_id'),
    track: code('track'),
    ...spell(),
  },
  (t) => [
    primaryKey({ name: 'cluster_roles_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'cluster_roles_person', columns: [t.clusterId, t.personId], foreignColumns: [people.clusterId, people.id] }),
    foreignKey({
      name: 'cluster_roles_programme',
      columns: [t.clusterId, t.programmeId],
      foreignColumns: [programmes.clusterId, programmes.id],
    }),
    oneOf('cluster_roles_role', t.role, CLUSTER_ROLES),
    condition('cluster_roles_dates', sql`until_on >= from_on`),
    foreignKey({ name: 'cluster_roles_ended_by', columns: [t.clusterId, t.endedById], foreignColumns: [people.clusterId, people.id] }),
    condition('cluster_roles_track', sql`(role = 'track_lead') = (track is not null)`),
    index('cluster_roles_of_person').on(t.clusterId, t.personId),
    index('cluster_roles_of_role').on(t.clusterId, t.role, t.personId),
    readBy('cluster_roles', staffOrSelf),
    insertBy('cluster_roles', rule.sameCluster, grantsToOthers),
    updateBy('cluster_roles', rule.sameCluster, grantsToOthers),
    readByAuth('cluster_roles'),
    keptByKeeper('cluster_roles'),
  ],
).enableRLS();

export const companyRoles = pgTable(
  'company_roles',
  {
    clusterId: clusterId(),
    id: id(),
    companyId: uuid('company_id').notNull(),
    personId: uuid('person_id').notNull(),
    role: code<(typeof COMPANY_ROLES)[number]>('role').notNull(),
    /** What the person does in the company, in their words. */
    jobTitle: text('job_title'),
    isAccountOwner: boolean('is_account_owner').notNull().default(false),
    isSignatory: boolean('is_signatory').notNull().default(false),
    ...spell(),
  },
  (t) => [
    primaryKey({ name: 'company_roles_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'company_roles_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    foreignKey({ name: 'company_roles_person', columns: [t.clusterId, t.personId], foreignColumns: [people.clusterId, people.id] }),
    oneOf('company_roles_role', t.role, COMPANY_ROLES),
    condition('company_roles_dates', sql`until_on >= from_on`),
    foreignKey({ name: 'company_roles_ended_by', columns: [t.clusterId, t.endedById], foreignColumns: [people.clusterId, people.id] }),
    index('company_roles_of_person').on(t.clusterId, t.personId),
    index('company_roles_of_company').on(t.clusterId, t.companyId),
    uniqueIndex('company_roles_one_owner')
      .on(t.clusterId, t.companyId)
      .where(sql`is_account_owner and until_on is null and ended_at is null`),
    readBy('company_roles', `${rule.companyChild}`),
    readByKeeper('company_roles'),
    insertBy('company_roles', rule.keptPeopleOf('company_id')),
    updateBy('company_roles', rule.keptPeopleOf('company_id')),
    readByAuth('company_roles'),
  ],
).enableRLS();

/** Of a company, for those who keep it and whoever holds its account; of the staff, for administrators. */
const invitationOf = (company: string) =>
  `((company_id is not null and ((${rule.isStaff} and ${company}) or (${rule.sameCluster} and ${rule.owns('company_id')}))) or (company_id is null and ${rule.role('admin')} and ${rule.sameCluster}))`;

/**
 * A way in for one person: to a company that they lead, or to the staff with a role. Its letter carries the link, made as it leaves and
 * kept as a digest among the links of letters.
 */
export const invitations = pgTable(
  'invitations',
  {
    clusterId: clusterId(),
    id: id(),
    /** The company; none for the staff. */
    companyId: uuid('company_id'),
    /** Whoever leads a company was written down before; of the staff nobody is a person before they accept. */
    personId: uuid('person_id'),
    email: code('email').notNull(),
    /** The letter's language, where the address has no account with one of its own. */
    locale: code<'fr' | 'en'>('locale').notNull().default('fr'),
    givenName: text('given_name'),
    familyName: text('family_name'),
    role: code<(typeof CLUSTER_ROLES)[number]>('role'),
    programmeId: uuid('programme_id'),
    track: code('track'),
    fromOn: day('from_on'),
    untilOn: day('until_on'),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    declinedAt: instant('declined_at'),
    revokedAt: instant('revoked_at'),
    createdById: uuid('created_by_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'invitations_pk', columns: [t.clusterId, t.id] }),
    index('invitations_of_person').on(t.clusterId, t.personId),
    index('invitations_of_address').on(t.email),
    // An address is invited to the staff of a cluster once at a time.
    uniqueIndex('invitations_of_staff')
      .on(t.clusterId, t.email)
      .where(sql`company_id is null and accepted_at is null and declined_at is null and revoked_at is null`),
    foreignKey({ name: 'invitations_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    foreignKey({ name: 'invitations_person', columns: [t.clusterId, t.personId], foreignColumns: [people.clusterId, people.id] }),
    foreignKey({
      name: 'invitations_programme',
      columns: [t.clusterId, t.programmeId],
      foreignColumns: [programmes.clusterId, programmes.id],
    }),
    oneOf('invitations_locale', t.locale, ['fr', 'en']),
    oneOf('invitations_role', t.role, CLUSTER_ROLES),
    condition(
      'invitations_purpose',
      sql`case when company_id is null then role is not null and given_name is not null and family_name is not null and from_on is not null else person_id is not null and role is null end`,
    ),
    condition('invitations_track', sql`(role = 'track_lead') = (track is not null)`),
    condition('invitations_dates', sql`until_on >= from_on`),
    readBy('invitations', invitationOf(rule.companyChild)),
    insertBy('invitations', invitationOf(rule.keptCompany('company_id')), `created_by_id = ${rule.me}`),
    updateBy('invitations', invitationOf(rule.keptCompany('company_id'))),
    readByAuth('invitations'),
  ],
).enableRLS();
