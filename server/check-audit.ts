import { sql } from 'drizzle-orm';
import type { Sql } from 'postgres';
import { now } from '~/platform/clock.server';
import { inTransaction, type Tx, transactionPool } from '~/platform/database.server';
import { log } from '~/platform/log.server';
import { type Chain, NO_CLUSTER, TRAILS } from './seal-audit';

/** A trail of years is read whole: longer than anybody would wait for a page. */
const LONGEST_MS = 600_000;

type Found = {
  entries: number;
  waiting: number;
  batches: number;
  head: string;
  fault: string | null;
  faultBatch: number | null;
  faultEntry: string | null;
};

/** Looks whether each chain is still what was sealed, and writes what it found where the administrators of each cluster read it. Returns how many chains do not hold. */
export async function checkAudit(pool: Sql = transactionPool(), at = now()): Promise<number> {
  let broken = 0;
  for (const { id } of await pool<{ id: string }[]>`select id from clusters order by id`) {
    await inTransaction(
      pool,
      'write',
      (connection) =>
        connection`select access.enter_system(${id}::uuid, 'check-audit'), set_config('statement_timeout', ${String(LONGEST_MS)}, true)`.execute(),
      async (tx) => {
        for (const trail of TRAILS) broken += await check(tx, { clusterId: id, trail }, { clusterId: id, name: trail, at });
        broken += await check(tx, { clusterId: NO_CLUSTER, trail: 'access' }, { clusterId: id, name: 'shared', at });
      },
    );
  }
  return broken;
}

async function check(tx: Tx, chain: Chain, told: { clusterId: string; name: string; at: Date }): Promise<number> {
  const [found] = await tx.execute<Found>(sql`
    select s.entries, s.waiting, s.batches, s.head, v.fault, v.batch_no as "faultBatch", v.entry_id as "faultEntry"
    from access.audit_state(${chain.clusterId}::uuid, ${chain.trail}) s left join access.verify_audit(${chain.clusterId}::uuid, ${chain.trail}) v on true`);
  if (!found || (found.batches === 0 && !found.fault)) return 0;
  const { entries, waiting, batches, head, fault, faultBatch, faultEntry } = found;
  await tx.execute(sql`
    insert into audit_checks (cluster_id, trail, checked_at, entries, waiting, batches, head, fault, fault_batch, fault_entry)
    values (${told.clusterId}::uuid, ${told.name}, ${told.at.toISOString()}::timestamptz, ${entries}, ${waiting}, ${batches}, ${head}, ${fault}, ${faultBatch}, ${faultEntry}::uuid)`);
  log(fault ? 'error' : 'info', 'audit.checked', {
    cluster: chain.clusterId,
    trail: chain.trail,
    entries,
    head,
    fault,
    batch: faultBatch,
    entry: faultEntry,
  });
  return fault ? 1 : 0;
}
