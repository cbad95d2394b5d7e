import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { findItem } from '~/features/confidentiality/item.queries.server';
import { isId } from '~/platform/is-id';

/** What a page of the leader's space may be about. */
type Subject = Readonly<Partial<Record<'caseId' | 'documentId' | 'requestId' | 'kind' | 'itemId', string | undefined>>>;

/** Whose case, document, request or readers it is: one of the actor's companies, or null for what they may not see. */
export async function findCompanyAbout(tx: Tx, actor: Actor, subject: Subject) {
  const companyId = subject.itemId
    ? (await findItem(tx, actor, subject.kind, subject.itemId))?.companyId
    : await holderOf(tx, actor, subject);
  const company = actor.companies.find(({ id }) => id === companyId);
  return company ? { id: company.id, name: company.name } : null;
}

async function holderOf(tx: Tx, actor: Actor, { caseId, documentId, requestId }: Subject): Promise<string | undefined> {
  const [table, id] = caseId ? [sql`cases`, caseId] : documentId ? [sql`documents`, documentId] : [sql`support_requests`, requestId];
  if (!isId(id)) return;
  const [row] = (await tx.execute(
    sql`select company_id as "companyId" from ${table} where cluster_id = ${actor.clusterId} and id = ${id}::uuid`,
  )) as unknown as { companyId: string }[];
  return row?.companyId;
}
