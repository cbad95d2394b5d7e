import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { accounts, sessions } from './accounts';
import { code, condition, createdAt, id, instant, oneOf } from './columns';

const account = () =>
  uuid('account_id')
    .notNull()
    .references(() => accounts.id);

/** An authenticator app of an account, and the one it is about to have: its secret is sealed with a key that the database does not hold. */
export const authenticators = pgTable(
  'authenticators',
  {
    id: id(),
    accountId: account(),
    sealedSecret: text('sealed_secret').notNull(),
    createdAt: createdAt(),
    /** A code of it was given: from then on it is asked for. */
    confirmedAt: instant('confirmed_at'),
    /** The thirty seconds whose code was taken last: none of them or before is taken again. */
    lastStep: bigint('last_step', { mode: 'number' }).notNull().default(0),
  },
  (t) => [
    primaryKey({ name: 'authenticators_pk', columns: [t.id] }),
    uniqueIndex('authenticators_one').on(t.accountId).where(sql`confirmed_at is not null`),
    uniqueIndex('authenticators_one_to_be').on(t.accountId).where(sql`confirmed_at is null`),
  ],
);

/** Codes for whoever lost their second factor, each good once: 80 random bits, of which the SHA-256 stands here. */
export const recoveryCodes = pgTable(
  'recovery_codes',
  {
    id: id(),
    accountId: account(),
    codeHash: code('code_hash').notNull(),
    createdAt: createdAt(),
    usedAt: instant('used_at'),
  },
  (t) => [primaryKey({ name: 'recovery_codes_pk', columns: [t.id] }), unique('recovery_codes_hash').on(t.accountId, t.codeHash)],
);

/** A passkey's public half, under the name its holder gave it. */
export const passkeys = pgTable(
  'passkeys',
  {
    id: id(),
    accountId: account(),
    credentialId: code('credential_id').notNull(),
    publicKey: code('public_key').notNull(),
    /** How often it says it was used; a copy would count from less. */
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull(),
    name: text('name').notNull(),
    isBackedUp: boolean('is_backed_up').notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant('last_used_at'),
  },
  (t) => [
    primaryKey({ name: 'passkeys_pk', columns: [t.id] }),
    unique('passkeys_credential').on(t.credentialId),
    index('passkeys_of_account').on(t.accountId),
  ],
);

/** Somebody whose password was right and whose second factor is still asked for: `id` is the SHA-256 of their cookie's token. */
export const signInSteps = pgTable(
  'sign_in_steps',
  {
    id: code('id').notNull(),
    accountId: account(),
    tries: integer('tries').notNull().default(0),
    createdAt: createdAt(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'sign_in_steps_pk', columns: [t.id] }),
    index('sign_in_steps_of_account').on(t.accountId),
    index('sign_in_steps_expiry').on(t.expiresAt),
    condition('sign_in_steps_tries', sql`tries >= 0`),
  ],
);

const CHALLENGES = ['sign_in', 'prove', 'register'] as const;

/** What a passkey is asked to sign, once: `id` is the SHA-256 of the token of the browser it was given to. */
export const passkeyChallenges = pgTable(
  'passkey_challenges',
  {
    id: code('id').notNull(),
    challenge: code('challenge').notNull(),
    purpose: code<(typeof CHALLENGES)[number]>('purpose').notNull(),
    /** The sign-in that asked, where there was one. */
    sessionId: code('session_id').references(() => sessions.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'passkey_challenges_pk', columns: [t.id] }),
    index('passkey_challenges_session').on(t.sessionId),
    index('passkey_challenges_expiry').on(t.expiresAt),
    oneOf('passkey_challenges_purpose', t.purpose, CHALLENGES),
    condition('passkey_challenges_session_so', sql`(purpose = 'sign_in') = (session_id is null)`),
  ],
);
