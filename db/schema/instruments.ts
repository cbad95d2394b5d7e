import { sql } from 'drizzle-orm';
import { boolean, integer, jsonb, numeric, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import {
  AID_FORMS,
  AID_RULES,
  type AidForm,
  type AidRule,
  type ConsortiumRules,
  INSTRUMENT_MARKS,
  type InstrumentMark,
} from '../../app/features/instruments/instrument';
import { clusters } from './accounts';
import { clusterId, code, condition, day, oneOf, someOf } from './columns';
import { readBy, rule } from './row-security';

/** Schemes a company or a project may ask for. A change of terms is a new version with its own dates: what was asked before keeps its own. */
export const instruments = pgTable(
  'instruments',
  {
    clusterId: clusterId().references(() => clusters.id),
    code: code('code').notNull(),
    version: integer('version').notNull(),
    labelFr: text('label_fr').notNull(),
    labelEn: text('label_en').notNull(),
    funderFr: text('funder_fr').notNull(),
    funderEn: text('funder_en').notNull(),
    /** What it gives; the first is the usual one. */
    aidForms: text('aid_forms').array().$type<AidForm[]>().notNull(),
    /** Null where the decision must be read. */
    aidRule: code<AidRule>('aid_rule'),
    isLabelRequired: boolean('is_label_required').notNull().default(false),
    /** Null: in force before the records begin. */
    validFrom: day('valid_from'),
    validUntil: day('valid_until'),
    /** Highest share of the cost base, in percent, with where and when it was read. */
    maxRate: numeric('max_rate'),
    rateSource: text('rate_source'),
    rateReadOn: day('rate_read_on'),
    notesFr: text('notes_fr').notNull(),
    notesEn: text('notes_en').notNull(),
    source: text('source'),
    mark: code<InstrumentMark>('mark').notNull(),
    /** Tracks and structuring kinds (S1, S2, S3) it serves, by template code. */
    serves: text('serves').array().notNull(),
    /** The scheme asked for instead, once this one has ended. */
    replacedBy: code('replaced_by'),
    rules: jsonb('rules').$type<ConsortiumRules>().notNull().default({}),
  },
  (t) => [
    primaryKey({ name: 'instruments_pk', columns: [t.clusterId, t.code, t.version] }),
    condition('instruments_dates', sql`valid_until >= valid_from`),
    condition(
      'instruments_rate',
      sql`max_rate is null or (max_rate > 0 and max_rate <= 100 and rate_source is not null and rate_read_on is not null)`,
    ),
    someOf('instruments_forms', t.aidForms, AID_FORMS, AID_FORMS.length),
    oneOf('instruments_aid_rule', t.aidRule, AID_RULES),
    oneOf('instruments_mark', t.mark, INSTRUMENT_MARKS),
    readBy('instruments', rule.sameCluster),
  ],
).enableRLS();
