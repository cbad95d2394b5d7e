import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import { type Actor, hasRole } from '~/access/actor';
import { runs } from '~/access/runs.server';
import { addDays, type LocalDate } from '~/features/programmes/paris-date';
import { withBelow } from '~/features/teams/team';
import { type Advisor, listAdvisors, MOST_ADVISORS } from './advisors.queries.server';
import { loadReach, mayHandOverOf, maySetCapacity } from './load.policy';
import type { LoadFilter } from './load-address';

/** Delays that came to an end or are broken, and how many were kept. */
export type KeptDelays = { kept: number; of: number };
export type LoadLine = Advisor & { delays: KeptDelays };

export type LoadPage = {
  lines: LoadLine[];
  teams: { id: string; parentId: string | null; name: string }[];
  filter: LoadFilter;
  /** Too many for one page, and no team chosen. */
  isCut: boolean;
  /** The reader sees their own load alone. */
  isOwn: boolean;
  /** The scope of the caseload in which an advisor's cases are listed; null for one's own. */
  scope: 'cluster' | 'team' | null;
  can: { setCapacity: boolean; handOver: boolean };
};

/** What advisors carry, as far as the reader may see: the cluster, the teams they lead, or themselves. Three statements. (`docs/domain.md §6.7`) */
export async function readLoadPage(tx: Tx, actor: Actor, filter: LoadFilter, today: LocalDate): Promise<LoadPage> {
  const isWhole = loadReach(actor) === 'cluster';
  const teams = await listTeams(tx, actor, today, isWhole);
  const chosen = teams.find(({ id }) => id === filter.team)?.id ?? null;
  const isOwn = !isWhole && teams.length === 0;
  const teamIds = chosen ? [...withBelow(teams, chosen)] : isWhole ? null : teams.map(({ id }) => id);
  const advisors = await listAdvisors(tx, actor, today, isOwn ? { only: actor.personId } : { teamIds });
  const delays = await countDelays(tx, actor, advisors.slice(0, MOST_ADVISORS), today);
  const lines = advisors.slice(0, MOST_ADVISORS).map((advisor) => ({ ...advisor, delays: delays.get(advisor.id) ?? { kept: 0, of: 0 } }));
  return {
    lines: filter.sort === 'load' ? lines.sort((a, b) => b.load.share - a.load.share) : lines,
    ...{
      teams,
      filter: { ...filter, team: chosen },
      isCut: advisors.length > MOST_ADVISORS,
      isOwn,
      scope: isOwn ? null : isWhole ? 'cluster' : 'team',
    },
    can: { setCapacity: maySetCapacity(actor), handOver: mayHandOverOf(actor) },
  };
}

/** The teams the reader may choose: all, or those they lead and the ones below. */
async function listTeams(tx: Tx, actor: Actor, today: LocalDate, isWhole: boolean): Promise<LoadPage['teams']> {
  if (!isWhole && !hasRole(actor, 'advisor', 'track_lead')) return [];
  const rows = await tx.execute<LoadPage['teams'][number]>(sql`
    with recursive led (id) as (
      select m.team_id from team_members m where m.cluster_id = ${actor.clusterId} and m.person_id = ${actor.personId} and m.leads_team
        and ${runs(sql`m`, today)}
      union select t.id from teams t join led on t.cluster_id = ${actor.clusterId} and t.parent_id = led.id)
    select t.id, t.parent_id as "parentId", t.name from teams t where t.cluster_id = ${actor.clusterId} and t.retired_on is null and (${isWhole} or t.id in (select id from led))
    order by t.name collate "fr-x-icu", t.id limit 500`);
  return [...rows];
}

/**
 * Of the cases each advisor leads today, the delays that fell due in the last twelve months: those stopped in time, over all that were
 * stopped or are broken. What is silent counts as late. (`docs/product.md` M7)
 */
async function countDelays(tx: Tx, actor: Actor, advisors: readonly Advisor[], today: LocalDate): Promise<Map<string, KeptDelays>> {
  if (advisors.length === 0) return new Map();
  const ids = `{${advisors.map(({ id }) => id).join(',')}}`;
  const rows = await tx.execute<{ id: string } & KeptDelays>(sql`
    select s.id, d.kept, d.of from unnest(${ids}::uuid[]) s (id) cross join lateral (
      select (count(*) filter (where (k.stopped_at at time zone 'Europe/Paris')::date <= k.due_on))::int kept, count(*)::int "of"
      from cases c join clocks k on k.cluster_id = c.cluster_id and k.case_id = c.id
      where c.cluster_id = ${actor.clusterId} and c.lead_id = s.id and k.due_on between ${addDays(today, -365)}::date and ${today}::date
        and (k.stopped_at is not null or (k.paused_on is null and k.due_on < ${today}::date))) d`);
  return new Map(rows.map(({ id, kept, of }) => [id, { kept, of }]));
}
