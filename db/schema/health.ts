import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, numeric, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { COMPLEXITIES, type Complexity } from '../../app/features/cases/complexity';
import { HEALTHS, type Health, JUDGED_HEALTHS, type JudgedHealth, MOST_OVERRIDE_DAYS } from '../../app/features/health/health-codes';
import { caseKey } from './cases';
import { clusterId, code, condition, createdAt, day, id, instant, oneOf, version } from './columns';
import { people } from './people';
import { insertBy, keptByKeeper, readBy, readByKeeper, rule, updateBy } from './row-security';

/** How each open case stands, as of a day: written by health.refresh() alone. Apart from the case, whose row its company reads. */
export const caseHealth = pgTable(
  'case_health',
  {
    clusterId: clusterId(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    /** What is shown: a manager's judgement while it lasts, else what is computed. */
    health: code<Health>('health').notNull(),
    computed: code<Health>('computed').notNull(),
    /** Null where nothing is weighed: not begun, on hold. Parts are percentages. */
    score: integer('score'),
    schedule: numeric('schedule'),
    engagement: numeric('engagement'),
    actions: numeric('actions'),
    figures: numeric('figures'),
    /** Codes, dates and numbers; the heaviest first. */
    reasons: jsonb('reasons').$type<Record<string, string | number>[]>().notNull(),
    overrideId: uuid('override_id'),
    onDate: day('on_date').notNull(),
    computedAt: instant('computed_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'case_health_pk', columns: [t.clusterId, t.caseId] }),
    caseKey('case_health_case', t),
    oneOf('case_health_health', t.health, HEALTHS),
    oneOf('case_health_computed', t.computed, HEALTHS),
    index('case_health_day').on(t.clusterId, t.onDate, t.caseId),
    readBy('case_health', rule.staffCaseChild),
    keptByKeeper('case_health'),
  ],
).enableRLS();

/** A manager's judgement instead of the computed one: with its reason, for thirty days at most. */
export const healthOverrides = pgTable(
  'health_overrides',
  {
    clusterId: clusterId(),
    id: id(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    health: code<JudgedHealth>('health').notNull(),
    reason: text('reason').notNull(),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on').notNull(),
    byId: uuid('by_id').notNull(),
    createdAt: createdAt(),
    endedAt: instant('ended_at'),
    endedById: uuid('ended_by_id'),
  },
  (t) => [
    primaryKey({ name: 'health_overrides_pk', columns: [t.clusterId, t.id] }),
    caseKey('health_overrides_case', t),
    foreignKey({ name: 'health_overrides_by', columns: [t.clusterId, t.byId], foreignColumns: [people.clusterId, people.id] }),
    oneOf('health_overrides_health', t.health, JUDGED_HEALTHS),
    condition('health_overrides_days', sql`until_on between from_on and from_on + ${sql.raw(String(MOST_OVERRIDE_DAYS - 1))}`),
    condition('health_overrides_reason', sql`length(reason) >= 10`),
    index('health_overrides_of_case').on(t.clusterId, t.caseId, t.fromOn),
    readBy('health_overrides', rule.staffCaseChild),
    insertBy('health_overrides', rule.staffCaseChild, `${rule.role('manager')} and by_id = ${rule.me}`),
    updateBy('health_overrides', rule.staffCaseChild, rule.role('manager')),
    readByKeeper('health_overrides'),
  ],
).enableRLS();

/** How heavy a case is beside the usual one; no row is the usual. The team's own judgement. */
export const caseWeights = pgTable(
  'case_weights',
  {
    clusterId: clusterId(),
    caseId: uuid('case_id').notNull(),
    companyId: uuid('company_id').notNull(),
    complexity: code<Complexity>('complexity').notNull(),
    setById: uuid('set_by_id').notNull(),
    setAt: instant('set_at').notNull().defaultNow(),
    version: version(),
  },
  (t) => [
    primaryKey({ name: 'case_weights_pk', columns: [t.clusterId, t.caseId] }),
    caseKey('case_weights_case', t),
    foreignKey({ name: 'case_weights_by', columns: [t.clusterId, t.setById], foreignColumns: [people.clusterId, people.id] }),
    oneOf('case_weights_complexity', t.complexity, COMPLEXITIES),
    readBy('case_weights', rule.staffCaseChild),
    insertBy('case_weights', rule.staffCaseChild, `set_by_id = ${rule.me}`),
    updateBy('case_weights', rule.staffCaseChild),
  ],
).enableRLS();
