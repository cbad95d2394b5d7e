import { sql } from 'drizzle-orm';
import { customType, index, integer, numeric, pgPolicy, pgTable, primaryKey, smallint, uuid } from 'drizzle-orm/pg-core';
import { clusters } from './accounts';
import { clusterId, code, day, id, oneOf } from './columns';
import { appWorker, keptByKeeper, readBy, rule } from './row-security';

/** What a step or a total adds, named as the lines of a figure are. */
const measures = () => ({
  lines: integer('lines').notNull(),
  companies: integer('companies').notNull(),
  num: numeric('num').notNull(),
  den: numeric('den').notNull(),
  base: numeric('base').notNull(),
  value: numeric('value').notNull(),
  fresh: integer('fresh').notNull(),
});
const KINDS = ['total', 'apart', 'constant', 'answers'] as const;
const KEYS = ['das', 'department', 'region', 'size', 'cohort', 'track'] as const;
type Key = (typeof KEYS)[number];
type Cut = 'total' | Key | `${Key} ${Key}`;
/** In all, by each dimension, and by each pair of them named in this order. */
const CUTS: readonly Cut[] = ['total', ...KEYS, ...KEYS.flatMap((one, at) => KEYS.slice(at + 1).map((other): Cut => `${one} ${other}`))];

/** Composites of the migrations, written and read by the functions of schema `ledger` only. */
const composite = (type: string) => customType<{ data: string }>({ dataType: () => type });

const AS_JOB = `${rule.sameCluster} and (select access.audience()) = 'system'`;
const readWhole = (table: string) => readBy(table, `${rule.sameCluster} and ${rule.seesAll}`);
const foldedByJobs = (table: string) => pgPolicy(`${table}_fold`, { to: appWorker, using: sql.raw(AS_JOB), withCheck: sql.raw(AS_JOB) });

/** Terms under which the totals were added up: a reading under others recounts. */
export const impactTerms = pgTable(
  'impact_terms',
  {
    clusterId: clusterId().references(() => clusters.id),
    code: code('code').notNull(),
    term: composite('ledger_term')('term').notNull(),
  },
  (t) => [primaryKey({ name: 'impact_terms_pk', columns: [t.clusterId, t.code] }), readWhole('impact_terms'), foldedByJobs('impact_terms')],
).enableRLS();

/** A company, a project or the cluster about which something became known since it was added up. */
export const impactChanges = pgTable(
  'impact_changes',
  { clusterId: clusterId().references(() => clusters.id), id: id(), subjectId: uuid('subject_id').notNull() },
  (t) => [
    primaryKey({ name: 'impact_changes_pk', columns: [t.clusterId, t.id] }),
    index('impact_changes_of_subject').on(t.clusterId, t.subjectId),
    readWhole('impact_changes'),
    foldedByJobs('impact_changes'),
    keptByKeeper('impact_changes'),
  ],
).enableRLS();

/** What a subject adds to figures, from when to when, as it was last added up: derived, and rebuilt from facts at will. */
export const impactParts = pgTable(
  'impact_parts',
  {
    clusterId: clusterId().references(() => clusters.id),
    subjectId: uuid('subject_id').notNull(),
    parts: composite('ledger_part[]')('parts').notNull(),
  },
  (t) => [
    primaryKey({ name: 'impact_parts_pk', columns: [t.clusterId, t.subjectId] }),
    readWhole('impact_parts'),
    foldedByJobs('impact_parts'),
  ],
).enableRLS();

/** By how much all subjects together change a figure on a day (grain d) and in a month (grain m), in all and under each cut: derived. */
export const impactTotals = pgTable(
  'impact_totals',
  {
    clusterId: clusterId().references(() => clusters.id),
    kind: code<(typeof KINDS)[number]>('kind').notNull(),
    cut: code<Cut>('cut').notNull(),
    code: code('code').notNull(),
    /** A figure at a minimum trust is the sum of its rows at that level and above; a row of kind apart stands for itself. */
    level: smallint('level').notNull(),
    grain: code<'d' | 'm'>('grain').notNull(),
    onDate: day('on_date').notNull(),
    /** The domain, department, region, size, year or track of the cut; empty in all and where it is not known. */
    key: code('key').notNull(),
    /** The same of the second dimension of a pair; empty under any other cut. */
    beside: code('beside').notNull(),
    ...measures(),
  },
  (t) => [
    primaryKey({ name: 'impact_totals_pk', columns: [t.clusterId, t.kind, t.cut, t.code, t.level, t.grain, t.onDate, t.key, t.beside] }),
    oneOf('impact_totals_kind', t.kind, KINDS),
    oneOf('impact_totals_cut', t.cut, CUTS),
    oneOf('impact_totals_grain', t.grain, ['d', 'm']),
    readWhole('impact_totals'),
    foldedByJobs('impact_totals'),
  ],
).enableRLS();
