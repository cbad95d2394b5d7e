import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { isId } from '~/platform/is-id';

/** A company that this person follows, hence may look at as its leaders do; null otherwise. */
export async function findFollowedCompany(
  tx: Tx,
  actor: Actor,
  companyId: string | undefined,
): Promise<{ id: string; name: string } | null> {
  if (!isId(companyId)) return null;
  const [row] = (await tx.execute(sql`
    select c.id, c.name from companies c where c.cluster_id = ${actor.clusterId} and c.id = ${companyId} and access.follows_company(c.id)`)) as unknown as {
    id: string;
    name: string;
  }[];
  return row ?? null;
}
