import { and, asc, desc, eq, gt, gte, isNotNull, lt, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type Beside, type PageOfRows, readPageBeside } from '~/platform/page-beside';
import { companies, registerImportRows, registerImports, registerUnits } from '../../../db/schema/companies';
import { people } from '../../../db/schema/people';
import { checkSiret, normaliseIdentifier } from '../companies/siren';
import type { RejectionReason, Verdict } from './register-file';
import type { ImportQuery, RegisterQuery, UnitPlace } from './register-query';

export type RegisterLine = {
  siren: string;
  name: string | null;
  acronym: string | null;
  legalFormCode: string | null;
  nafCode: string | null;
  foundedOn: string | null;
  isCeased: boolean;
  isPartlyPublished: boolean;
  /** The company of the cluster that bears this number. */
  companyId: string | null;
};

export const REGISTER_ROWS_A_PAGE = 50;

const unitColumns = {
  siren: registerUnits.siren,
  name: registerUnits.name,
  acronym: registerUnits.acronym,
  legalFormCode: registerUnits.legalFormCode,
  nafCode: registerUnits.nafCode,
  foundedOn: registerUnits.foundedOn,
  isCeased: registerUnits.isCeased,
  isPartlyPublished: registerUnits.isPartlyPublished,
  companyId: companies.id,
};

/** Legal units whose name begins so, blind to accents and case, or whose SIREN does. Active ones and ceased ones alike. */
export async function searchRegister(tx: Tx, actor: Actor, { q, after, before }: RegisterQuery): Promise<PageOfRows<RegisterLine>> {
  const digits = normaliseIdentifier(q);
  const isNumber = /^\d{2,14}$/.test(digits);
  if (!isNumber && q.trim().length < 2) return { rows: [], hasPrevious: false, hasNext: false };
  const search = isNumber ? byNumber(digits) : byName(q.trim());
  return readPageBeside({ after, before }, REGISTER_ROWS_A_PAGE, (beside) => {
    const place = beside.after ?? beside.before;
    const past = place && (beside.before ? sql`${search.row} < ${search.at(place)}` : sql`${search.row} > ${search.at(place)}`);
    return tx
      .select(unitColumns)
      .from(registerUnits)
      .leftJoin(companies, and(eq(companies.clusterId, actor.clusterId), eq(companies.siren, registerUnits.siren)))
      .where(and(search.found, past ?? undefined))
      .orderBy(...search.order.map((column) => (beside.before ? desc(column) : asc(column))))
      .limit(REGISTER_ROWS_A_PAGE + 1);
  });
}

/** What a search finds, the row its order goes by, and where a place stands in that order. */
type UnitSearch = { found: SQL | undefined; row: SQL; at: (place: UnitPlace) => SQL; order: AnyPgColumn[] };

function byNumber(digits: string): UnitSearch {
  const siren = checkSiret(digits).ok ? digits.slice(0, 9) : digits;
  return {
    found: and(gte(registerUnits.siren, siren), lt(registerUnits.siren, `${siren}:`)),
    row: sql`${registerUnits.siren}`,
    at: (place) => sql`${place.siren}`,
    order: [registerUnits.siren],
  };
}

function byName(name: string): UnitSearch {
  const folded = sql`access.fold(${name})`;
  return {
    found: and(
      sql`${registerUnits.foldedName} >= ${folded} collate "C"`,
      sql`${registerUnits.foldedName} < (${folded} || U&'\\FFFF') collate "C"`,
    ),
    row: sql`(${registerUnits.foldedName}, ${registerUnits.siren})`,
    at: (place) => sql`(access.fold(${place.name}) collate "C", ${place.siren})`,
    order: [registerUnits.foldedName, registerUnits.siren],
  };
}

export type ImportHead = Pick<
  typeof registerImports.$inferSelect,
  | 'id'
  | 'fileName'
  | 'fileSha256'
  | 'sizeBytes'
  | 'columns'
  | 'ignoredColumns'
  | 'state'
  | 'refusal'
  | 'refusalDetail'
  | 'readRows'
  | 'createdRows'
  | 'updatedRows'
  | 'unchangedRows'
  | 'rejectedRows'
  | 'updatedCompanies'
  | 'createdAt'
  | 'appliedAt'
> & { by: string | null };

const headColumns = {
  id: registerImports.id,
  fileName: registerImports.fileName,
  fileSha256: registerImports.fileSha256,
  sizeBytes: registerImports.sizeBytes,
  columns: registerImports.columns,
  ignoredColumns: registerImports.ignoredColumns,
  state: registerImports.state,
  refusal: registerImports.refusal,
  refusalDetail: registerImports.refusalDetail,
  readRows: registerImports.readRows,
  createdRows: registerImports.createdRows,
  updatedRows: registerImports.updatedRows,
  unchangedRows: registerImports.unchangedRows,
  rejectedRows: registerImports.rejectedRows,
  updatedCompanies: registerImports.updatedCompanies,
  createdAt: registerImports.createdAt,
  appliedAt: registerImports.appliedAt,
  by: sql<string | null>`${people.givenName} || ' ' || ${people.familyName}`,
};

function heads(tx: Tx) {
  return tx
    .select(headColumns)
    .from(registerImports)
    .leftJoin(people, and(eq(people.clusterId, registerImports.clusterId), eq(people.id, registerImports.importedById)));
}

/** The last files read, newest first. */
export function listImports(tx: Tx, actor: Actor): Promise<ImportHead[]> {
  return heads(tx).where(eq(registerImports.clusterId, actor.clusterId)).orderBy(desc(registerImports.id)).limit(8);
}

export type ImportLine = {
  line: number;
  verdict: Verdict;
  reason: RejectionReason | null;
  siren: string | null;
  name: string | null;
  isCeased: boolean;
  companyId: string | null;
};
export type KnownCompany = { id: string; name: string; newName: string | null; isCeasing: boolean };
export type ImportPageContent = PageOfRows<ImportLine> & { head: ImportHead; verdict: Verdict; known: KnownCompany[] };

/** One file: its counts, a page of its rows under one verdict, and the cluster's companies it bears on. */
export async function readImportPage(
  tx: Tx,
  actor: Actor,
  importId: string,
  { verdict: asked, after, before }: ImportQuery,
): Promise<ImportPageContent | null> {
  const [head] = await heads(tx).where(and(eq(registerImports.clusterId, actor.clusterId), eq(registerImports.id, importId)));
  if (!head) return null;
  const verdict = asked ?? firstVerdict(head);
  const page = await readPageBeside({ after, before }, REGISTER_ROWS_A_PAGE, (beside) => readLines(tx, actor, importId, verdict, beside));
  const known = head.state === 'previewed' ? await listKnownCompanies(tx, actor, importId) : [];
  return { head, verdict, ...page, known };
}

/** One row more than a page, from a line on. */
function readLines(tx: Tx, actor: Actor, importId: string, verdict: Verdict, { after, before }: Beside<number>): Promise<ImportLine[]> {
  const { line } = registerImportRows;
  return tx
    .select({
      line,
      verdict: registerImportRows.verdict,
      reason: sql<RejectionReason | null>`${registerImportRows.reason}`,
      siren: registerImportRows.siren,
      name: registerImportRows.name,
      isCeased: sql<boolean>`coalesce((${registerImportRows.unit} ->> 'isCeased')::boolean, ${registerUnits.isCeased}, false)`,
      companyId: companies.id,
    })
    .from(registerImportRows)
    .leftJoin(registerUnits, eq(registerUnits.siren, registerImportRows.siren))
    .leftJoin(companies, and(eq(companies.clusterId, registerImportRows.clusterId), eq(companies.siren, registerImportRows.siren)))
    .where(
      and(
        eq(registerImportRows.clusterId, actor.clusterId),
        eq(registerImportRows.importId, importId),
        eq(registerImportRows.verdict, verdict),
        after ? gt(line, after) : before ? lt(line, before) : undefined,
      ),
    )
    .orderBy(before ? desc(line) : asc(line))
    .limit(REGISTER_ROWS_A_PAGE + 1);
}

/** What needs a look first. */
function firstVerdict(head: ImportHead): Verdict {
  if (head.state === 'applied') return head.createdRows > 0 ? 'created' : head.updatedRows > 0 ? 'updated' : 'unchanged';
  return head.rejectedRows > 0 ? 'rejected' : head.createdRows > 0 ? 'created' : head.updatedRows > 0 ? 'updated' : 'unchanged';
}

/** Companies of the cluster that this file would change. */
async function listKnownCompanies(tx: Tx, actor: Actor, importId: string): Promise<KnownCompany[]> {
  const name = sql<string | null>`coalesce(${registerImportRows.unit} ->> 'name', ${registerUnits.name})`;
  const isCeased = sql<boolean>`coalesce((${registerImportRows.unit} ->> 'isCeased')::boolean, ${registerUnits.isCeased})`;
  return tx
    .select({
      id: companies.id,
      name: companies.name,
      newName: sql<string | null>`nullif(${name}, ${companies.name})`,
      isCeasing: sql<boolean>`${isCeased} and ${companies.administrativeState} = 'active'`,
    })
    .from(companies)
    .innerJoin(
      registerImportRows,
      and(
        eq(registerImportRows.clusterId, companies.clusterId),
        eq(registerImportRows.importId, importId),
        eq(registerImportRows.siren, companies.siren),
        sql`${registerImportRows.verdict} <> 'rejected'`,
      ),
    )
    .leftJoin(registerUnits, eq(registerUnits.siren, companies.siren))
    .where(
      and(
        eq(companies.clusterId, actor.clusterId),
        isNotNull(companies.siren),
        eq(companies.isDemo, false),
        sql`${companies.registerHash} is distinct from coalesce(${registerImportRows.unit} ->> 'rowHash', ${registerUnits.rowHash})`,
      ),
    )
    .orderBy(asc(companies.name), asc(companies.id))
    .limit(50);
}
