export type InTree = { id: string; parentId: string | null };
export type Branch<T> = { team: T; below: Branch<T>[] };

/** Teams with those below each, sisters in the order given. One whose parent isn't among them stands at the top. */
export function treeOf<T extends InTree>(teams: readonly T[]): Branch<T>[] {
  const known = new Set(teams.map(({ id }) => id));
  const under = (parentId: string | null): Branch<T>[] =>
    teams
      .filter((team) => (team.parentId !== null && known.has(team.parentId) ? team.parentId : null) === parentId)
      .map((team) => ({ team, below: under(team.id) }));
  return under(null);
}

/** A team and all below it: where it can't be moved. */
export function withBelow(teams: readonly InTree[], id: string): ReadonlySet<string> {
  const found = new Set([id]);
  for (;;) {
    const more = teams.filter((team) => team.parentId !== null && found.has(team.parentId) && !found.has(team.id));
    if (more.length === 0) return found;
    for (const team of more) found.add(team.id);
  }
}

export const TEAM_REFUSALS = [
  'own_rights',
  'name_taken',
  'team_closed',
  'parent_gone',
  'under_itself',
  'has_teams',
  'has_members',
  'has_cases',
  'days_order',
  'day_past',
  'already_member',
  'is_deactivated',
  'place_over',
] as const;
export type TeamRefusal = (typeof TEAM_REFUSALS)[number];

/** Cases are counted up to here: more are said to be more. */
export const MOST_COUNTED = 300;
