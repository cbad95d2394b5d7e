import { sql } from 'drizzle-orm';
import { bigint, foreignKey, index, pgPolicy, pgTable, primaryKey, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { CONSENT_PURPOSES, type ConsentPurpose } from '../../app/features/privacy/consent';
import { clusterId, code, condition, id, instant, oneOf } from './columns';
import { companies } from './companies';
import { people } from './people';
import { appUser, appWorker, keptByKeeper, readBy, rule } from './row-security';

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
