import type postgres from 'postgres';
import type { PageState } from './pages';

export type DemoPlaces = {
  /** A case in this state that the person works on: led by an advisor, of a leader's company, any of the cluster for a manager. */
  case: (state: string) => Promise<string | null>;
  /** A milestone of such a case: its address's two ids. */
  milestone: (states: string[], side?: string) => Promise<{ caseId: string; milestoneId: string } | null>;
  /** First column of the first row of a query about the person's cluster, `$1`, the person, `$2`, `@cases` they work on and their `@companies`. */
  one: (query: string) => Promise<string | null>;
};

/** Where things stand in the demonstration for one of its people. */
export function placesOf(sql: postgres.Sql, email: string): DemoPlaces {
  const mine = `from cases c where c.cluster_id = $1 and (c.lead_id = $2
      or c.company_id in (select r.company_id from company_roles r where r.cluster_id = $1 and r.person_id = $2 and r.role = 'leader')
      or exists (select from cluster_roles r where r.cluster_id = $1 and r.person_id = $2
        and (r.role in ('manager', 'director') or r.track = c.track or (r.role = 'advisor' and c.worklist = 'new' and c.lead_id is null))))`;
  const rows = async (query: string) => {
    const [person] = await sql<{ cluster_id: string; id: string }[]>`
      select p.cluster_id, p.id from people p join accounts a on a.id = p.account_id where a.email = ${email} limit 1`;
    if (!person) throw new Error(`Nobody signs in as ${email}.`);
    // Both parameters are named in every query, so that either may be left unused.
    const spelt = query.replaceAll('@cases', `(select c.id ${mine})`).replaceAll('@companies', `(select c.company_id ${mine})`);
    return sql.unsafe<Record<string, string>[]>(`select * from (${spelt}) q where ($1::uuid, $2::uuid) is not null limit 1`, [
      person.cluster_id,
      person.id,
    ]);
  };
  const one = async (query: string) => Object.values((await rows(query))[0] ?? {})[0] ?? null;
  return {
    one,
    case: (state) => one(`select c.id ${mine} and c.state = '${state}' order by c.id`),
    milestone: async (states, side) => {
      const [found] = await rows(
        `select m.case_id as "caseId", m.id as "milestoneId" from milestones m where m.cluster_id = $1 and m.state in (${states.map((state) => `'${state}'`).join(', ')}) ${side ? `and m.side = '${side}' and m.published_at is not null` : ''}
          and m.case_id in (select c.id ${mine} and c.state in ('active', 'assessing')) order by m.state, m.id`,
      );
      return found ? { caseId: found.caseId ?? '', milestoneId: found.milestoneId ?? '' } : null;
    },
  };
}

/** Those of some accounts for whom a page exists in a state, each with its address; nobody's page has one address. */
export async function* thoseWhoSee<Account extends { email: string; role: string }>(
  sql: postgres.Sql,
  { role, at }: Pick<PageState, 'role' | 'at'>,
  accounts: readonly Account[],
): AsyncGenerator<{ account: Account | null; address: string }> {
  const [anybody] = accounts;
  if (role === null) {
    const address = anybody && (await at(placesOf(sql, anybody.email)));
    if (address) yield { account: null, address };
    return;
  }
  for (const account of accounts.filter((one) => one.role === role)) {
    const address = await at(placesOf(sql, account.email));
    if (address !== null) yield { account, address };
  }
}
