import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgPolicy, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { ITEM_CLASSES, type ItemClass } from '../../app/features/programmes/confidentiality';
import { clusters } from './accounts';
import { clusterId, code, condition, createdAt, id, instant, oneOf } from './columns';
import { appUser, appWorker, keptByKeeper, readBy, readByAuth, readByKeeper, rule } from './row-security';

// What is restricted, and what was shared with a company and perhaps taken back, is told to whoever may read it now.
const visibleEvent = `${rule.sameCluster} and ((confidentiality = 'company' and (${rule.isStaff} or subject_kind not in ('note', 'task', 'document') or access.may_see_item(subject_kind, subject_id))) or (${rule.isStaff} and confidentiality = 'team') or (${rule.isStaff} and confidentiality = 'restricted' and access.may_see_item(subject_kind, subject_id)) or (${rule.role('admin')} and confidentiality = 'admin')) and (${rule.seesAll} or company_id = any ((select access.company_ids())::uuid[]) or (confidentiality = 'admin' and ${rule.role('admin')}) or ((select access.has_scope()) and access.may_see_case(case_id)))`;

/** What happened, once, in the transaction that made it happen. Ids, codes, dates and numbers only; append-only. */
export const events = pgTable(
  'events',
  {
    clusterId: clusterId().references(() => clusters.id),
    id: id(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
    kind: code('kind').notNull(),
    actorId: uuid('actor_id'),
    actorKind: code<'person' | 'job' | 'import'>('actor_kind').notNull().default('person'),
    onBehalfOfId: uuid('on_behalf_of_id'),
    channel: code('channel').notNull().default('web'),
    companyId: uuid('company_id'),
    caseId: uuid('case_id'),
    subjectKind: code('subject_kind').notNull(),
    subjectId: uuid('subject_id').notNull(),
    confidentiality: code<ItemClass | 'admin'>('confidentiality').notNull().default('team'),
    facts: jsonb('facts').$type<Record<string, string | number | boolean | null>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ name: 'events_pk', columns: [t.clusterId, t.id] }),
    oneOf('events_actor_kind', t.actorKind, ['person', 'job', 'import']),
    oneOf('events_confidentiality', t.confidentiality, [...ITEM_CLASSES, 'admin']),
    index('events_of_case').on(t.clusterId, t.caseId, t.id),
    index('events_of_company').on(t.clusterId, t.companyId, t.id),
    index('events_of_actor').on(t.clusterId, t.actorId, t.id),
    index('events_of_kind').on(t.clusterId, t.kind, t.id),
    readBy('events', visibleEvent),
    pgPolicy('events_append', {
      for: 'insert',
      to: [appUser, appWorker],
      withCheck: sql.raw(`${rule.sameCluster} and (actor_id = ${rule.me} or (select access.audience()) = 'system')`),
    }),
    readByAuth('events'),
    readByKeeper('events'),
  ],
).enableRLS();

/** The words of an event (a reason, a comment): erasable, while the event keeps their salted digest. */
export const eventTexts = pgTable(
  'event_texts',
  {
    clusterId: clusterId(),
    eventId: uuid('event_id').notNull(),
    field: code('field').notNull(),
    salt: code('salt').notNull(),
    body: text('body'),
    erasedAt: instant('erased_at'),
  },
  (t) => [
    primaryKey({ name: 'event_texts_pk', columns: [t.clusterId, t.eventId, t.field] }),
    foreignKey({ name: 'event_texts_event', columns: [t.clusterId, t.eventId], foreignColumns: [events.clusterId, events.id] }),
    readBy('event_texts', `${rule.sameCluster} and access.may_see_event(event_id)`),
    pgPolicy('event_texts_append', {
      for: 'insert',
      to: [appUser, appWorker],
      withCheck: sql.raw(`${rule.sameCluster} and access.wrote_event(event_id)`),
    }),
  ],
).enableRLS();

const TRAILS = ['events', 'access'] as const;
const CHECKED_TRAILS = [...TRAILS, 'shared'] as const;

/** A batch of entries sealed together; its `chain` holds the one before, so that a seal changed breaks every later one. The trail of `access_log` has lines of no cluster: theirs is the nil id. */
export const auditSeals = pgTable(
  'audit_seals',
  {
    clusterId: clusterId(),
    trail: code<(typeof TRAILS)[number]>('trail').notNull(),
    batchNo: integer('batch_no').notNull(),
    sealedAt: instant('sealed_at').notNull(),
    /** How the text under the digests is written. */
    format: integer('format').notNull(),
    entries: integer('entries').notNull(),
    /** The newest key sealed so far. */
    lastId: uuid('last_id').notNull(),
    root: code('root').notNull(),
    previous: code('previous').notNull(),
    chain: code('chain').notNull(),
  },
  (t) => [
    primaryKey({ name: 'audit_seals_pk', columns: [t.clusterId, t.trail, t.batchNo] }),
    oneOf('audit_seals_trail', t.trail, TRAILS),
    readBy('audit_seals', `${rule.sameCluster} and ${rule.role('admin')}`),
    keptByKeeper('audit_seals'),
  ],
).enableRLS();

/** The digest of one entry, kept apart from it: what the entry said when it was sealed. */
export const auditDigests = pgTable(
  'audit_digests',
  {
    clusterId: clusterId(),
    trail: code<(typeof TRAILS)[number]>('trail').notNull(),
    entryId: uuid('entry_id').notNull(),
    batchNo: integer('batch_no').notNull(),
    position: integer('position').notNull(),
    digest: code('digest').notNull(),
  },
  (t) => [
    primaryKey({ name: 'audit_digests_pk', columns: [t.clusterId, t.trail, t.entryId] }),
    unique('audit_digests_place').on(t.clusterId, t.trail, t.batchNo, t.position),
    foreignKey({
      name: 'audit_digests_seal',
      columns: [t.clusterId, t.trail, t.batchNo],
      foreignColumns: [auditSeals.clusterId, auditSeals.trail, auditSeals.batchNo],
    }),
    keptByKeeper('audit_digests'),
  ],
).enableRLS();

/** What a night's look at a chain found: that it holds, or its first fault. `shared` are the lines of the access log that belong to no cluster. */
export const auditChecks = pgTable(
  'audit_checks',
  {
    clusterId: clusterId().references(() => clusters.id),
    id: id(),
    trail: code<(typeof CHECKED_TRAILS)[number]>('trail').notNull(),
    checkedAt: instant('checked_at').notNull(),
    entries: integer('entries').notNull(),
    waiting: integer('waiting').notNull(),
    batches: integer('batches').notNull(),
    head: code('head').notNull(),
    /** Null: the chain holds. */
    fault: code('fault'),
    faultBatch: integer('fault_batch'),
    faultEntry: uuid('fault_entry'),
  },
  (t) => [
    primaryKey({ name: 'audit_checks_pk', columns: [t.clusterId, t.id] }),
    index('audit_checks_of_trail').on(t.clusterId, t.trail, t.checkedAt),
    oneOf('audit_checks_trail', t.trail, CHECKED_TRAILS),
    condition('audit_checks_fault', sql`(fault is null) = (fault_batch is null)`),
    readBy('audit_checks', `${rule.sameCluster} and ${rule.role('admin')}`),
    pgPolicy('audit_checks_append', {
      for: 'insert',
      to: appWorker,
      withCheck: sql.raw(`${rule.sameCluster} and (select access.audience()) = 'system'`),
    }),
  ],
).enableRLS();

/** One form, one effect: the first answer is given again to a second submit of the same key and body. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    clusterId: clusterId(),
    personId: uuid('person_id').notNull(),
    key: uuid('key').notNull(),
    bodyDigest: code('body_digest').notNull(),
    answer: jsonb('answer').$type<unknown>(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'idempotency_keys_pk', columns: [t.clusterId, t.personId, t.key] }),
    pgPolicy('idempotency_keys_own', {
      to: [appUser, appWorker],
      using: sql.raw(`${rule.sameCluster} and person_id = ${rule.me}`),
      withCheck: sql.raw(`${rule.sameCluster} and person_id = ${rule.me}`),
    }),
  ],
).enableRLS();
