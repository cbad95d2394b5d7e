import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, pgPolicy, pgTable, primaryKey, unique, uuid } from 'drizzle-orm/pg-core';
import { MOST_MONTHS, RETENTION_KINDS, type RetentionKind } from '../../app/features/retention/retention-kind';
import { clusters } from './accounts';
import { clusterId, code, condition, createdAt, id, instant, oneOf, updatedAt, version } from './columns';
import { people } from './people';
import { appUser, appWorker, insertBy, keptByKeeper, readBy, readByKeeper, rule, updateBy } from './row-security';

const forAdmins = `${rule.sameCluster} and (${rule.role('admin')} or (select access.audience()) = 'system')`;

/** A term that a cluster chose, and whether the nightly run keeps it. Without a row: the usual term, off. */
export const retentionRules = pgTable(
  'retention_rules',
  {
    clusterId: clusterId().references(() => clusters.id),
    id: id(),
    kind: code<RetentionKind>('kind').notNull(),
    months: integer('months').notNull(),
    isOn: boolean('is_on').notNull().default(false),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'retention_rules_pk', columns: [t.clusterId, t.id] }),
    unique('retention_rules_kind_once').on(t.clusterId, t.kind),
    oneOf('retention_rules_kind', t.kind, RETENTION_KINDS),
    condition('retention_rules_months', sql.raw(`months between 1 and ${MOST_MONTHS}`)),
    readBy('retention_rules', forAdmins),
    insertBy('retention_rules', rule.sameCluster, rule.role('admin')),
    updateBy('retention_rules', rule.sameCluster, rule.role('admin')),
    readByKeeper('retention_rules'),
  ],
).enableRLS();

/** What a run found and did, or what one would have done: a trial, asked for by an administrator. */
export const retentionRuns = pgTable(
  'retention_runs',
  {
    clusterId: clusterId().references(() => clusters.id),
    id: id(),
    kind: code<RetentionKind>('kind').notNull(),
    ranAt: instant('ran_at').notNull(),
    isTrial: boolean('is_trial').notNull(),
    months: integer('months').notNull(),
    found: integer('found').notNull(),
    done: integer('done').notNull(),
    /** Who asked for a trial; the nightly run is nobody's. */
    byId: uuid('by_id'),
  },
  (t) => [
    primaryKey({ name: 'retention_runs_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'retention_runs_by', columns: [t.clusterId, t.byId], foreignColumns: [people.clusterId, people.id] }),
    index('retention_runs_of_kind').on(t.clusterId, t.kind, t.ranAt),
    oneOf('retention_runs_kind', t.kind, RETENTION_KINDS),
    condition('retention_runs_trial', sql`is_trial = (by_id is not null) and (not is_trial or done = 0)`),
    readBy('retention_runs', forAdmins),
    pgPolicy('retention_runs_try', {
      for: 'insert',
      to: appUser,
      withCheck: sql.raw(`${rule.writes} and ${rule.sameCluster} and ${rule.role('admin')} and is_trial and by_id = ${rule.me}`),
    }),
    pgPolicy('retention_runs_run', {
      for: 'insert',
      to: appWorker,
      withCheck: sql.raw(`${rule.sameCluster} and (select access.audience()) = 'system' and not is_trial`),
    }),
  ],
).enableRLS();

/** Entries of a sealed trail that went by their term, none younger than `before`: what is missing since is explained to whoever verifies the chain. */
export const auditPrunes = pgTable(
  'audit_prunes',
  {
    clusterId: clusterId(),
    trail: code<'access'>('trail').notNull(),
    before: instant('before').notNull(),
    prunedAt: instant('pruned_at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'audit_prunes_pk', columns: [t.clusterId, t.trail, t.before] }),
    oneOf('audit_prunes_trail', t.trail, ['access']),
    keptByKeeper('audit_prunes'),
  ],
).enableRLS();
