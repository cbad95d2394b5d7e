import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  AUTONOMIES,
  type Autonomy,
  MARKETS,
  type Market,
  MEMBER_CATEGORIES,
  type MemberCategory,
  MOST_MARKETS,
  MOST_POSITIONS,
  MOST_TECHNOLOGIES,
  TECHNOLOGIES,
  type Technology,
  VALUE_CHAIN_POSITIONS,
  type ValueChainPosition,
} from '../../app/features/companies/profile-list';
import { clusters } from './accounts';
import { clusterId, code, condition, createdAt, day, id, instant, oneOf, someOf, updatedAt, version } from './columns';
import { appUser, appWorker, insertBy, readBy, readByAuth, readByKeeper, rule, updateBy } from './row-security';

export const SIZE_CATEGORIES = ['micro', 'small', 'medium', 'mid_cap', 'large'] as const;
export const DAS_CODES = ['DAS1', 'DAS2', 'DAS3', 'DAS4'] as const;

/** Those who keep a company's record, and its leaders. */
export const BY_STAFF_OR_COMPANY = `(${rule.role('advisor', 'manager')} or ${rule.isCompany})`;

/** A legal unit as one cluster knows it. SIREN is text: leading zeros are part of it. */
export const companies = pgTable(
  'companies',
  {
    clusterId: clusterId().references(() => clusters.id),
    id: id(),
    siren: code('siren'),
    /** Only outside France; then there is no SIREN. */
    foreignId: text('foreign_id'),
    countryCode: code('country_code').notNull().default('FR'),
    name: text('name').notNull(),
    acronym: text('acronym'),
    /** The sign over the door. */
    tradeName: text('trade_name'),
    memberCategory: code<MemberCategory>('member_category').notNull().default('company'),
    nafCode: code('naf_code'),
    /** NAF 2025, official from 2027. */
    naf2025Code: code('naf_2025_code'),
    legalFormCode: code('legal_form_code'),
    /** INSEE's category; not the size status of European law. */
    inseeCategory: code('insee_category'),
    headOfficeNic: code('head_office_nic'),
    foundedOn: day('founded_on'),
    administrativeState: code<'active' | 'ceased'>('administrative_state').notNull().default('active'),
    sizeCategory: code<(typeof SIZE_CATEGORIES)[number]>('size_category'),
    /** The computed size is not kept by itself over this one: somebody decided, and says why. */
    sizeOverride: code<(typeof SIZE_CATEGORIES)[number]>('size_override'),
    sizeOverrideReason: text('size_override_reason'),
    sizeOverrideEvidence: text('size_override_evidence'),
    sizeOverrideById: uuid('size_override_by_id'),
    sizeOverrideAt: instant('size_override_at'),
    mainDas: code<(typeof DAS_CODES)[number]>('main_das'),
    secondaryDas: text('secondary_das').array().$type<(typeof DAS_CODES)[number][]>().notNull().default(sql`'{}'`),
    valueChain: text('value_chain').array().$type<ValueChainPosition[]>().notNull().default(sql`'{}'`),
    technologies: text('technologies').array().$type<Technology[]>().notNull().default(sql`'{}'`),
    markets: text('markets').array().$type<Market[]>().notNull().default(sql`'{}'`),
    /** Who holds the capital, in the words of European law. */
    autonomy: code<Autonomy>('autonomy').notNull().default('unknown'),
    autonomyDeclaredOn: day('autonomy_declared_on'),
    /** The single undertaking: linked companies under one head, the head included. */
    groupHeadSiren: code('group_head_siren'),
    groupName: text('group_name'),
    jeiFrom: day('jei_from'),
    jeiUntil: day('jei_until'),
    cirFrom: day('cir_from'),
    cirUntil: day('cir_until'),
    streetAddress: text('street_address'),
    postcode: code('postcode'),
    communeCode: code('commune_code'),
    latitude: doublePrecision('latitude'),
    longitude: doublePrecision('longitude'),
    city: text('city'),
    departmentCode: code('department_code'),
    regionCode: code('region_code'),
    /** Hash of the register's row last written here: the same row again changes nothing, so an advisor's correction stays. */
    registerHash: code('register_hash'),
    isDemo: boolean('is_demo').notNull().default(false),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'companies_pk', columns: [t.clusterId, t.id] }),
    uniqueIndex('companies_siren').on(t.clusterId, t.siren),
    index('companies_by_name').on(t.clusterId, t.name, t.id),
    condition('companies_siren_digits', sql`siren ~ '^\\d{9}$'`),
    condition('companies_identity', sql`(siren is null) or (foreign_id is null)`),
    oneOf('companies_state', t.administrativeState, ['active', 'ceased']),
    oneOf('companies_size', t.sizeCategory, SIZE_CATEGORIES),
    oneOf('companies_das', t.mainDas, DAS_CODES),
    index('companies_of_group').on(t.clusterId, t.groupHeadSiren).where(sql`group_head_siren is not null`),
    index('companies_by_department').on(t.clusterId, t.departmentCode, t.name, t.id),
    index('companies_by_main_das').on(t.clusterId, t.mainDas, t.name, t.id),
    oneOf('companies_category', t.memberCategory, MEMBER_CATEGORIES),
    oneOf('companies_autonomy', t.autonomy, AUTONOMIES),
    oneOf('companies_size_override', t.sizeOverride, SIZE_CATEGORIES),
    condition(
      'companies_size_override_said',
      sql`(size_override is null) = (size_override_reason is null) and (size_override is null) = (size_override_at is null)`,
    ),
    someOf('companies_secondary_das', t.secondaryDas, DAS_CODES, 3),
    condition('companies_secondary_das_other', sql`not (main_das = any (secondary_das))`),
    someOf('companies_value_chain', t.valueChain, VALUE_CHAIN_POSITIONS, MOST_POSITIONS),
    someOf('companies_technologies', t.technologies, TECHNOLOGIES, MOST_TECHNOLOGIES),
    someOf('companies_markets', t.markets, MARKETS, MOST_MARKETS),
    condition('companies_group_head_digits', sql`group_head_siren ~ '^\\d{9}$'`),
    condition('companies_group_head_linked', sql`group_head_siren is null or autonomy in ('linked', 'partner')`),
    condition('companies_postcode', sql`postcode ~ '^\\d{5}$'`),
    condition('companies_commune', sql`commune_code ~ '^(\\d{5}|2[AB]\\d{3})$'`),
    condition('companies_place', sql`(latitude is null) = (longitude is null)`),
    condition('companies_jei', sql`jei_until >= jei_from`),
    condition('companies_cir', sql`cir_until >= cir_from`),
    readBy('companies', rule.visibleCompany),
    insertBy('companies', rule.sameCluster, rule.role('manager')),
    // A leader writes the few columns that are the company's to say: a trigger holds the others.
    updateBy('companies', rule.keptCompany('id'), BY_STAFF_OR_COMPANY),
    readByAuth('companies'),
  ],
).enableRLS();

/** Periods of membership; a company without a running period is a prospect or a former member. */
export const memberships = pgTable(
  'memberships',
  {
    clusterId: clusterId(),
    id: id(),
    companyId: uuid('company_id').notNull(),
    status: code<'member' | 'trial' | 'suspended'>('status').notNull(),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'memberships_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'memberships_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    oneOf('memberships_status', t.status, ['member', 'trial', 'suspended']),
    condition('memberships_dates', sql`until_on >= from_on`),
    index('memberships_of_company').on(t.clusterId, t.companyId, t.fromOn),
    uniqueIndex('memberships_one_running').on(t.clusterId, t.companyId).where(sql`until_on is null`),
    readBy('memberships', rule.companyChild),
    readByKeeper('memberships'),
    insertBy('memberships', rule.companyChild, rule.role('manager')),
    updateBy('memberships', rule.companyChild, rule.role('manager')),
  ],
).enableRLS();

/** The published company register (Sirene StockUniteLegale), one row a legal unit; public data, shared by all clusters. */
export const registerUnits = pgTable(
  'register_units',
  {
    siren: code('siren').notNull(),
    name: text('name'),
    foldedName: code('folded_name'),
    acronym: text('acronym'),
    legalFormCode: code('legal_form_code'),
    nafCode: code('naf_code'),
    inseeCategory: code('insee_category'),
    headcountBand: code('headcount_band'),
    headOfficeNic: code('head_office_nic'),
    foundedOn: day('founded_on'),
    isCeased: boolean('is_ceased').notNull().default(false),
    /** `P`: the unit asked for partial publication; its name is not shown. */
    isPartlyPublished: boolean('is_partly_published').notNull().default(false),
    isPurged: boolean('is_purged').notNull().default(false),
    rowHash: code('row_hash').notNull(),
    importedAt: instant('imported_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'register_units_pk', columns: [t.siren] }),
    index('register_units_by_name').on(t.foldedName, t.siren),
    pgPolicy('register_units_read', { for: 'select', to: [appUser, appWorker], using: sql.raw(`${rule.isStaff}`) }),
    pgPolicy('register_units_insert', { for: 'insert', to: [appUser, appWorker], withCheck: sql.raw(rule.role('manager')) }),
    pgPolicy('register_units_update', {
      for: 'update',
      to: [appUser, appWorker],
      using: sql.raw(rule.role('manager')),
      withCheck: sql.raw(rule.role('manager')),
    }),
  ],
).enableRLS();

/** One reading of a register file: the preview, then what was written. By a manager, or by the command line when nobody is named. */
export const registerImports = pgTable(
  'register_imports',
  {
    clusterId: clusterId().references(() => clusters.id),
    id: id(),
    fileName: text('file_name').notNull(),
    fileSha256: code('file_sha256').notNull(),
    sizeBytes: bigint('size_bytes', { mode: 'number' }).notNull(),
    columns: integer('columns').notNull(),
    ignoredColumns: jsonb('ignored_columns').$type<string[]>().notNull().default([]),
    state: code<'reading' | 'previewed' | 'applied' | 'discarded' | 'refused'>('state').notNull(),
    refusal: code('refusal'),
    refusalDetail: text('refusal_detail'),
    readRows: integer('read_rows').notNull().default(0),
    createdRows: integer('created_rows').notNull().default(0),
    updatedRows: integer('updated_rows').notNull().default(0),
    unchangedRows: integer('unchanged_rows').notNull().default(0),
    rejectedRows: integer('rejected_rows').notNull().default(0),
    updatedCompanies: integer('updated_companies').notNull().default(0),
    importedById: uuid('imported_by_id'),
    createdAt: createdAt(),
    appliedAt: instant('applied_at'),
  },
  (t) => [
    primaryKey({ name: 'register_imports_pk', columns: [t.clusterId, t.id] }),
    oneOf('register_imports_state', t.state, ['reading', 'previewed', 'applied', 'discarded', 'refused']),
    readBy('register_imports', `${rule.sameCluster} and ${rule.role('manager')}`),
    insertBy('register_imports', rule.sameCluster, `${rule.role('manager')} and imported_by_id is not distinct from ${rule.me}`),
    updateBy('register_imports', rule.sameCluster, rule.role('manager')),
  ],
).enableRLS();

/** Rows of a read file waiting for the manager's word, and rows refused with their line and reason. */
export const registerImportRows = pgTable(
  'register_import_rows',
  {
    clusterId: clusterId(),
    importId: uuid('import_id').notNull(),
    line: integer('line').notNull(),
    verdict: code<'created' | 'updated' | 'unchanged' | 'rejected'>('verdict').notNull(),
    reason: code('reason'),
    siren: code('siren'),
    name: text('name'),
    unit: jsonb('unit').$type<Record<string, string | boolean | null>>(),
  },
  (t) => [
    primaryKey({ name: 'register_import_rows_pk', columns: [t.clusterId, t.importId, t.line] }),
    foreignKey({
      name: 'register_import_rows_import',
      columns: [t.clusterId, t.importId],
      foreignColumns: [registerImports.clusterId, registerImports.id],
    }).onDelete('cascade'),
    oneOf('register_import_rows_verdict', t.verdict, ['created', 'updated', 'unchanged', 'rejected']),
    index('register_import_rows_by_verdict').on(t.clusterId, t.importId, t.verdict, t.line),
    readBy('register_import_rows', `${rule.sameCluster} and ${rule.role('manager')}`),
    insertBy('register_import_rows', rule.sameCluster, rule.role('manager')),
    pgPolicy('register_import_rows_delete', {
      for: 'delete',
      to: [appUser, appWorker],
      using: sql.raw(`${rule.writes} and ${rule.role('manager')} and ${rule.sameCluster}`),
    }),
  ],
).enableRLS();
