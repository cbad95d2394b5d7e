import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { isId } from '~/platform/is-id';

/** What a page of the leader's space may be about. */
type Subject = { caseId: string | undefined; documentId: string | undefined; requestId: string | undefined };

/** Whose case, document or request it is: one of the actor's companies, or null for what they may not see. */
export async function findCompanyAbout(tx: Tx, actor: Actor, { caseId, documentId, requestId }: Subject) {
  const [table, id] = caseId ? [sql`cases`, caseId] : documentId ? [sql`documents`, documentId] : [sql`support_requests`, requestId];
  if (!isId(id)) return null;
  const [row] = (await tx.execute(
    sql`select company_id as "companyId" from ${table} where cluster_id = ${actor.clusterId} and id = ${id}::uuid`,
  )) as unknown as { companyId: string }[];
  const company = actor.companies.find((one) => one.id === row?.companyId);
  return company ? { id: company.id, name: company.name } : null;
}
