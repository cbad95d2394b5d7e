import { sql } from 'drizzle-orm';
import { pgPolicy, pgRole } from 'drizzle-orm/pg-core';

/** Web requests. Neither owner nor superuser, no BYPASSRLS. */
export const appUser = pgRole('app_user').existing();
/** Jobs. */
export const appWorker = pgRole('app_worker').existing();
/** Owner of functions that read before or above a policy. */
export const appAuth = pgRole('app_auth').existing();
/** Owner of the triggers that keep derived columns. */
export const appKeeper = pgRole('app_keeper').existing();

// Every arm reads a setting of the transaction or a column of its own row, never a table: plans keep their indexes.
const sameCluster = 'cluster_id = (select access.cluster_id())';
const seesAll = '(select access.sees_all())';
const isStaff = '(select access.is_staff())';
const isCompany = `(select access.audience()) = 'company'`;
const me = '(select access.person_id())';
const mine = (column: string) => `${column} = any ((select access.company_ids())::uuid[])`;
/** Companies whose account the caller holds. */
const owned = (column: string) => `${column} = any ((select access.owned_company_ids())::uuid[])`;
/** Cases, or companies, of which a part is opened to the caller until a day (`case_grants`). */
const openedTo = (what: 'plan' | 'documents' | 'finance' | 'figures' | 'companies', column: string) =>
  `${column} = any ((select access.opened('${what}'))::uuid[])`;
/** One more arm of a reading rule, for those to whom a part is opened; writing never has it. */
const or = (opened: string) => (opened ? ` or (${opened})` : '');
const scoped = (test: string) => `((select access.has_scope()) and ${test})`;

export const rule = {
  sameCluster,
  seesAll,
  isStaff,
  isCompany,
  me,
  mine,
  scoped,
  openedTo,
  writes: '(select access.writes())',
  role: (...roles: string[]) => `(select access.has_role(${roles.map((role) => `'${role}'`).join(', ')}))`,
  /** The root: every child, list, count and search follows this rule. */
  visibleCase: `${sameCluster} and (${seesAll} or lead_id = ${me} or ${mine('company_id')} or team_id = any ((select access.team_ids())::uuid[]) or programme_id = any ((select access.programme_ids())::uuid[]) or track = any ((select access.tracks())::text[]) or (worklist = 'new' and lead_id is null and (select access.takes_requests())))`,
  visibleCompany: `${sameCluster} and (${seesAll} or ${mine('id')} or ${scoped('access.company_has_visible_case(id)')})`,
  /** A child of a company. */
  companyChild: `${sameCluster} and (${seesAll} or ${mine('company_id')} or ${scoped('access.company_has_visible_case(company_id)')})`,
  /** Who keeps a company's record and its people: who merely examines another's request reads them. */
  keptCompany: (column: string) => `${sameCluster} and (${seesAll} or ${mine(column)} or ${scoped(`access.keeps_company(${column})`)})`,
  /** Who keeps a company's people: the staff who keep its record, and the one of its people who holds its account. */
  keptPeopleOf: (column: string) =>
    `${sameCluster} and (${owned(column)} or (${isStaff} and (${seesAll} or ${mine(column)} or ${scoped(`access.keeps_company(${column})`)})))`,
  owns: owned,
  ownsAny: '(select cardinality(access.owned_company_ids()) > 0)',
  /** A company's figures: not for those who merely examine its request. */
  figureOf: (opened = '') =>
    `${sameCluster} and (${seesAll} or ${mine('company_id')} or ${scoped('access.company_has_led_case(company_id)')}${or(opened)})`,
  /** A child of a case that carries its company. */
  caseChild: (forCompany = 'true', opened = '') =>
    `${sameCluster} and (${seesAll} or (${mine('company_id')} and (${isStaff} or ${forCompany})) or ${scoped('access.may_see_case(case_id)')}${or(opened)})`,
  /** What is restricted: whoever wrote it, those it names, and who manages it. The team reads the rest. */
  readsClass: (author: string, caseId = 'case_id') =>
    `(confidentiality <> 'restricted' or (${isStaff} and (${author} = ${me} or ${me} = any (reader_ids) or ((select access.has_role('manager')) and (${seesAll} or access.manages_item(company_id, ${caseId}))))))`,
  staffCaseChild: `${sameCluster} and ${isStaff} and (${seesAll} or ${mine('company_id')} or ${scoped('access.may_see_case(case_id)')})`,
};

export const readBy = (table: string, using: string) =>
  pgPolicy(`${table}_read`, { for: 'select', to: [appUser, appWorker], using: sql.raw(using) });

// An UPDATE that reads no column skips the SELECT policy, so writing always repeats the reading rule.
export const insertBy = (table: string, visible: string, may = 'true') =>
  pgPolicy(`${table}_insert`, { for: 'insert', to: [appUser, appWorker], withCheck: sql.raw(`${rule.writes} and ${may} and ${visible}`) });
export const updateBy = (table: string, visible: string, may = 'true', after = visible) =>
  pgPolicy(`${table}_update`, {
    for: 'update',
    to: [appUser, appWorker],
    using: sql.raw(`${rule.writes} and ${may} and ${visible}`),
    withCheck: sql.raw(`${rule.writes} and ${may} and ${after}`),
  });
export const deleteBy = (table: string, visible: string, may: string) =>
  pgPolicy(`${table}_delete`, { for: 'delete', to: [appUser, appWorker], using: sql.raw(`${rule.writes} and ${may} and ${visible}`) });

/** Definer functions apply rights themselves; they read through this policy, on the tables named only. */
export const readByAuth = (table: string) => pgPolicy(`${table}_auth`, { for: 'select', to: appAuth, using: sql`true` });
export const keptByKeeper = (table: string) => pgPolicy(`${table}_keeper`, { to: appKeeper, using: sql`true`, withCheck: sql`true` });
/** Functions that compute above the policies read through this one. */
export const readByKeeper = (table: string) => pgPolicy(`${table}_keeper`, { for: 'select', to: appKeeper, using: sql`true` });
