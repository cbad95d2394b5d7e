import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgPolicy, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { SIGN_IN_LEVELS, type SignInLevel } from '../../app/access/actor';
import { SECOND_FACTOR_RULES, type SecondFactorRule } from '../../app/access/second-factor';
import { clusterId, code, condition, createdAt, day, id, instant, oneOf, updatedAt, version } from './columns';
import { appAuth, appKeeper, appUser, appWorker, readBy, readByKeeper, rule } from './row-security';

/** Tenant. */
export const clusters = pgTable(
  'clusters',
  {
    id: id(),
    slug: code('slug').notNull(),
    name: text('name').notNull(),
    validFrom: day('valid_from').notNull(),
    validTo: day('valid_to'),
    successorId: uuid('successor_id'),
    advisorsReadTeam: boolean('advisors_read_team').notNull().default(false),
    isDemo: boolean('is_demo').notNull().default(false),
    /** Who of the staff signs in with a second factor, of sign-ins that begin after `secondFactorSince`. */
    secondFactorFor: code<SecondFactorRule>('second_factor_for').notNull().default('none'),
    secondFactorSince: instant('second_factor_since'),
  },
  (t) => [
    primaryKey({ name: 'clusters_pk', columns: [t.id] }),
    unique('clusters_slug').on(t.slug),
    oneOf('clusters_second_factor_for', t.secondFactorFor, SECOND_FACTOR_RULES),
    condition('clusters_second_factor_so', sql`(second_factor_for = 'none') = (second_factor_since is null)`),
  ],
);

/** Sign-in identity: one e-mail, lower case. Holds no role. */
export const accounts = pgTable(
  'accounts',
  {
    id: id(),
    email: code('email').notNull(),
    passwordHash: text('password_hash'),
    locale: code<'fr' | 'en'>('locale').notNull().default('fr'),
    theme: code<'system' | 'light' | 'dark'>('theme').notNull().default('system'),
    disabledAt: instant('disabled_at'),
    /** The day of its last sign of life, which outlives its sign-ins; kept by a trigger on them. */
    lastSeenOn: day('last_seen_on').notNull().default(sql`current_date`),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'accounts_pk', columns: [t.id] }),
    unique('accounts_email').on(t.email),
    oneOf('accounts_locale', t.locale, ['fr', 'en']),
    oneOf('accounts_theme', t.theme, ['system', 'light', 'dark']),
    pgPolicy('accounts_self', {
      to: appUser,
      using: sql`id = (select access.account_id())`,
      withCheck: sql`id = (select access.account_id())`,
    }),
    readByKeeper('accounts'),
    pgPolicy('accounts_auth', { to: appAuth, using: sql`true`, withCheck: sql`true` }),
  ],
).enableRLS();

/** A browser an account has signed in from: its cookie holds a token, here stands the SHA-256. */
export const knownDevices = pgTable(
  'known_devices',
  {
    id: id(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    tokenHash: code('token_hash').notNull(),
    /** Names out of a short list, never the browser's own text. */
    browser: code('browser').notNull(),
    system: code('system').notNull(),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ name: 'known_devices_pk', columns: [t.id] }),
    uniqueIndex('known_devices_once').on(t.accountId, t.tokenHash).where(sql`ended_at is null`),
    index('known_devices_token').on(t.tokenHash),
  ],
);

/** A change of an account's address: it takes place once both have answered. */
export const emailChanges = pgTable(
  'email_changes',
  {
    id: id(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    oldEmail: code('old_email').notNull(),
    newEmail: code('new_email').notNull(),
    askedAt: instant('asked_at').notNull().defaultNow(),
    confirmedOldAt: instant('confirmed_old_at'),
    confirmedNewAt: instant('confirmed_new_at'),
    /** It took place, or another was asked for. */
    endedAt: instant('ended_at'),
  },
  (t) => [
    primaryKey({ name: 'email_changes_pk', columns: [t.id] }),
    uniqueIndex('email_changes_one').on(t.accountId).where(sql`ended_at is null`),
  ],
);

const LIMITED = ['account', 'device', 'address', 'mail_account', 'mail_address', 'use_person', 'use_address', 'use_cluster'] as const;

/** How often something was tried of late, under the digest of who tries or of whose account is tried. Kept for a day. */
export const rateLimits = pgTable(
  'rate_limits',
  {
    scope: code<(typeof LIMITED)[number]>('scope').notNull(),
    key: code('key').notNull(),
    windowStart: instant('window_start').notNull(),
    count: integer('count').notNull(),
    /** Nothing is tried before. */
    blockedUntil: instant('blocked_until'),
  },
  (t) => [
    primaryKey({ name: 'rate_limits_pk', columns: [t.scope, t.key] }),
    index('rate_limits_age').on(t.windowStart),
    oneOf('rate_limits_scope', t.scope, LIMITED),
  ],
);

/** `id` is the SHA-256 of the cookie's token; the token itself is stored nowhere. */
export const sessions = pgTable(
  'sessions',
  {
    id: code('id').notNull(),
    accountId: uuid('account_id')
      .notNull()
      .references(() => accounts.id),
    clusterId: clusterId().references(() => clusters.id),
    personId: uuid('person_id').notNull(),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
    seenAt: instant('seen_at').notNull().defaultNow(),
    /** When the person last proved who they are, by what `level` says. */
    provedAt: instant('proved_at').notNull().defaultNow(),
    level: code<SignInLevel>('level').notNull().default('password'),
    /** The browser it was opened in, once that is known. */
    deviceId: uuid('device_id').references(() => knownDevices.id),
    /** What its own holder names it by, on a page: nobody enters with it. */
    handle: uuid('handle').notNull().default(sql`gen_random_uuid()`),
    /** The company whose leaders' eyes it borrows meanwhile; access.view_as() alone writes it. */
    viewedCompanyId: uuid('viewed_company_id'),
  },
  (t) => [
    primaryKey({ name: 'sessions_pk', columns: [t.id] }),
    index('sessions_account').on(t.accountId),
    index('sessions_device').on(t.deviceId),
    oneOf('sessions_level', t.level, SIGN_IN_LEVELS),
  ],
);

/** Sign-ins, denials and reads of sensitive things; each row in its own transaction. */
export const accessLog = pgTable(
  'access_log',
  {
    id: id(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
    kind: code('kind').notNull(),
    clusterId: uuid('cluster_id'),
    accountId: uuid('account_id'),
    personId: uuid('person_id'),
    requestId: code('request_id'),
    /** Keyed digest of the caller's address: tells two callers apart, names neither. */
    addressDigest: code('address_digest'),
    /** What was read or refused, where one record is meant. */
    subjectKind: code('subject_kind'),
    subjectId: uuid('subject_id'),
    facts: jsonb('facts').$type<Record<string, string | number | boolean>>().notNull().default({}),
  },
  (t) => [
    primaryKey({ name: 'access_log_pk', columns: [t.id] }),
    // A key is also the order in time.
    index('access_log_of_cluster').on(t.clusterId, t.id),
    index('access_log_of_person').on(t.clusterId, t.personId, t.id),
    index('access_log_of_kind').on(t.clusterId, t.kind, t.id),
    condition('access_log_subject', sql`(subject_kind is null) = (subject_id is null)`),
    readByKeeper('access_log'),
    pgPolicy('access_log_term', { for: 'delete', to: appKeeper, using: sql`true` }),
    readBy('access_log', `${rule.sameCluster} and ${rule.role('admin')}`),
    pgPolicy('access_log_append', { for: 'insert', to: [appUser, appWorker], withCheck: sql`true` }),
  ],
).enableRLS();
