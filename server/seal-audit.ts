import type { Sql } from 'postgres';
import { now } from '~/platform/clock.server';
import { database } from '~/platform/database.server';
import { log } from '~/platform/log.server';

/** What is younger may still be followed by an entry that was made before it and is not written yet. */
const OLD_ENOUGH_MS = 10 * 60_000;
const ENTRIES_AT_ONCE = 5_000;
/** Lines of the access log that belong to no cluster: refused sign-ins. */
export const NO_CLUSTER = '00000000-0000-0000-0000-000000000000';
export const TRAILS = ['events', 'access'] as const;

export type Chain = { clusterId: string; trail: (typeof TRAILS)[number] };

/** Every chain of the installation: one for what each cluster did, one for who reached it. */
export async function listChains(sql: Sql): Promise<Chain[]> {
  const clusters = await sql<{ id: string }[]>`select id from clusters order by id`;
  return [...clusters.map(({ id }) => id), NO_CLUSTER].flatMap((clusterId) => TRAILS.map((trail) => ({ clusterId, trail })));
}

/** Seals what is old enough, batch after batch, and writes each chain's head to the log: kept elsewhere, it tells a chain made anew from this one. */
export async function sealAudit(
  sql: Sql = database(),
  before = new Date(now().getTime() - OLD_ENOUGH_MS),
  atOnce = ENTRIES_AT_ONCE,
): Promise<number> {
  let total = 0;
  for (const { clusterId, trail } of await listChains(sql)) {
    let sealed = await sealSome(sql, { clusterId, trail }, before, atOnce);
    let entries = sealed.entries;
    while (sealed.entries === atOnce) {
      sealed = await sealSome(sql, { clusterId, trail }, before, atOnce);
      entries += sealed.entries;
    }
    if (entries > 0) log('info', 'audit.sealed', { cluster: clusterId, trail, entries, batch: sealed.batchNo, head: sealed.head });
    total += entries;
  }
  return total;
}

async function sealSome(sql: Sql, { clusterId, trail }: Chain, before: Date, atOnce: number) {
  const [sealed] = await sql<{ entries: number; batchNo: number; head: string }[]>`
    select entries, batch_no as "batchNo", head from access.seal_audit(${clusterId}, ${trail}, ${before.toISOString()}, ${atOnce})`;
  return sealed ?? { entries: 0, batchNo: 0, head: '' };
}

type Fault = { batchNo: number; entryId: string | null; fault: string };
type VerifiedChain = Chain & { entries: number; waiting: number; batches: number; head: string; fault: Fault | null };

/** Each chain with its head, and the first entry or seal of it that is not what was sealed. */
export async function verifyAudit(sql: Sql): Promise<VerifiedChain[]> {
  const verified: VerifiedChain[] = [];
  for (const chain of await listChains(sql)) {
    const { clusterId, trail } = chain;
    const [state] = await sql<Omit<VerifiedChain, keyof Chain | 'fault'>[]>`
      select entries, waiting, batches, head from access.audit_state(${clusterId}, ${trail})`;
    const [fault] = await sql<Fault[]>`
      select batch_no as "batchNo", entry_id as "entryId", fault from access.verify_audit(${clusterId}, ${trail})`;
    if (state && (state.batches > 0 || state.waiting > 0)) verified.push({ ...chain, ...state, fault: fault ?? null });
  }
  return verified;
}
