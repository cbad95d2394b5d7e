import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { listTeamEvents } from '~/features/history/timeline.queries.server';
import { dayInParis } from '~/platform/clock.server';
import { listTeams, type Team, teamOf } from './find-team.server';
import { withBelow } from './team';
import { mayShapeTeam } from './teams.policy';

export type TeamLine = {
  id: string;
  parentId: string | null;
  name: string;
  retiredOn: string | null;
  /** In it today. */
  members: number;
  leaders: string[];
  /** One more than the most counted where there are more. */
  cases: number;
};

/** Every team with who leads it, how many are in it today and how many open cases it has. One statement. */
export async function readTeams(tx: Tx, actor: Actor, at: Date): Promise<TeamLine[]> {
  const today = dayInParis(at);
  return (await tx.execute(sql`
    select t.id, t.parent_id as "parentId", t.name, t.retired_on as "retiredOn", access.team_cases(t.id) as cases, m.members, m.leaders
    from teams t cross join lateral (
      select count(distinct m.person_id)::int as members, coalesce(array_agg(p.given_name || ' ' || p.family_name order by p.family_name, p.given_name) filter (where m.leads_team), '{}') as leaders
      from team_members m join people p on p.cluster_id = m.cluster_id and p.id = m.person_id
      where m.cluster_id = t.cluster_id and m.team_id = t.id and access.runs(m.from_on, m.until_on, m.ended_at, ${today}::date)) m
    where t.cluster_id = ${actor.clusterId} order by t.name collate "fr-x-icu", t.id limit 1000`)) as unknown as TeamLine[];
}

export type Place = {
  id: string;
  personId: string;
  name: string;
  leadsTeam: boolean;
  fromOn: string;
  untilOn: string | null;
  endedAt: string | null;
};
type Named = { id: string; name: string };
export type TeamPage = NonNullable<Awaited<ReturnType<typeof readTeam>>>;

/** One team: its place among the others, who is in it, was and will be, who may join, and what happened to it. Four statements. */
export async function readTeam(tx: Tx, actor: Actor, teamId: string | undefined, at: Date) {
  const all = await listTeams(tx, actor);
  const team = teamOf(all, teamId);
  if (!team) return null;
  const today = dayInParis(at);
  const [held] = (await tx.execute(sql`
    select access.team_cases(${team.id}::uuid) as cases, (
      select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'personId', p.id, 'name', p.given_name || ' ' || p.family_name, 'leadsTeam', m.leads_team, 'fromOn', m.from_on, 'untilOn', m.until_on, 'endedAt', m.ended_at)
        order by m.leads_team desc, p.family_name, p.given_name, m.from_on desc), '[]')
      from (select * from team_members m where m.cluster_id = ${actor.clusterId} and m.team_id = ${team.id} order by m.ended_at nulls first, m.from_on desc limit 500) m
      join people p on p.cluster_id = m.cluster_id and p.id = m.person_id) as places`)) as unknown as { cases: number; places: Place[] }[];
  const places = held?.places ?? [];
  const isOver = ({ endedAt, untilOn }: Place) => endedAt !== null || (untilOn !== null && untilOn < today);
  const events = await listTeamEvents(tx, actor, team.id);
  const canChange = team.retiredOn === null && mayShapeTeam(actor, team);
  return {
    team,
    above: aboveOf(all, team),
    below: all.filter(({ parentId, retiredOn }) => parentId === team.id && retiredOn === null).map(named),
    parents: all.filter((one) => one.retiredOn === null && !withBelow(all, team.id).has(one.id) && mayShapeTeam(actor, one)).map(named),
    cases: held?.cases ?? 0,
    places: places.filter((place) => !isOver(place)),
    pastPlaces: places.filter(isOver),
    staff: canChange ? await listJoining(tx, actor) : [],
    events,
    today,
    can: { change: canChange },
  };
}

const named = ({ id, name }: Named): Named => ({ id, name });

/** The teams above one, the topmost first. */
function aboveOf(all: readonly Team[], team: Team): Named[] {
  const above: Named[] = [];
  let parent = teamOf(all, team.parentId ?? undefined);
  while (parent && !above.some(({ id }) => id === parent?.id)) {
    above.unshift(named(parent));
    parent = teamOf(all, parent.parentId ?? undefined);
  }
  return above;
}

/** Who may join a team: those who follow cases or answer for them, but for the one who asks. */
async function listJoining(tx: Tx, actor: Actor): Promise<Named[]> {
  return (await tx.execute(sql`
    select p.id, p.given_name || ' ' || p.family_name as name from people p
    where p.cluster_id = ${actor.clusterId} and p.disabled_at is null and p.is_staff and p.id <> ${actor.personId}
    order by p.family_name collate "fr-x-icu", p.given_name, p.id limit 1000`)) as unknown as Named[];
}
