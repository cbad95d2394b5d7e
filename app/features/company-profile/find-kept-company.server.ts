import { and, eq } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';
import { companies } from '../../../db/schema/companies';
import { isKept } from '../companies/kept-company.server';

/** A company in sight, and whether it is the actor's to keep. */
export async function findKeptCompany(tx: Tx, actor: Actor, companyId: string) {
  const [found] = await tx
    .select({ before: companies, isKept: isKept(companyId) })
    .from(companies)
    .where(and(eq(companies.clusterId, actor.clusterId), eq(companies.id, companyId)));
  return found ? { ...found, id: companyId } : null;
}
