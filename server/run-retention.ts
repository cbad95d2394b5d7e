import { sql } from 'drizzle-orm';
import type { Sql } from 'postgres';
import { type Recorded, recordEvent, recordEvents } from '~/features/history/record-event.server';
import { isRetentionKind, isRun, type RetentionKind } from '~/features/retention/retention-kind';
import { now } from '~/platform/clock.server';
import { inTransaction, type Tx, transactionPool } from '~/platform/database.server';
import { log } from '~/platform/log.server';
import { retentionRuns } from '../db/schema/retention';

const AT_ONCE = 500;
const LONGEST_MS = 600_000;

type Rule = { kind: RetentionKind; months: number };

/**
 * What has passed its term goes, in every cluster that turned its kind on: some hundred at a time, each with its own transaction, so that
 * nobody waits long and a run that is cut goes on the next night. Returns how many. (`docs/domain.md §9.3`)
 */
export async function runRetention(pool: Sql = transactionPool(), at = now(), atOnce = AT_ONCE): Promise<number> {
  let total = 0;
  for (const { id: clusterId } of await pool<{ id: string }[]>`select id from clusters order by id`) {
    for (const rule of await asJob(pool, clusterId, listRules)) total += await run(pool, { clusterId, ...rule }, at, atOnce);
  }
  for (let gone = -1; gone !== 0; total += gone) gone = await clearShared(pool, at, atOnce);
  return total;
}

async function listRules(tx: Tx): Promise<Rule[]> {
  const rules = await tx.execute<Rule>(
    sql`select kind, months from retention_rules where cluster_id = access.cluster_id() and is_on order by kind`,
  );
  return rules.filter(({ kind }) => isRetentionKind(kind) && isRun(kind));
}

type Here = Rule & { clusterId: string };

async function run(pool: Sql, rule: Here, at: Date, atOnce: number): Promise<number> {
  const { clusterId, kind, months } = rule;
  const found = await asJob(pool, clusterId, async (tx) => {
    const [row] = await tx.execute<{ found: number }>(sql`
      select count(*)::int as found from access.retention_due(${kind}, ${months}::int, ${at.toISOString()}::timestamptz)`);
    return row?.found ?? 0;
  });
  let done = 0;
  for (let cleared = -1; cleared !== 0; done += cleared) cleared = await asJob(pool, clusterId, (tx) => clear(tx, rule, at, atOnce));
  const ran = { clusterId, kind, ranAt: at.toISOString(), isTrial: false, months, found, done };
  await asJob(pool, clusterId, (tx) => tx.insert(retentionRuns).values(ran));
  log('info', 'retention.ran', { cluster: clusterId, kind, months, found, done });
  return done;
}

/** Some of a kind, and what tells of it, in one transaction. */
async function clear(tx: Tx, rule: Here, at: Date, atOnce: number): Promise<number> {
  const { clusterId, kind, months } = rule;
  const cleared = await tx.execute<{ id: string }>(sql`
    select access.retention_clear(${kind}, ${months}::int, ${at.toISOString()}::timestamptz, ${atOnce}::int) as id`);
  if (cleared.length === 0) return 0;
  const job = { clusterId, personId: null, isJob: true } as const;
  const facts = { kind, months, done: cleared.length };
  await recordEvent(tx, job, 'retention.ran', { subject: ['cluster', clusterId], confidentiality: 'admin', facts });
  await tellEach(
    tx,
    job,
    rule,
    cleared.map(({ id }) => id),
    at,
  );
  return cleared.length;
}

const TOLD_OF_PEOPLE: Partial<Record<RetentionKind, 'person.warned_dormant' | 'person.shut_dormant'>> = {
  dormant_warning: 'person.warned_dormant',
  dormant_account: 'person.shut_dormant',
};

/** Whose page or case has a history is told there too. */
async function tellEach(tx: Tx, job: Parameters<typeof recordEvents>[1], { clusterId, kind }: Here, ids: string[], at: Date) {
  const told = TOLD_OF_PEOPLE[kind];
  if (told) {
    const facts: Recorded['facts'] = told === 'person.shut_dormant' ? { disabledAt_from: null, disabledAt_to: at.toISOString() } : {};
    await recordEvents(
      tx,
      job,
      told,
      ids.map((id) => ({ subject: ['person', id], confidentiality: 'admin', facts })),
    );
  }
  if (kind !== 'closed_request') return;
  const cases = await tx.execute<{ id: string; company: string }>(sql`
    select c.id, c.company_id as company from cases c where c.cluster_id = ${clusterId} and c.id = any (${sql.param(ids)}::uuid[])`);
  await recordEvents(
    tx,
    job,
    'request.anonymised',
    cases.map(({ id, company }) => ({ subject: ['case', id], caseId: id, companyId: company, confidentiality: 'company' })),
  );
}

async function clearShared(pool: Sql, at: Date, atOnce: number): Promise<number> {
  const [row] = await pool<{ cleared: number }[]>`
    select access.retention_clear_shared(${at.toISOString()}::timestamptz, ${atOnce}::int) as cleared`;
  return row?.cleared ?? 0;
}

function asJob<T>(pool: Sql, clusterId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(
    pool,
    'write',
    (connection) =>
      connection`select access.enter_system(${clusterId}::uuid, 'run-retention'), set_config('statement_timeout', ${String(LONGEST_MS)}, true)`.execute(),
    work,
  );
}
