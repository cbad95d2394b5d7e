import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import type { Track } from '~/features/programmes/track';
import { isId } from '~/platform/is-id';

export type CaseName = { id: string; reference: string; track: Track; companyId: string; companyName: string };

/** What names a case on the pages below it, or null when it is out of sight. */
export async function findCaseName(tx: Tx, actor: Actor, caseId: string | undefined): Promise<CaseName | null> {
  if (!isId(caseId)) return null;
  const [row] = (await tx.execute(sql`
    select c.id, c.reference, c.track, c.company_id as "companyId", (select co.name from companies co where co.cluster_id = c.cluster_id and co.id = c.company_id) as "companyName"
    from cases c where c.cluster_id = ${actor.clusterId} and c.id = ${caseId}`)) as unknown as CaseName[];
  return row ?? null;
}
