import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';

/**
 * Locks the figures of a company and returns the instant at which what follows becomes known: later than anything known about the
 * company before. Every command on figures begins here. (`docs/ledger.md §1`)
 */
export async function lockFigures(tx: Tx, actor: Actor, companyId: string, at: Date): Promise<string> {
  await tx.execute(
    sql`insert into figure_subjects (cluster_id, id, company_id) values (${actor.clusterId}, ${companyId}, ${companyId}) on conflict do nothing`,
  );
  const rows = (await tx.execute(sql`
    update figure_subjects set last_recorded_at = greatest(${at.toISOString()}::timestamptz, last_recorded_at + interval '1 microsecond')
    where cluster_id = ${actor.clusterId} and id = ${companyId} returning last_recorded_at::text as "knownAt"`)) as unknown as {
    knownAt: string;
  }[];
  const knownAt = rows[0]?.knownAt;
  if (!knownAt) throw new Error('figures of an unreachable company');
  return knownAt;
}
