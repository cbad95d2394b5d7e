import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { type BallSide, WORKLISTS, type Worklist } from '~/features/cases/case-state';
import type { Health } from '~/features/health/health-codes';
import type { LocalDate } from '~/features/programmes/paris-date';
import type { Track } from '~/features/programmes/track';
import { type PageOfRows, readPageBeside } from '~/platform/page-beside';
import { mayTakeRequests, scopesOf } from './caseload.policy';
import { type CaseloadFilter, type CaseloadScope, narrowingIn, type StoredCaseState, settleFilter } from './caseload-filter';
import { type Asked, orderOf, probe } from './caseload-probe.server';

export type CaseloadRow = {
  id: string;
  reference: string;
  companyName: string;
  city: string | null;
  track: Track;
  state: StoredCaseState;
  /** None is computed for a closed case. */
  health: Health | null;
  done: number;
  planned: number;
  blocked: number;
  ball: BallSide | null;
  /** Null: nothing is dated. */
  dueOn: string | null;
  /** What is due then: a milestone or a task in its own words. */
  due: string | null;
  /** The delay running on a request. */
  clock: { rule: string; dueOn: string } | null;
  requestedOn: string;
  endedOn: string | null;
  /** The lead, or who took a request in charge. */
  owner: string | null;
};

export type Choice = { id: string; name: string };

/** Counts stop at the cap, which says "this many or more"; null was not counted. */
export type CaseloadCounts = Record<Worklist, number> & { late: number | null; intake: number | null };

export type Caseload = PageOfRows<CaseloadRow> & {
  filter: CaseloadFilter & { scope: CaseloadScope };
  scopes: CaseloadScope[];
  /** Empty where a list to choose from would be too long. */
  teams: Choice[];
  /** Null: too many to choose from; a team narrows them. */
  leads: Choice[] | null;
  chosenLead: Choice | null;
  counts: CaseloadCounts;
  /** The words asked for find more than is searched. */
  isFoundCut: boolean;
  today: LocalDate;
};

export const CASES_A_PAGE = 50;
const MOST_FOUND = 300;
const MOST_LEADS = 60;
const MOST_TEAMS = 100;

/** A page of the caseload with its counts. At most five statements, whatever the number of rows. (P3) */
export async function readCaseload(tx: Tx, actor: Actor, asked: CaseloadFilter, today: LocalDate): Promise<Caseload> {
  const reach = await findReach(tx, actor, asked, today);
  const scopes = scopesOf(actor, reach.teamIds.length > 0);
  const filter = settleFilter(asked, scopes);
  const found = filter.q === '' ? null : await findCases(tx, actor, filter.q);
  const narrowed: Asked = { actor, filter, teams: teamsAsked(filter, reach), found: found?.ids ?? null };
  const page = await readPageBeside(filter, CASES_A_PAGE, (beside) => readRows(tx, actor, { ...filter, ...beside }, narrowed));
  const counts = await countLists(tx, actor, filter, narrowed, today);
  return { filter, scopes, ...choicesOf(filter, reach), ...page, counts, isFoundCut: found?.isCut ?? false, today };
}

function teamsAsked(filter: Caseload['filter'], { teamIds, members }: Reach): Asked['teams'] {
  const ids = filter.scope === 'team' ? teamIds : filter.team ? [filter.team] : null;
  return ids && { ids, memberIds: [...new Set(members.flatMap(({ teamId, personId }) => (ids.includes(teamId) ? [personId] : [])))] };
}

function choicesOf({ scope, lead, team }: Caseload['filter'], reach: Reach): Pick<Caseload, 'teams' | 'leads' | 'chosenLead'> {
  const offered = narrowingIn(scope);
  const isTooMany = scope !== 'team' && team === null && reach.advisors > MOST_LEADS;
  return {
    teams: offered.includes('team') && reach.teams.length <= MOST_TEAMS ? reach.teams : [],
    leads: !offered.includes('lead') ? [] : isTooMany ? null : reach.leads,
    chosenLead: reach.leads.find(({ id }) => id === lead) ?? null,
  };
}

type Reach = {
  teamIds: string[];
  members: { teamId: string; personId: string }[];
  teams: Choice[];
  leads: Choice[];
  advisors: number;
};

/** The reader's teams, who belongs to them or to the team asked for, and what the filters offer. */
async function findReach(tx: Tx, actor: Actor, { scope, team, lead }: CaseloadFilter, today: LocalDate): Promise<Reach> {
  const isByTeam = team !== null || scope === 'team';
  const [reach] = await tx.execute<Reach>(sql`
    with member as materialized (select m.team_id, m.person_id from unnest(access.team_ids() || ${team}::uuid) s (v)
        cross join lateral (select m.team_id, m.person_id from team_members m where m.cluster_id = ${actor.clusterId}
          and m.team_id = s.v and ${runs(sql`m`, today)}) m),
      advisor as materialized (select distinct r.person_id from cluster_roles r where r.cluster_id = ${actor.clusterId}
        and r.role = 'advisor' and ${runs(sql`r`, today)} limit 61),
      choice as materialized (select person_id from member where ${isByTeam} and (${team}::uuid is null or team_id = ${team}::uuid)
        union select person_id from advisor where not ${isByTeam} union select ${lead}::uuid)
    select access.team_ids() as "teamIds", (select count(*)::int from advisor) as advisors,
      (select coalesce(json_agg(json_build_object('teamId', team_id, 'personId', person_id)), '[]') from member) as members,
      (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name collate "fr-x-icu", t.id), '[]') from (
        select t.id, t.name from teams t where t.cluster_id = ${actor.clusterId} and t.retired_on is null limit 101) t) as teams,
      (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.given_name || ' ' || p.family_name)
          order by p.family_name collate "fr-x-icu", p.given_name, p.id), '[]') from people p
        where p.cluster_id = ${actor.clusterId} and p.id = any (array(select person_id from choice)) and p.is_staff) as leads`);
  return reach ?? { teamIds: [], members: [], teams: [], leads: [], advisors: 0 };
}

/** Cases whose words, or whose company's, begin like the words asked for; the database's function applies the reader's rights. */
async function findCases(tx: Tx, actor: Actor, q: string): Promise<{ ids: string[]; isCut: boolean }> {
  const [row] = await tx.execute<{ ids: string[]; hits: number }>(sql`
    with hit as materialized (select kind, company_id, case_id from access.search(${q}, ${MOST_FOUND}::int))
    select (select count(*)::int from hit) hits, array(
      select case_id from hit where kind = 'case'
      union select c.id from (select distinct company_id from hit where kind = 'company') h
        cross join lateral (select c.id from cases c where c.cluster_id = ${actor.clusterId} and c.company_id = h.company_id limit 300) c) ids`);
  return { ids: row?.ids ?? [], isCut: (row?.hits ?? 0) >= MOST_FOUND };
}

const COLUMNS = sql`c.cluster_id, c.id, c.reference, c.company_id, c.track, c.state, c.worklist, c.submitted_at, c.ended_on, c.next_due_on,
  c.done_milestones, c.planned_milestones, c.blocked_items, c.ball`;

/** One row more than a page, from a place on. The page of cases comes first; names are joined to its rows alone. */
async function readRows(tx: Tx, actor: Actor, filter: CaseloadFilter, asked: Asked): Promise<CaseloadRow[]> {
  const { list, after, before } = filter;
  const { by, past } = orderOf(list, before !== null);
  const place = before ?? after;
  // Written out, as the caps below: a plan made for an unknown limit takes a tenth of the table for a page, and reads every company.
  const end = sql`${by} limit 51`;
  // A plain column: row security lets no expression reach an index before its own rule has run on every row.
  const columns = sql`${COLUMNS}, ${list === 'new' ? sql`c.triage_owner_id` : sql`c.lead_id`} as owner_id`;
  const title = sql`case when ${actor.locale} = 'en' and m.title_en <> '' then m.title_en else m.title end`;
  const clock =
    list === 'new'
      ? sql`(select json_build_object('rule', k.rule, 'dueOn', k.due_on) from clocks k where k.cluster_id = c.cluster_id and k.case_id = c.id
          and k.stopped_at is null and k.paused_on is null order by k.due_on, k.rule limit 1)`
      : sql`null::json`;
  const health =
    list === 'closed' ? sql`null::text` : sql`(select h.health from case_health h where h.cluster_id = c.cluster_id and h.case_id = c.id)`;
  // The owner is chosen by CASE: COALESCE isn't leakproof, so the policy would be asked about everybody before the key is looked up.
  const rows = await tx.execute<CaseloadRow>(sql`
    select c.id, c.reference, k.name as "companyName", k.city, c.track, c.state, ${health} as health, c.done_milestones as done, c.planned_milestones as planned,
      c.blocked_items as blocked, c.ball, nullif(c.next_due_on, 'infinity')::text as "dueOn", c.ended_on::text as "endedOn",
      ((c.submitted_at at time zone 'Europe/Paris')::date)::text as "requestedOn", ${clock} as clock,
      (select p.given_name || ' ' || p.family_name from people p where p.cluster_id = c.cluster_id and p.id = c.owner_id) as owner,
      case when c.worklist <> 'closed' and c.next_due_on < 'infinity' then coalesce(
        (select ${title} from milestones m where m.cluster_id = c.cluster_id and m.case_id = c.id and m.due_on = c.next_due_on
          and m.state not in ('done', 'not_applicable') order by m.position limit 1),
        (select t.title from tasks t where t.cluster_id = c.cluster_id and t.case_id = c.id and t.due_on = c.next_due_on
          and t.state in ('open', 'blocked') order by t.id limit 1)) end as due
    from (select c.* from ${probe(list, asked, { columns, and: place ? past(place) : undefined, end })} ${end}) c
    cross join lateral (select k.name, k.city from companies k where k.cluster_id = c.cluster_id and k.id = c.company_id limit 1) k
    ${by}`);
  return [...rows];
}

/** How many rows each list has for the same filter, what is late in the present one, and the requests to take. One statement. */
async function countLists(tx: Tx, actor: Actor, filter: CaseloadFilter, asked: Asked, today: LocalDate): Promise<CaseloadCounts> {
  const cap = filter.countsAll ? sql`` : sql`limit 301`;
  const counted = (list: Worklist, of: Asked, and?: SQL) =>
    sql`(select count(*)::int from (select from ${probe(list, of, { columns: sql`c.id`, and, end: cap })} ${cap}) n)`;
  const lists = WORKLISTS.map((list) => counted(list, asked));
  const isDated = filter.list !== 'new' && filter.list !== 'closed';
  const late = isDated ? counted(filter.list, asked, sql`c.next_due_on < ${today}::date and c.state <> 'on_hold'`) : sql`null::int`;
  const toTake: Asked = {
    actor,
    filter: { scope: 'intake', track: null, state: null, health: null, lead: null },
    teams: null,
    found: null,
  };
  const intake = mayTakeRequests(actor) ? counted('new', toTake) : sql`null::int`;
  const [row] = await tx.execute<{ lists: number[]; late: number | null; intake: number | null }>(
    sql`select array[${sql.join(lists, sql`, `)}] as lists, ${late} as late, ${intake} as intake`,
  );
  const of = (list: Worklist) => row?.lists[WORKLISTS.indexOf(list)] ?? 0;
  return {
    new: of('new'),
    active: of('active'),
    waiting_on_company: of('waiting_on_company'),
    blocked: of('blocked'),
    closed: of('closed'),
    late: row?.late ?? null,
    intake: row?.intake ?? null,
  };
}
