import { sql } from 'drizzle-orm';
import type { Tx } from '~/access/acting.server';
import type { Actor } from '~/access/actor';

/**
 * Locks the figures of a company, or of the cluster itself (null), and returns the instant at which what follows becomes known: later
 * than anything known about it before. Every command on figures begins here. (`docs/ledger.md §1`)
 */
export async function lockFigures(tx: Tx, actor: Actor, companyId: string | null, at: Date): Promise<string> {
  const subjectId = companyId ?? actor.clusterId;
  await tx.execute(
    sql`insert into figure_subjects (cluster_id, id, company_id) values (${actor.clusterId}, ${subjectId}, ${companyId}) on conflict do nothing`,
  );
  const rows = (await tx.execute(sql`
    update figure_subjects set last_recorded_at = greatest(${at.toISOString()}::timestamptz, last_recorded_at + interval '1 microsecond')
    where cluster_id = ${actor.clusterId} and id = ${subjectId} returning last_recorded_at::text as "knownAt"`)) as unknown as {
    knownAt: string;
  }[];
  const knownAt = rows[0]?.knownAt;
  if (!knownAt) throw new Error('figures of an unreachable subject');
  return knownAt;
}
