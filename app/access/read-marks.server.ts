import { sql } from 'drizzle-orm';
import { inTransaction, type Tx, transactionPool } from '~/platform/database.server';
import { enter } from './acting.server';
import type { Actor } from './actor';

type Shared = { kind: 'note' | 'task' | 'document'; id: string };

/** Waits until nobody is about to open this; whoever opens it from now on waits for the end of the transaction. */
export async function waitForReaders(tx: Tx, itemId: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(access.reading_lock(${itemId}::uuid))`);
}

/**
 * Marks what a company's person opens as read by them, before it is shown; answers which of it is still in sight. Bookkeeping of its own
 * short transaction (quality.md S15): what was taken back meanwhile is neither marked nor shown.
 */
export async function markRead(actor: Actor, companyId: string, items: readonly Shared[]): Promise<string[]> {
  // Whoever looks as the company marks nothing read.
  if (items.length === 0 || actor.viewing) return items.map(({ id }) => id);
  const named = JSON.stringify(items.map(({ kind, id }) => ({ kind, id })));
  return inTransaction(
    transactionPool(),
    'write',
    (connection) => enter(actor, connection, 'write'),
    async (tx) => {
      const rows = (await tx.execute(sql`select access.mark_read(${companyId}::uuid, ${named}::text::jsonb) as id`)) as unknown as {
        id: string;
      }[];
      return rows.map(({ id }) => id);
    },
  );
}
