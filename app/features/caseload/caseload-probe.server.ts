import { type SQL, sql } from 'drizzle-orm';
import type { Actor } from '~/access/actor';
import { FINAL_STATES, type Worklist } from '~/features/cases/case-state';
import { TRACKS } from '~/features/programmes/track';
import { type CaseloadFilter, type CaseloadPlace, type CaseloadScope, healthsIn } from './caseload-filter';

/** What a list is asked for, once the reader's reach is known. */
export type Asked = {
  actor: Pick<Actor, 'clusterId' | 'personId' | 'tracks'>;
  filter: Pick<CaseloadFilter, 'track' | 'state' | 'health' | 'lead'> & { scope: CaseloadScope };
  /** The teams of the scope or of the filter, and who belongs to them today: a request has no team yet, its taker has. */
  teams: { ids: readonly string[]; memberIds: readonly string[] } | null;
  /** Cases found by the words asked for. */
  found: readonly string[] | null;
};

// Written out, so that the planner can prove which partial index a list may use.
const LIST: Record<Worklist, SQL> = {
  new: sql`c.worklist = 'new'`,
  active: sql`c.worklist = 'active'`,
  waiting_on_company: sql`c.worklist = 'waiting_on_company'`,
  blocked: sql`c.worklist = 'blocked'`,
  closed: sql`c.worklist = 'closed'`,
};

/** Values come from the database, or were checked as keys and codes. */
const array = (values: readonly string[]) => `{${values.join(',')}}`;
const ids = (values: readonly string[]) => sql`${array(values)}::uuid[]`;
const codes = (values: readonly string[]) => sql`${array(values)}::text[]`;

/**
 * One ordered probe of an index for each value of the most selective condition: `from … cross join lateral (…) c`. The wall of row
 * security then only filters what the probe reads; without a stated path it would read the cluster.
 */
export function probe(list: Worklist, asked: Asked, inside: { columns: SQL; and?: SQL | undefined; end: SQL }): SQL {
  const path = pathOf(list, asked);
  const conditions = [
    sql`c.cluster_id = ${asked.actor.clusterId}`,
    ...(path.on ? [path.on] : []),
    LIST[list],
    ...conditionsOf(list, asked),
    ...(inside.and ? [inside.and] : []),
  ];
  return sql`unnest(${path.values}) s (v) cross join lateral (select ${inside.columns} from cases c where ${sql.join(conditions, sql` and `)} ${inside.end}) c`;
}

type Path = { values: SQL; on: SQL | null };

function pathOf(list: Worklist, { actor, filter, teams, found }: Asked): Path {
  const person = personOf(actor, filter);
  if (found) return { values: ids(found), on: sql`c.id = s.v` };
  if (list === 'new') {
    const people = person ? [person] : teams?.memberIds;
    if (people) return { values: ids(people), on: sql`c.triage_owner_id = s.v` };
  } else {
    if (person) return { values: ids([person]), on: sql`c.lead_id = s.v` };
    if (teams) return { values: ids(teams.ids), on: sql`c.team_id = s.v` };
  }
  const byState = (states: readonly string[]) => ({ values: codes(states), on: sql`c.state = s.v collate "C"` });
  if (filter.scope === 'intake') return byState(['submitted']);
  if (filter.state) return byState([filter.state]);
  if (filter.track || filter.scope === 'track') {
    const tracks = TRACKS.filter((track) => filter.track === null || track === filter.track);
    const within = filter.scope === 'track' ? tracks.filter((track) => actor.tracks.includes(track)) : tracks;
    return { values: codes(within), on: sql`c.track = s.v collate "C"` };
  }
  return list === 'closed' ? byState(FINAL_STATES) : { values: codes(['all']), on: null };
}

function personOf(actor: Asked['actor'], filter: Asked['filter']): string | null {
  return filter.scope === 'mine' ? actor.personId : filter.lead;
}

/** Everything the list says of a row but its worklist. A new case has no lead yet: who took it in charge answers for it. */
function conditionsOf(list: Worklist, { actor, filter, teams }: Asked): SQL[] {
  const person = personOf(actor, filter);
  const conditions: SQL[] = [];
  if (list === 'new') {
    if (person || teams) conditions.push(sql`c.lead_id is null`);
    if (person) conditions.push(sql`c.triage_owner_id = ${person}`);
    if (teams) conditions.push(sql`c.triage_owner_id = any (${ids(teams.memberIds)})`);
  } else {
    if (person) conditions.push(sql`c.lead_id = ${person}`);
    if (teams) conditions.push(sql`c.team_id = any (${ids(teams.ids)})`);
  }
  if (filter.scope === 'track') conditions.push(sql`c.track = any (${codes(actor.tracks)})`);
  if (filter.scope === 'intake') conditions.push(sql`c.state = 'submitted'`);
  if (filter.track) conditions.push(sql`c.track = ${filter.track}`);
  if (filter.state) conditions.push(sql`c.state = ${filter.state}`);
  // Where no case of the list may have it, nothing is read to find that out.
  if (filter.health && !healthsIn(list).includes(filter.health)) conditions.push(sql`false`);
  else if (filter.health)
    conditions.push(
      sql`exists (select from case_health h where h.cluster_id = c.cluster_id and h.case_id = c.id and h.health = ${filter.health})`,
    );
  return conditions;
}

/** Open lists run by next due day, a request by its age; the closed one by end, the newest first. */
export function orderOf(list: Worklist, isBackward: boolean): { by: SQL; past: (place: CaseloadPlace) => SQL } {
  const isAscending = (list !== 'closed') !== isBackward;
  const day = list === 'closed' ? sql`c.ended_on` : sql`c.next_due_on`;
  return isAscending
    ? { by: sql`order by ${day}, c.id`, past: ({ on, id }) => sql`(${day}, c.id) > (${on}::date, ${id}::uuid)` }
    : { by: sql`order by ${day} desc, c.id desc`, past: ({ on, id }) => sql`(${day}, c.id) < (${on}::date, ${id}::uuid)` };
}
