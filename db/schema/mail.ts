import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, pgPolicy, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import {
  ACCOUNT_MAIL_KINDS,
  type AccountMailKind,
  CHOSEN_MAIL_KINDS,
  MAIL_KINDS,
  MAIL_OUTCOMES,
  type MailKind,
  type MailOutcome,
} from '../../app/features/mail/mail-kind';
import { accounts } from './accounts';
import { clusterId, code, condition, createdAt, id, instant, oneOf } from './columns';
import { events } from './history';
import { people } from './people';
import { appAuth, appUser, appWorker, rule } from './row-security';

/** What a letter goes through on its way, the same for every outbox. */
const passage = () => ({
  /** Not before: the end of its undo delay, of a worker's claim, or of the wait after a failure. */
  dueAt: instant('due_at').notNull(),
  attempts: integer('attempts').notNull().default(0),
  /** Who is sending it now; only the holder settles it. */
  claim: uuid('claim'),
  settledAt: instant('settled_at'),
  outcome: code<MailOutcome>('outcome'),
  /** Code of the last failure, as the mail server or the network gave it. */
  failure: code('failure'),
});

const asJob = `${rule.sameCluster} and (select access.audience()) = 'system'`;

/**
 * A letter to be: who is told of which event. Written with the change, read by the worker alone, which makes the text at send time from
 * what the reader may see then.
 */
export const outbox = pgTable(
  'outbox',
  {
    clusterId: clusterId(),
    id: id(),
    eventId: uuid('event_id').notNull(),
    kind: code<MailKind>('kind').notNull(),
    recipientId: uuid('recipient_id').notNull(),
    companyId: uuid('company_id'),
    caseId: uuid('case_id'),
    subjectId: uuid('subject_id').notNull(),
    createdAt: createdAt(),
    ...passage(),
  },
  (t) => [
    primaryKey({ name: 'outbox_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'outbox_event', columns: [t.clusterId, t.eventId], foreignColumns: [events.clusterId, events.id] }),
    foreignKey({ name: 'outbox_recipient', columns: [t.clusterId, t.recipientId], foreignColumns: [people.clusterId, people.id] }),
    uniqueIndex('outbox_once').on(t.clusterId, t.eventId, t.recipientId),
    index('outbox_due').on(t.clusterId, t.dueAt).where(sql`settled_at is null`),
    index('outbox_of_subject').on(t.clusterId, t.recipientId, t.subjectId, t.id).where(sql`settled_at is null`),
    index('outbox_settled').on(t.clusterId, t.settledAt).where(sql`settled_at is not null`),
    oneOf('outbox_kind', t.kind, MAIL_KINDS),
    oneOf('outbox_outcome', t.outcome, MAIL_OUTCOMES),
    condition('outbox_settled_so', sql`(settled_at is null) = (outcome is null)`),
    pgPolicy('outbox_append', {
      for: 'insert',
      to: [appUser, appWorker],
      withCheck: sql.raw(`${rule.sameCluster} and settled_at is null and access.wrote_event(event_id)`),
    }),
    pgPolicy('outbox_read', { for: 'select', to: appWorker, using: sql.raw(asJob) }),
    pgPolicy('outbox_settle', { for: 'update', to: appWorker, using: sql.raw(asJob), withCheck: sql.raw(asJob) }),
    pgPolicy('outbox_auth', { for: 'select', to: appAuth, using: sql`true` }),
  ],
).enableRLS();

/**
 * A letter about an account itself, which belongs to no cluster: one, in however many clusters its holder is somebody; or to whoever is
 * invited to have one. Written by functions alone, whether the address is anybody's or not; read by the worker alone.
 */
export const accountMails = pgTable(
  'account_mails',
  {
    id: id(),
    kind: code<AccountMailKind>('kind').notNull(),
    /** Where it goes; an address that was asked for may be nobody's. */
    email: code('email').notNull(),
    accountId: uuid('account_id').references(() => accounts.id),
    /** The browser that is new, the change of address it is about, or the invitation. */
    subjectId: uuid('subject_id'),
    /** Of an invitation: who invites. */
    clusterId: uuid('cluster_id'),
    createdAt: createdAt(),
    ...passage(),
  },
  (t) => [
    primaryKey({ name: 'account_mails_pk', columns: [t.id] }),
    index('account_mails_due').on(t.dueAt).where(sql`settled_at is null`),
    index('account_mails_settled').on(t.settledAt).where(sql`settled_at is not null`),
    oneOf('account_mails_kind', t.kind, ACCOUNT_MAIL_KINDS),
    oneOf('account_mails_outcome', t.outcome, MAIL_OUTCOMES),
    condition('account_mails_settled_so', sql`(settled_at is null) = (outcome is null)`),
  ],
);

const own = `${rule.sameCluster} and person_id = ${rule.me}`;

/** Letters a person has chosen to get or not; without a row they get them. */
export const notificationSettings = pgTable(
  'notification_settings',
  {
    clusterId: clusterId(),
    personId: uuid('person_id').notNull(),
    kind: code<MailKind>('kind').notNull(),
    isOn: boolean('is_on').notNull(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'notification_settings_pk', columns: [t.clusterId, t.personId, t.kind] }),
    foreignKey({ name: 'notification_settings_person', columns: [t.clusterId, t.personId], foreignColumns: [people.clusterId, people.id] }),
    oneOf('notification_settings_kind', t.kind, CHOSEN_MAIL_KINDS),
    pgPolicy('notification_settings_own', { to: [appUser, appWorker], using: sql.raw(own), withCheck: sql.raw(own) }),
    pgPolicy('notification_settings_auth', { to: appAuth, using: sql`true`, withCheck: sql`true` }),
  ],
).enableRLS();

const LINK_PURPOSES = ['unsubscribe', 'reset', 'email_old', 'email_new', 'invitation'] as const;

/** A link that a letter carries, good for one purpose: its token travels in the letter alone, here stands the SHA-256. */
export const accountTokens = pgTable(
  'account_tokens',
  {
    id: id(),
    purpose: code<(typeof LINK_PURPOSES)[number]>('purpose').notNull(),
    clusterId: uuid('cluster_id'),
    /** The person whose letters it ends, the account whose password it sets, the change of address it confirms, or the invitation it takes. */
    subjectId: uuid('subject_id').notNull(),
    /** Which letters it ends. */
    mailKind: code<MailKind>('mail_kind'),
    tokenHash: code('token_hash').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'account_tokens_pk', columns: [t.id] }),
    unique('account_tokens_hash').on(t.tokenHash),
    index('account_tokens_of_subject').on(t.subjectId, t.purpose),
    index('account_tokens_expiry').on(t.expiresAt),
    oneOf('account_tokens_purpose', t.purpose, LINK_PURPOSES),
    condition('account_tokens_kind', sql`(purpose = 'unsubscribe') = (mail_kind is not null)`),
  ],
);

/** What a demonstration would have sent: nothing of it leaves the machine. Empty everywhere else. */
export const demoMailbox = pgTable(
  'demo_mailbox',
  {
    id: id(),
    messageId: code('message_id').notNull(),
    recipient: text('recipient').notNull(),
    subject: text('subject').notNull(),
    body: text('body').notNull(),
    sentAt: instant('sent_at').notNull(),
  },
  (t) => [primaryKey({ name: 'demo_mailbox_pk', columns: [t.id] }), unique('demo_mailbox_message').on(t.messageId)],
);
