import { setTimeout as sleep } from 'node:timers/promises';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

/** Any fixed number: it only has to be the same for every process that migrates. */
const MIGRATION_LOCK = 7_318_204_551;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Brings the database to the newest schema, as its owner. Processes that start together take turns.
 * A migration that waits over 3 s for a table gives up, so that it doesn't hold up everyone behind it, and is tried again.
 */
export async function migrateDatabase(
  ownerUrl: string,
  migrationsFolder = new URL('./migrations', import.meta.url).pathname,
): Promise<void> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await client`set lock_timeout = '3s'`;
    for (let attempt = 1; ; attempt++) {
      try {
        await migrate(drizzle(client), { migrationsFolder });
        return;
      } catch (error) {
        if (attempt === 5 || postgresCode(error) !== LOCK_NOT_AVAILABLE) throw error;
        await sleep(1_000);
      }
    }
  } finally {
    await client.end({ timeout: 5 });
  }
}

/** Drizzle wraps the database's error, whose code says what happened. */
function postgresCode(error: unknown): unknown {
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return code ?? (cause ? postgresCode(cause) : undefined);
}
