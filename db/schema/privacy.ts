import { sql } from 'drizzle-orm';
import { bigint, foreignKey, index, integer, pgPolicy, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { CONSENT_PURPOSES, type ConsentPurpose } from '../../app/features/privacy/consent';
import { FIND_SETTLEMENTS, FINDINGS, type Finding, type FindSettlement } from '../../app/features/privacy/found-text';
import {
  PRIVACY_OUTCOMES,
  PRIVACY_REQUEST_KINDS,
  type PrivacyOutcome,
  type PrivacyRequestKind,
} from '../../app/features/privacy/privacy-request';
import { clusterId, code, condition, createdAt, day, id, instant, oneOf, version } from './columns';
import { companies } from './companies';
import { people } from './people';
import { appUser, appWorker, insertBy, keptByKeeper, readBy, rule, updateBy } from './row-security';

const ofOwnCompany = `${rule.writes} and ${rule.sameCluster} and ${rule.isCompany} and ${rule.mine('company_id')}`;

/** What a company agreed to: by whom, for what, in which words. Taken back, the row stays as the proof. */
export const consents = pgTable(
  'consents',
  {
    clusterId: clusterId(),
    id: id(),
    companyId: uuid('company_id').notNull(),
    purpose: code<ConsentPurpose>('purpose').notNull(),
    textVersion: code('text_version').notNull(),
    /** Of the text in both languages. */
    textSha256: code('text_sha256').notNull(),
    givenAt: instant('given_at').notNull(),
    givenById: uuid('given_by_id').notNull(),
    withdrawnAt: instant('withdrawn_at'),
    withdrawnById: uuid('withdrawn_by_id'),
  },
  (t) => [
    primaryKey({ name: 'consents_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'consents_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    foreignKey({ name: 'consents_giver', columns: [t.clusterId, t.givenById], foreignColumns: [people.clusterId, people.id] }),
    foreignKey({ name: 'consents_withdrawer', columns: [t.clusterId, t.withdrawnById], foreignColumns: [people.clusterId, people.id] }),
    uniqueIndex('consents_standing').on(t.clusterId, t.companyId, t.purpose).where(sql`withdrawn_at is null`),
    oneOf('consents_purpose', t.purpose, CONSENT_PURPOSES),
    condition('consents_withdrawn', sql`(withdrawn_at is null) = (withdrawn_by_id is null)`),
    readBy('consents', rule.companyChild),
    keptByKeeper('consents'),
    pgPolicy('consents_give', {
      for: 'insert',
      to: appUser,
      withCheck: sql.raw(`${ofOwnCompany} and given_by_id = ${rule.me} and withdrawn_at is null`),
    }),
    pgPolicy('consents_withdraw', {
      for: 'update',
      to: appUser,
      using: sql.raw(`${ofOwnCompany} and withdrawn_at is null`),
      withCheck: sql.raw(`${ofOwnCompany} and (withdrawn_by_id is null or withdrawn_by_id = ${rule.me})`),
    }),
  ],
).enableRLS();

const own = `${rule.sameCluster} and person_id = ${rule.me}`;
const asJob = `${rule.sameCluster} and (select access.audience()) = 'system'`;

/** A copy of their data that somebody asked for: made by the worker, kept for some days, theirs alone. */
export const dataCopies = pgTable(
  'data_copies',
  {
    clusterId: clusterId(),
    id: id(),
    personId: uuid('person_id').notNull(),
    askedAt: instant('asked_at').notNull(),
    readyAt: instant('ready_at'),
    /** From then on nobody downloads it, and the worker deletes the file. */
    expiresAt: instant('expires_at'),
    /** Null before it is made and once it is deleted. */
    fileId: uuid('file_id'),
    sizeBytes: bigint('size_bytes', { mode: 'number' }),
  },
  (t) => [
    primaryKey({ name: 'data_copies_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'data_copies_person', columns: [t.clusterId, t.personId], foreignColumns: [people.clusterId, people.id] }),
    uniqueIndex('data_copies_waiting').on(t.clusterId, t.personId).where(sql`ready_at is null`),
    index('data_copies_of_person').on(t.clusterId, t.personId, t.askedAt),
    index('data_copies_file').on(t.clusterId, t.fileId).where(sql`file_id is not null`),
    condition('data_copies_ready', sql`(ready_at is null) = (expires_at is null)`),
    readBy('data_copies', `${own} or (${asJob})`),
    // Who only reads has data too: whether somebody writes elsewhere is not asked.
    pgPolicy('data_copies_ask', {
      for: 'insert',
      to: appUser,
      withCheck: sql.raw(`${own} and ready_at is null and file_id is null`),
    }),
    pgPolicy('data_copies_make', { for: 'update', to: appWorker, using: sql.raw(asJob), withCheck: sql.raw(asJob) }),
    keptByKeeper('data_copies'),
  ],
).enableRLS();

const asDpo = `${rule.sameCluster} and ${rule.role('admin')}`;

/** The register of what people ask of their data: who, what, by when, what was answered. (docs/domain.md §9.4) */
export const privacyRequests = pgTable(
  'privacy_requests',
  {
    clusterId: clusterId(),
    id: id(),
    personId: uuid('person_id').notNull(),
    kind: code<PrivacyRequestKind>('kind').notNull(),
    receivedOn: day('received_on').notNull(),
    /** A month after it came; three once the person was told why it takes longer. */
    dueOn: day('due_on').notNull(),
    extendedOn: day('extended_on'),
    extensionReason: text('extension_reason'),
    /** How it was made sure that the person asks it themselves. */
    identityCheck: text('identity_check'),
    identityCheckedAt: instant('identity_checked_at'),
    identityCheckedById: uuid('identity_checked_by_id'),
    /** When the person's name was erased. */
    erasedAt: instant('erased_at'),
    outcome: code<PrivacyOutcome>('outcome'),
    answer: text('answer'),
    /** Where the proof of the answer is kept. */
    proof: text('proof'),
    answeredAt: instant('answered_at'),
    answeredById: uuid('answered_by_id'),
    createdById: uuid('created_by_id').notNull(),
    createdAt: createdAt(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'privacy_requests_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'privacy_requests_person', columns: [t.clusterId, t.personId], foreignColumns: [people.clusterId, people.id] }),
    foreignKey({ name: 'privacy_requests_author', columns: [t.clusterId, t.createdById], foreignColumns: [people.clusterId, people.id] }),
    index('privacy_requests_due').on(t.clusterId, t.dueOn).where(sql`answered_at is null`),
    index('privacy_requests_of_person').on(t.clusterId, t.personId),
    oneOf('privacy_requests_kind', t.kind, PRIVACY_REQUEST_KINDS),
    oneOf('privacy_requests_outcome', t.outcome, PRIVACY_OUTCOMES),
    condition('privacy_requests_answered', sql`(answered_at is null) = (outcome is null)`),
    condition('privacy_requests_checked', sql`(identity_checked_at is null) = (identity_check is null)`),
    condition('privacy_requests_extended', sql`(extended_on is null) = (extension_reason is null)`),
    condition('privacy_requests_erased', sql`erased_at is null or (kind = 'erasure' and identity_checked_at is not null)`),
    readBy('privacy_requests', asDpo),
    insertBy('privacy_requests', asDpo, `created_by_id = ${rule.me}`),
    updateBy('privacy_requests', asDpo),
    keptByKeeper('privacy_requests'),
  ],
).enableRLS();

const seesFound = `${rule.sameCluster} and (${rule.role('admin')} or (${rule.isStaff} and access.may_read_found(place, item_id, field)))`;

/**
 * A text that may name somebody whose name was erased, or that keeps it for a reason. Whoever reads the text itself decides about it; the
 * row holds where the word stands, never the word.
 */
export const privacyFinds = pgTable(
  'privacy_finds',
  {
    clusterId: clusterId(),
    id: id(),
    personId: uuid('person_id').notNull(),
    /** `table.column`, one of access.text_places(). */
    place: code('place').notNull(),
    itemId: uuid('item_id').notNull(),
    /** Of an event's words. */
    field: code('field'),
    caseId: uuid('case_id'),
    companyId: uuid('company_id'),
    finding: code<Finding>('finding').notNull(),
    /** Why a name stays: one of the reasons of the decision. */
    keptFor: code('kept_for'),
    startsAt: integer('starts_at'),
    length: integer('length'),
    /** Of the text as it was then: a text that changed since is looked at again. */
    textDigest: code('text_digest'),
    foundAt: instant('found_at').notNull().defaultNow(),
    settledAs: code<FindSettlement>('settled_as'),
    settledAt: instant('settled_at'),
    settledById: uuid('settled_by_id'),
  },
  (t) => [
    primaryKey({ name: 'privacy_finds_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'privacy_finds_person', columns: [t.clusterId, t.personId], foreignColumns: [people.clusterId, people.id] }),
    index('privacy_finds_of_person').on(t.clusterId, t.personId),
    index('privacy_finds_open').on(t.clusterId, t.id).where(sql`settled_at is null and finding <> 'kept'`),
    oneOf('privacy_finds_finding', t.finding, FINDINGS),
    oneOf('privacy_finds_settled_as', t.settledAs, FIND_SETTLEMENTS),
    condition('privacy_finds_settled', sql`(settled_at is null) = (settled_as is null) and (settled_at is null) = (settled_by_id is null)`),
    condition('privacy_finds_kept', sql`(finding = 'kept') = (kept_for is not null)`),
    readBy('privacy_finds', seesFound),
    pgPolicy('privacy_finds_settle', {
      for: 'update',
      to: appUser,
      using: sql.raw(
        `${rule.writes} and ${rule.sameCluster} and ${rule.isStaff} and settled_at is null and finding <> 'kept' and access.may_read_found(place, item_id, field)`,
      ),
      withCheck: sql.raw(
        `${rule.writes} and ${rule.sameCluster} and ${rule.isStaff} and (settled_by_id is null or settled_by_id = ${rule.me})`,
      ),
    }),
    keptByKeeper('privacy_finds'),
  ],
).enableRLS();
