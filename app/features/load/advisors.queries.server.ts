import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { addDays, type LocalDate } from '~/features/programmes/paris-date';
import type { CapacityKind, SkillKind } from './skill';
import { type CaseCount, type ProjectCount, type Workload, workloadOf } from './workload';

export type Advisor = {
  id: string;
  name: string;
  teamId: string | null;
  teamName: string | null;
  /** The share of a full post given to cases today. */
  fte: number;
  capacityKind: CapacityKind;
  /** The one that runs, or the first to begin within a month. */
  absence: Absence | null;
  skills: { kind: SkillKind; code: string }[];
  load: Workload;
};

export type Absence = { isNow: boolean; fromOn: string; untilOn: string; coveredBy: string | null };

/** Which advisors: one, a team's, or the whole cluster's; those with a skill of the track come first when there are too many. */
type Wanted = { only?: string | undefined; teamIds?: readonly string[] | null; track?: string | null };

/** Advisors read at once: more are asked for team by team. */
export const MOST_ADVISORS = 100;

type Row = Omit<Advisor, 'load' | 'fte' | 'capacityKind'> & {
  counts: CaseCount[];
  projects: ProjectCount[];
  fte: number | null;
  capacityKind: CapacityKind | null;
};

const array = (values: readonly string[]) => `{${values.join(',')}}`;

/** Advisors of today with the load of what they lead, by family name; one more than the most when some are left out. One statement. */
export async function listAdvisors(
  tx: Tx,
  actor: Pick<Actor, 'clusterId'>,
  today: LocalDate,
  { only, teamIds = null, track = null }: Wanted = {},
): Promise<Advisor[]> {
  const teams = teamIds && array(teamIds);
  const rows = await tx.execute<Row>(sql`
    select p.id, p.given_name || ' ' || p.family_name as name, p.team_id as "teamId", p.team_name as "teamName", k.fte, k.kind as "capacityKind",
      ${ABSENCE(today)} as absence, ${COUNTS} as counts, ${PROJECTS} as projects,
      (select coalesce(json_agg(json_build_object('kind', s.kind, 'code', s.code) order by s.kind, s.code), '[]') from skills s where s.cluster_id = p.cluster_id and s.person_id = p.id) as skills
    from (select p.cluster_id, p.id, p.given_name, p.family_name, m.team_id, m.name team_name
      from people p left join lateral ${TEAM(today)} m on true
      where p.cluster_id = ${actor.clusterId} and ${ADVISES(today)} and (${only ?? null}::uuid is null or p.id = ${only ?? null}::uuid)
        and (${teams}::uuid[] is null or m.team_id = any (${teams}::uuid[]))
      order by ${skilledFirst(track)} p.family_name collate "fr-x-icu", p.given_name, p.id limit 101) p
    left join lateral (select k.fte::float, k.kind from capacities k where k.cluster_id = p.cluster_id and k.person_id = p.id and k.from_on <= ${today}
      order by k.from_on desc limit 1) k on true
    order by p.family_name collate "fr-x-icu", p.given_name, p.id`);
  return rows.map(({ counts, projects, fte, capacityKind, ...advisor }) => ({
    ...advisor,
    fte: fte ?? 1,
    capacityKind: capacityKind ?? 'full_time',
    load: workloadOf(counts, { fte: fte ?? 1, projects }),
  }));
}

/** Those who advise in a team today, by family name. One statement. */
export async function listTeamAdvisors(
  tx: Tx,
  actor: Pick<Actor, 'clusterId'>,
  teamId: string,
  today: LocalDate,
): Promise<Pick<Advisor, 'id' | 'name'>[]> {
  const rows = await tx.execute<Pick<Advisor, 'id' | 'name'>>(sql`
    select p.id, p.given_name || ' ' || p.family_name as name from people p join lateral ${TEAM(today)} m on m.team_id = ${teamId}
    where p.cluster_id = ${actor.clusterId} and ${ADVISES(today)}
    order by p.family_name collate "fr-x-icu", p.given_name, p.id limit ${MOST_ADVISORS}`);
  return [...rows];
}

/** The team a person belongs to. */
const TEAM = (
  today: LocalDate,
): SQL => sql`(select m.team_id, t.name from team_members m join teams t on t.cluster_id = m.cluster_id and t.id = m.team_id
        where m.cluster_id = p.cluster_id and m.person_id = p.id and ${runs(sql`m`, today)}
        order by m.from_on desc, m.id limit 1)`;

const ADVISES = (
  today: LocalDate,
): SQL => sql`p.disabled_at is null and exists (select from cluster_roles r where r.cluster_id = p.cluster_id and r.person_id = p.id
        and r.role = 'advisor' and ${runs(sql`r`, today)})`;

const COUNTS = sql`(select coalesce(json_agg(json_build_object('track', g.track, 'state', g.state, 'complexity', g.complexity, 'health', g.health,
    'awaitsThirdParty', g.awaits, 'count', g.n)), '[]') from (
  select c.track, c.state, w.complexity, h.health, coalesce(c.ball = 'third_party', false) awaits, count(*)::int n from cases c
  left join case_weights w on w.cluster_id = c.cluster_id and w.case_id = c.id
  left join case_health h on h.cluster_id = c.cluster_id and h.case_id = c.id
  where c.cluster_id = p.cluster_id and c.lead_id = p.id and c.worklist in ('new', 'active', 'waiting_on_company', 'blocked') group by 1, 2, 3, 4, 5) g)`;

const PROJECTS = sql`(select coalesce(json_agg(json_build_object('state', g.state, 'count', g.n)), '[]') from (select j.state, count(*)::int n from projects j
  where j.cluster_id = p.cluster_id and j.lead_id = p.id and j.type in ('demonstrator', 'industrial_development', 'territorial_experiment') group by 1) g)`;

/** Days ahead in which an absence is worth knowing to whoever gives a case. */
const ABSENCE_SHOWN_DAYS = 30;

const ABSENCE = (
  today: LocalDate,
): SQL => sql`(select json_build_object('isNow', a.from_on <= ${today}, 'fromOn', a.from_on, 'untilOn', a.until_on,
    'coveredBy', (select q.given_name || ' ' || q.family_name from people q where q.cluster_id = a.cluster_id and q.id = a.covered_by_id))
  from absences a where a.cluster_id = p.cluster_id and a.person_id = p.id and a.from_on <= ${addDays(today, ABSENCE_SHOWN_DAYS)} and a.until_on >= ${today} order by a.from_on, a.until_on desc limit 1)`;

const skilledFirst = (track: string | null): SQL =>
  track
    ? sql`exists (select from skills s where s.cluster_id = p.cluster_id and s.person_id = p.id and s.kind = 'track' and s.code = ${track}) desc,`
    : sql``;
