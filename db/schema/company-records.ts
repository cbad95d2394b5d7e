import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import {
  INVESTOR_EXCEPTIONS,
  type InvestorException,
  LINK_KINDS,
  LINK_SIDES,
  type LinkKind,
  type LinkSide,
} from '../../app/features/capital/capital-link';
import { DIFFICULTIES, type Difficulty, EXPORT_CONTROLS, type ExportControl } from '../../app/features/companies/profile-list';
import { clusterId, code, condition, createdAt, day, id, instant, oneOf, updatedAt, version } from './columns';
import { BY_STAFF_OR_COMPANY, companies } from './companies';
import { people } from './people';
import { insertBy, readBy, readByAuth, readByKeeper, rule, updateBy } from './row-security';

/** Restricted (class C3): staff who keep the company, and managers. */
const restricted = `${rule.isStaff} and ${rule.keptCompany('company_id')}`;

/** Places of business. The head office is one of them. */
export const establishments = pgTable(
  'establishments',
  {
    clusterId: clusterId(),
    id: id(),
    companyId: uuid('company_id').notNull(),
    /** Five digits after the SIREN; none outside France. */
    nic: code('nic'),
    isHeadOffice: boolean('is_head_office').notNull().default(false),
    name: text('name'),
    streetAddress: text('street_address'),
    postcode: code('postcode'),
    communeCode: code('commune_code'),
    city: text('city'),
    departmentCode: code('department_code'),
    countryCode: code('country_code').notNull().default('FR'),
    fromOn: day('from_on'),
    untilOn: day('until_on'),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'establishments_pk', columns: [t.clusterId, t.id] }),
    foreignKey({
      name: 'establishments_company',
      columns: [t.clusterId, t.companyId],
      foreignColumns: [companies.clusterId, companies.id],
    }),
    uniqueIndex('establishments_nic').on(t.clusterId, t.companyId, t.nic),
    uniqueIndex('establishments_one_head_office').on(t.clusterId, t.companyId).where(sql`is_head_office and until_on is null`),
    condition('establishments_nic_digits', sql`nic ~ '^\\d{5}$'`),
    condition('establishments_dates', sql`until_on >= from_on`),
    readBy('establishments', rule.companyChild),
    insertBy('establishments', rule.keptCompany('company_id'), rule.role('advisor', 'manager')),
    updateBy('establishments', rule.keptCompany('company_id'), rule.role('advisor', 'manager')),
  ],
).enableRLS();

/** A closed financial year, and what no metric of the catalogue holds of it; the rest is in the ledger, in the cell of its `year`. */
export const companyYears = pgTable(
  'company_years',
  {
    clusterId: clusterId(),
    id: id(),
    companyId: uuid('company_id').notNull(),
    closedOn: day('closed_on').notNull(),
    months: smallint('months').notNull().default(12),
    /** The calendar year that holds the closing date. */
    year: smallint('year').generatedAlwaysAs(sql`extract(year from closed_on)`).notNull(),
    balanceTotalCents: bigint('balance_total_cents', { mode: 'number' }),
    netResultCents: bigint('net_result_cents', { mode: 'number' }),
    currency: code('currency').notNull().default('EUR'),
    /** Percentage of the turnover made in photonics. */
    photonicShare: numeric('photonic_share', { precision: 5, scale: 2, mode: 'number' }),
    /** Who gave what stands here: the company, or staff on its behalf. */
    source: code<'company' | 'staff'>('source').notNull(),
    recordedById: uuid('recorded_by_id').notNull(),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'company_years_pk', columns: [t.clusterId, t.id] }),
    foreignKey({
      name: 'company_years_recorded_by',
      columns: [t.clusterId, t.recordedById],
      foreignColumns: [people.clusterId, people.id],
    }),
    foreignKey({ name: 'company_years_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    uniqueIndex('company_years_one_a_year').on(t.clusterId, t.companyId, t.year),
    condition('company_years_months', sql`months between 1 and 23`),
    condition('company_years_balance', sql`balance_total_cents >= 0`),
    condition('company_years_share', sql`photonic_share between 0 and 100`),
    oneOf('company_years_source', t.source, ['company', 'staff']),
    readBy('company_years', rule.figureOf()),
    insertBy('company_years', rule.keptCompany('company_id'), `${BY_STAFF_OR_COMPANY} and recorded_by_id = ${rule.me}`),
    updateBy('company_years', rule.keptCompany('company_id'), BY_STAFF_OR_COMPANY),
  ],
).enableRLS();

/** Who shares a company's figures in one year: enterprises in its capital, and those it has a share of. (`docs/domain.md §2.3`) */
export const capitalLinks = pgTable(
  'capital_links',
  {
    clusterId: clusterId(),
    id: id(),
    companyId: uuid('company_id').notNull(),
    /** The calendar year that holds the closing date. */
    year: smallint('year').notNull(),
    side: code<LinkSide>('side').notNull(),
    kind: code<LinkKind>('kind').notNull(),
    name: text('name').notNull(),
    siren: code('siren'),
    /** Percentage of capital or votes, the larger of the two. */
    share: numeric('share', { precision: 5, scale: 2, mode: 'number' }).notNull(),
    /** An investor that the law lists: neither partner nor public holder. */
    exception: code<InvestorException>('exception'),
    headcount: numeric('headcount', { precision: 10, scale: 2, mode: 'number' }),
    turnoverCents: bigint('turnover_cents', { mode: 'number' }),
    balanceTotalCents: bigint('balance_total_cents', { mode: 'number' }),
    currency: code('currency').notNull().default('EUR'),
    /** Who gave what stands here: the company, or staff on its behalf. */
    source: code<'company' | 'staff'>('source').notNull(),
    recordedById: uuid('recorded_by_id').notNull(),
    /** Off the table since; the line is kept. */
    removedAt: instant('removed_at'),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'capital_links_pk', columns: [t.clusterId, t.id] }),
    foreignKey({
      name: 'capital_links_recorded_by',
      columns: [t.clusterId, t.recordedById],
      foreignColumns: [people.clusterId, people.id],
    }),
    foreignKey({ name: 'capital_links_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    index('capital_links_of_company').on(t.clusterId, t.companyId, t.year),
    uniqueIndex('capital_links_once').on(t.clusterId, t.companyId, t.year, t.side, t.siren).where(sql`removed_at is null`),
    oneOf('capital_links_side', t.side, LINK_SIDES),
    oneOf('capital_links_kind', t.kind, LINK_KINDS),
    oneOf('capital_links_exception', t.exception, INVESTOR_EXCEPTIONS),
    oneOf('capital_links_source', t.source, ['company', 'staff']),
    condition('capital_links_siren', sql`siren ~ '^\\d{9}$'`),
    condition(
      'capital_links_share',
      sql`share <= 100 and case kind when 'partner' then share between 25 and 50 when 'linked' then share > 50 else share > 0 end`,
    ),
    condition('capital_links_exception_of_holder', sql`exception is null or side = 'holder' and share <= 50`),
    condition('capital_links_public_holder', sql`kind <> 'public_body' or side = 'holder'`),
    condition('capital_links_figures', sql`headcount >= 0 and turnover_cents >= 0 and balance_total_cents >= 0`),
    readBy('capital_links', rule.figureOf()),
    insertBy('capital_links', rule.keptCompany('company_id'), `${BY_STAFF_OR_COMPANY} and recorded_by_id = ${rule.me}`),
    updateBy('capital_links', rule.keptCompany('company_id'), BY_STAFF_OR_COMPANY),
    readByKeeper('capital_links'),
  ],
).enableRLS();

/** Public aid received, by the day the right to it was granted. A wrong line is corrected by another, never changed. */
export const aidGrants = pgTable(
  'aid_grants',
  {
    clusterId: clusterId(),
    id: id(),
    companyId: uuid('company_id').notNull(),
    grantedOn: day('granted_on').notNull(),
    title: text('title').notNull(),
    funder: text('funder').notNull(),
    instrumentCode: code('instrument_code'),
    /** An instrument that the catalogue doesn't hold, in words. */
    instrumentOther: text('instrument_other'),
    isDeMinimis: boolean('is_de_minimis').notNull(),
    grossGrantCents: bigint('gross_grant_cents', { mode: 'number' }).notNull(),
    currency: code('currency').notNull().default('EUR'),
    evidence: text('evidence').notNull(),
    correctsId: uuid('corrects_id'),
    correctionReason: text('correction_reason'),
    /** The corrected line never was: nothing takes its place. */
    isStruck: boolean('is_struck').notNull().default(false),
    recordedById: uuid('recorded_by_id').notNull(),
    recordedAt: instant('recorded_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ name: 'aid_grants_pk', columns: [t.clusterId, t.id] }),
    foreignKey({ name: 'aid_grants_recorded_by', columns: [t.clusterId, t.recordedById], foreignColumns: [people.clusterId, people.id] }),
    foreignKey({ name: 'aid_grants_company', columns: [t.clusterId, t.companyId], foreignColumns: [companies.clusterId, companies.id] }),
    unique('aid_grants_of_company').on(t.clusterId, t.companyId, t.id),
    foreignKey({
      name: 'aid_grants_corrects',
      columns: [t.clusterId, t.companyId, t.correctsId],
      foreignColumns: [t.clusterId, t.companyId, t.id],
    }),
    uniqueIndex('aid_grants_corrected_once').on(t.clusterId, t.correctsId),
    index('aid_grants_by_day').on(t.clusterId, t.companyId, t.grantedOn),
    condition('aid_grants_instrument', sql`instrument_code is null or instrument_other is null`),
    condition('aid_grants_amount', sql`gross_grant_cents >= 0`),
    condition(
      'aid_grants_correction',
      sql`(corrects_id is null) = (correction_reason is null) and (corrects_id is not null or not is_struck)`,
    ),
    readBy('aid_grants', rule.figureOf()),
    insertBy('aid_grants', rule.keptCompany('company_id'), `${rule.role('advisor', 'manager')} and recorded_by_id = ${rule.me}`),
    readByAuth('aid_grants'),
  ],
).enableRLS();

/** What staff judge of a company in difficulty, by period; the company never reads it. */
export const companyDifficulties = pgTable(
  'company_difficulties',
  {
    clusterId: clusterId(),
    id: id(),
    companyId: uuid('company_id').notNull(),
    level: code<Difficulty>('level').notNull(),
    reason: text('reason').notNull(),
    fromOn: day('from_on').notNull(),
    untilOn: day('until_on'),
    recordedById: uuid('recorded_by_id').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ name: 'company_difficulties_pk', columns: [t.clusterId, t.id] }),
    foreignKey({
      name: 'company_difficulties_recorded_by',
      columns: [t.clusterId, t.recordedById],
      foreignColumns: [people.clusterId, people.id],
    }),
    foreignKey({
      name: 'company_difficulties_company',
      columns: [t.clusterId, t.companyId],
      foreignColumns: [companies.clusterId, companies.id],
    }),
    oneOf('company_difficulties_level', t.level, DIFFICULTIES),
    condition('company_difficulties_dates', sql`until_on >= from_on`),
    index('company_difficulties_of_company').on(t.clusterId, t.companyId, t.fromOn),
    uniqueIndex('company_difficulties_one_running').on(t.clusterId, t.companyId).where(sql`until_on is null`),
    readBy('company_difficulties', restricted),
    insertBy('company_difficulties', restricted, `${rule.role('advisor', 'manager')} and recorded_by_id = ${rule.me}`),
    updateBy('company_difficulties', restricted, rule.role('advisor', 'manager')),
    readByKeeper('company_difficulties'),
  ],
).enableRLS();

/** Whether what a company makes falls under export control: its leader says so, and those who keep it read it. */
export const exportControls = pgTable(
  'export_controls',
  {
    clusterId: clusterId(),
    companyId: uuid('company_id').notNull(),
    status: code<ExportControl>('status').notNull(),
    statedOn: day('stated_on').notNull(),
    recordedById: uuid('recorded_by_id').notNull(),
    version: version(),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    primaryKey({ name: 'export_controls_pk', columns: [t.clusterId, t.companyId] }),
    foreignKey({
      name: 'export_controls_recorded_by',
      columns: [t.clusterId, t.recordedById],
      foreignColumns: [people.clusterId, people.id],
    }),
    foreignKey({
      name: 'export_controls_company',
      columns: [t.clusterId, t.companyId],
      foreignColumns: [companies.clusterId, companies.id],
    }),
    oneOf('export_controls_status', t.status, EXPORT_CONTROLS),
    readBy('export_controls', rule.keptCompany('company_id')),
    insertBy('export_controls', rule.keptCompany('company_id'), `${BY_STAFF_OR_COMPANY} and recorded_by_id = ${rule.me}`),
    updateBy('export_controls', rule.keptCompany('company_id'), BY_STAFF_OR_COMPANY),
  ],
).enableRLS();
