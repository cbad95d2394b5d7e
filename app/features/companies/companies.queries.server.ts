import { and, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { type Beside, type PageOfRows, readPageBeside } from '~/platform/page-beside';
import { cases } from '../../../db/schema/cases';
import { companies } from '../../../db/schema/companies';
import { TRACKS, type Track } from '../programmes/track';
import type { Domain, Size, Standing } from './company';
import { mayAddCompany } from './company.policy';
import { COUNTED_UP_TO, type CompanyFilter, type CompanyPlace, type TerritoryChoice } from './company-filter';
import type { MemberCategory, ValueChainPosition } from './profile-list';

export type CompanyLine = {
  id: string;
  name: string;
  siren: string | null;
  foreignId: string | null;
  city: string | null;
  departmentCode: string | null;
  category: MemberCategory;
  mainDas: Domain | null;
  /** Its main place in the value chain. */
  position: ValueChainPosition | null;
  sizeCategory: Size | null;
  isCeased: boolean;
  standing: Standing;
  openTracks: Track[];
  nextDueOn: string | null;
};

export type CompanyList = PageOfRows<CompanyLine> & {
  /** How many the filter finds, up to `COUNTED_UP_TO`. */
  found: number;
  canAdd: boolean;
};

export const COMPANIES_A_PAGE = 50;
const MOST_FOUND = 300;
const MOST_LISTED = 900;

/** The running period of membership, on a day. Columns are written out: Drizzle drops the table's name in a select from one table. */
export const standingOn = (today: string) => sql<Standing>`coalesce((select m.status from memberships m
  where m.cluster_id = companies.cluster_id and m.company_id = companies.id and m.from_on <= ${today}::date and (m.until_on is null or m.until_on >= ${today}::date)
  order by m.from_on desc limit 1), 'none')`;

const anOpenCase = sql`exists (select from cases o where o.cluster_id = companies.cluster_id and o.company_id = companies.id and o.worklist <> 'closed')`;

/** A page of the companies the actor may see, by name. */
export async function listCompanies(tx: Tx, actor: Actor, filter: CompanyFilter, today: string): Promise<CompanyList> {
  const canAdd = mayAddCompany(actor);
  const scope = await scopeOf(tx, actor, filter);
  if (scope === 'nothing') return { rows: [], hasPrevious: false, hasNext: false, found: 0, canAdd };
  const narrowed = and(eq(companies.clusterId, actor.clusterId), scope, ...conditionsOf(filter, today));
  const page = await readPageBeside(filter, COMPANIES_A_PAGE, (beside) => readRows(tx, narrowed, beside, today));
  const [count] = await tx.select({ found: sql<number>`count(*)::int` }).from(
    tx
      .select({ id: companies.id })
      .from(companies)
      .where(narrowed)
      .limit(COUNTED_UP_TO + 1)
      .as('found'),
  );
  const open = await openCasesOf(
    tx,
    actor,
    page.rows.map((row) => row.id),
  );
  return {
    ...page,
    rows: page.rows.map((row) => ({ ...row, ...openSide(open.get(row.id)) })),
    found: count?.found ?? 0,
    canAdd,
  };
}

/** One row more than a page, from a place on. */
function readRows(tx: Tx, narrowed: SQL | undefined, { after, before }: Beside<CompanyPlace>, today: string) {
  const place = after ?? before;
  const row = sql`(${companies.name}, ${companies.id})`;
  const end = place ? sql`(${place.name}, ${place.id}::uuid)` : undefined;
  return (
    tx
      .select({
        id: companies.id,
        name: companies.name,
        siren: companies.siren,
        foreignId: companies.foreignId,
        city: companies.city,
        departmentCode: companies.departmentCode,
        category: companies.memberCategory,
        mainDas: companies.mainDas,
        position: sql<ValueChainPosition | null>`${companies.valueChain}[1]`,
        sizeCategory: companies.sizeCategory,
        isCeased: sql<boolean>`${companies.administrativeState} = 'ceased'`,
        standing: standingOn(today),
      })
      .from(companies)
      .where(and(narrowed, end && (before ? sql`${row} < ${end}` : sql`${row} > ${end}`)))
      // A limit sent apart is unknown to the plan, which then takes a tenth of the companies for a page.
      .orderBy(before ? sql`${companies.name} desc, ${companies.id} desc limit 51` : sql`${companies.name}, ${companies.id} limit 51`)
  );
}

/** What the parts of the filter ask of a company, beside the words. */
function conditionsOf(filter: CompanyFilter, today: string): (SQL | undefined)[] {
  const { das, territory, size, position, standing, category, state } = filter;
  const states: Record<NonNullable<CompanyFilter['state']>, SQL> = {
    open: anOpenCase,
    no_case: sql`not ${anOpenCase}`,
    ceased: eq(companies.administrativeState, 'ceased'),
  };
  return [
    das ? eq(companies.mainDas, das) : undefined,
    territory ? inTerritory(territory) : undefined,
    size ? eq(companies.sizeCategory, size) : undefined,
    position ? sql`${companies.valueChain} @> array[${position}]::text[]` : undefined,
    standing ? sql`${standingOn(today)} = ${standing}` : undefined,
    category ? eq(companies.memberCategory, category) : undefined,
    state ? states[state] : undefined,
  ];
}

function inTerritory(territory: TerritoryChoice): SQL {
  if (territory === 'elsewhere')
    return sql`${companies.regionCode} is distinct from '93' and ${companies.regionCode} is distinct from '76'`;
  return territory.startsWith('R') ? eq(companies.regionCode, territory.slice(1)) : eq(companies.departmentCode, territory);
}

/** The list's own path: ids of the companies found by words, or of those whose cases the actor sees. The wall only filters the page. */
async function scopeOf(tx: Tx, actor: Actor, filter: CompanyFilter): Promise<SQL | undefined | 'nothing'> {
  if (filter.q) {
    const found = await tx.execute<{ id: string }>(
      sql`select distinct company_id as id from access.search(${filter.q}, ${MOST_FOUND}::int) where company_id is not null`,
    );
    return found.length === 0
      ? 'nothing'
      : inArray(
          companies.id,
          found.map((row) => row.id),
        );
  }
  if (actor.seesAll || actor.programmeIds.length > 0) return undefined;
  const seen = await tx.execute<{ id: string }>(sql`select distinct company_id as id from (${reach(actor)} limit 1001) r`);
  // Where many are in sight, a page fills after few steps through the names.
  if (seen.length > MOST_LISTED) return undefined;
  return seen.length === 0 ? 'nothing' : sql`${companies.id} = any (${`{${seen.map((row) => row.id).join(',')}}`}::uuid[])`;
}

/**
 * Companies of the actor's own cases, and of those of their team and their track; each by its index. One that only asks stands in the list
 * of requests to take, and words find it: a whole cluster's requests among a team's companies would be looked through at every page.
 */
function reach({ clusterId }: Actor): SQL {
  return sql`
    select unnest(access.company_ids()) as company_id
    union all select c.company_id from unnest(access.team_ids()) s (v)
      cross join lateral (select c.company_id from cases c where c.cluster_id = ${clusterId} and c.team_id = s.v limit 1001) c
    union all select c.company_id from unnest(access.tracks()) s (v)
      cross join lateral (select c.company_id from cases c where c.cluster_id = ${clusterId} and c.track = s.v collate "C" limit 1001) c`;
}

type OpenSide = Pick<CompanyLine, 'openTracks' | 'nextDueOn'>;

function openSide(found: { tracks: Track[]; nextDueOn: string | null } | undefined): OpenSide {
  return { openTracks: TRACKS.filter((track) => found?.tracks.includes(track)), nextDueOn: found?.nextDueOn ?? null };
}

async function openCasesOf(tx: Tx, actor: Actor, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const rows = await tx
    .select({
      id: cases.companyId,
      tracks: sql<Track[]>`array_agg(distinct ${cases.track}::text)`,
      nextDueOn: sql<string | null>`nullif(min(${cases.nextDueOn}), 'infinity')::text`,
    })
    .from(cases)
    .where(and(eq(cases.clusterId, actor.clusterId), inArray(cases.companyId, [...ids]), sql`${cases.worklist} <> 'closed'`))
    .groupBy(cases.companyId);
  return new Map(rows.map((row) => [row.id, row]));
}
