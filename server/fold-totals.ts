import { sql } from 'drizzle-orm';
import type { Sql } from 'postgres';
import { inTransaction, transactionPool } from '~/platform/database.server';

/** Companies counted again in one transaction. */
const COMPANIES_AT_ONCE = 50;

/** Brings the totals of every cluster up to what is known: companies that have changed are counted again. (`docs/ledger.md §9`) */
export async function foldTotals(pool: Sql = transactionPool()): Promise<void> {
  for (const { id } of await pool<{ id: string }[]>`select id from clusters order by id`) while ((await foldSome(pool, id)) > 0);
}

function foldSome(pool: Sql, clusterId: string): Promise<number> {
  return inTransaction(
    pool,
    'write',
    (connection) => connection`select access.enter_system(${clusterId}::uuid, 'fold-impact')`.execute(),
    async (tx) => {
      const [row] = (await tx.execute(sql`select ledger.fold(${COMPANIES_AT_ONCE}) as left`)) as unknown as { left: number }[];
      return row?.left ?? 0;
    },
  );
}
