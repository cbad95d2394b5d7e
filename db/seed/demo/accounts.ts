import type postgres from 'postgres';
import { hashPassword } from '../../../app/access/password.server';
import type { DemoAccount } from './world';

/** One password a role, at least fourteen characters like any other. */
export function demoPassword(role: string): string {
  return `demonstration-2026-${role.replace(/_/g, '-')}`;
}

/** Roles in the order the sign-in page lists them. */
const DEMO_ROLES: readonly string[] = [
  'leader',
  'collaborator',
  'advisor',
  'track_lead',
  'manager',
  'director',
  'expert',
  'funder',
  'admin',
];

export type OpenedAccount = { email: string; role: string };

/** Gives the accounts their role's password, each hash with its own salt, and keeps their list with the programme. */
export async function openAccounts(sql: postgres.ISql, clusterId: string, opened: readonly OpenedAccount[]): Promise<void> {
  const hashes = await Promise.all(opened.map(({ role }) => hashPassword(demoPassword(role))));
  const emails = opened.map(({ email }) => email);
  await sql`
    update accounts set password_hash = opened.hash
    from unnest(${emails}::text[], ${hashes}::text[]) as opened (email, hash) where accounts.email = opened.email collate "C"`;
  const listed = [...opened].sort((a, b) => DEMO_ROLES.indexOf(a.role) - DEMO_ROLES.indexOf(b.role));
  await sql`
    update programmes set settings = jsonb_set(settings, '{demo,accounts}', ${JSON.stringify(listed)}::text::jsonb) where cluster_id = ${clusterId}`;
}

/** The accounts people may sign in with, read from the database: the same list at the first run and at any later one. */
export async function listAccounts(sql: postgres.Sql): Promise<DemoAccount[]> {
  const clusters = await sql<{ id: string; name: string }[]>`select id, name from clusters where is_demo order by id`;
  const listed: DemoAccount[] = [];
  for (const { id, name: cluster } of clusters) {
    const rows = await sql.begin(async (tx) => {
      await tx`select access.enter_system(${id}, 'seed')`;
      return tx<{ role: string; email: string; name: string; company: string | null }[]>`
        select o.role, o.email, p.given_name || ' ' || p.family_name as name, own.names as company
        from programmes g
          cross join lateral rows from (jsonb_to_recordset(g.settings -> 'demo' -> 'accounts') as (email text, role text)) with ordinality o (email, role, n)
          join accounts a on a.email = o.email collate "C"
          join people p on p.cluster_id = g.cluster_id and p.account_id = a.id
          cross join lateral (select string_agg(c.name, ', ' order by c.name) as names from company_roles r
            join companies c on c.cluster_id = r.cluster_id and c.id = r.company_id where r.cluster_id = p.cluster_id and r.person_id = p.id) own
        where g.cluster_id = ${id} order by o.n`;
    });
    listed.push(...rows.map(({ role, email, name, company }) => ({ role, email, password: demoPassword(role), name, cluster, company })));
  }
  return listed;
}
