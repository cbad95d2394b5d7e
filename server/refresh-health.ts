import { sql } from 'drizzle-orm';
import type { Sql } from 'postgres';
import { today } from '~/platform/clock.server';
import { inTransaction, transactionPool } from '~/platform/database.server';
import { log } from '~/platform/log.server';

/** Cases written in one transaction: a fraction of a second during which only their health is locked. */
const CASES_AT_ONCE = 500;

/**
 * How every open case of every cluster stands today: whatever was computed before is due, so a missed night is caught up, and a second
 * run finds nothing. Returns how many were written. (`docs/domain.md §6.5`)
 */
export async function refreshHealth(pool: Sql = transactionPool(), on = today(), atOnce = CASES_AT_ONCE): Promise<number> {
  let total = 0;
  for (const { id } of await pool<{ id: string }[]>`select id from clusters order by id`) {
    const start = performance.now();
    let cases = 0;
    for (let written = -1; written !== 0; cases += written) written = await refreshSome(pool, id, on, atOnce);
    if (cases > 0) log('info', 'health.refreshed', { cluster: id, on, cases, ms: Math.round(performance.now() - start) });
    total += cases;
  }
  return total;
}

function refreshSome(pool: Sql, clusterId: string, on: string, atOnce: number): Promise<number> {
  return inTransaction(
    pool,
    'write',
    (connection) => connection`select access.enter_system(${clusterId}::uuid, 'refresh-health')`.execute(),
    async (tx) => {
      const [row] = await tx.execute<{ written: number }>(sql`select health.refresh_due(${on}::date, ${atOnce}::int) as written`);
      return row?.written ?? 0;
    },
  );
}
