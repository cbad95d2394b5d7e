import { type SQL, sql } from 'drizzle-orm';

/**
 * Whether a role, a link to a company or a place in a team holds, on a day or today in Paris. `of` names a row of
 * `cluster_roles`, `company_roles` or `team_members`; what was ended by an act holds on no day any more.
 */
export function runs(of: SQL, today?: string): SQL<boolean> {
  return sql<boolean>`access.runs(${of}.from_on, ${of}.until_on, ${of}.ended_at${today === undefined ? sql`` : sql`, ${today}::date`})`;
}
