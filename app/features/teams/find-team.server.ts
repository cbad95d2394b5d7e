import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { isId } from '~/platform/is-id';

export type Team = {
  id: string;
  parentId: string | null;
  name: string;
  retiredOn: string | null;
  version: number;
  /** The caller reads its cases. */
  isInOwnReach: boolean;
};

/** Every team of the cluster, the closed ones too, by name. One statement. */
export async function listTeams(tx: Tx, actor: Pick<Actor, 'clusterId'>): Promise<Team[]> {
  return (await tx.execute(sql`
    select t.id, t.parent_id as "parentId", t.name, t.retired_on as "retiredOn", t.version, coalesce(t.id = any ((select access.team_ids())::uuid[]), false) as "isInOwnReach"
    from teams t where t.cluster_id = ${actor.clusterId} order by t.name collate "fr-x-icu", t.id limit 1000`)) as unknown as Team[];
}

/** The same for an act on them: whoever else shapes teams waits until this one has ended, as the database's own check does. */
export async function holdTeams(tx: Tx, actor: Pick<Actor, 'clusterId'>): Promise<Team[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`teams ${actor.clusterId}`}, 0))`);
  return listTeams(tx, actor);
}

export function teamOf(teams: readonly Team[], id: string | undefined): Team | null {
  return isId(id) ? (teams.find((team) => team.id === id) ?? null) : null;
}

/** Whether another team that is open is called so. */
export function isNameTaken(teams: readonly Team[], name: string, ownId?: string): boolean {
  const same = (one: string) => one.localeCompare(name, 'fr', { sensitivity: 'accent' }) === 0;
  return teams.some((team) => team.id !== ownId && team.retiredOn === null && same(team.name));
}
