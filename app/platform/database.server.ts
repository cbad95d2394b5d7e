import { PgDatabase, PgDialect } from 'drizzle-orm/pg-core';
import { type PostgresJsDatabase, PostgresJsSession } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { env } from './env.server';

export type Tx = PostgresJsDatabase;

/** Every connection of the pool is busy for longer than a person should wait. */
export class PoolExhausted extends Error {
  readonly code = 'POOL_EXHAUSTED';
}

const OUTAGE_CODES = [
  'POOL_EXHAUSTED',
  'CONNECT_TIMEOUT',
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'ECONNREFUSED',
  'ECONNRESET',
];

/** Whether an error will pass by itself: the database is away, starting, stopping or busy. */
export function isOutage(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  return (typeof code === 'string' && (OUTAGE_CODES.includes(code) || /^(57P0|53)/.test(code))) || (cause !== undefined && isOutage(cause));
}

const WAIT_FOR_CONNECTION_MS = 2_500;
/** Single statements are short and pipelined: few connections carry them. */
const STATEMENT_CONNECTIONS = 3;
let statements: postgres.Sql | undefined;
let transactions: postgres.Sql | undefined;

/**
 * Single statements of the restricted role. Never from the connections that transactions use: between the moment postgres.js
 * gives a connection to a transaction and its BEGIN, it may still put a stranger's statement on it, which the server then runs
 * inside that transaction, read-only or rolled back.
 */
export function database(): postgres.Sql {
  statements ??= openPool(env().databaseUrl, STATEMENT_CONNECTIONS);
  return statements;
}

/** The connections that `inTransaction` reserves; nothing else may be sent through them. */
export function transactionPool(): postgres.Sql {
  transactions ??= openPool(env().databaseUrl, env().poolSize);
  return transactions;
}

const asIs = (text: string) => text;

export function openPool(url: string, size: number): postgres.Sql {
  return postgres(url, {
    max: size,
    connect_timeout: 3,
    backoff: (attempt) => Math.min(0.05 * 2 ** attempt, 0.5),
    onnotice: () => {},
    types: {
      // Instants travel as text: a JavaScript Date would drop microseconds and refuse 'infinity'.
      date: { to: 1184, from: [1082, 1114, 1184], serialize: asIs, parse: asIs },
      // Drizzle writes JSON as text itself.
      json: { to: 3802, from: [114, 3802], serialize: asIs, parse: (text: string) => JSON.parse(text) },
    },
    connection: {
      application_name: 'perspective-pme',
      timezone: 'UTC',
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 15_000,
      // Planning a policy costs 0.3 to 1 ms a statement; every hot statement is right with its generic plan.
      plan_cache_mode: 'force_generic_plan',
      // A page's statements touch few rows: to start helpers for one costs ten times the statement. As text: postgres.js leaves a 0 out.
      max_parallel_workers_per_gather: '0',
    } as Record<string, string | number>,
  });
}

export async function closeDatabase(): Promise<void> {
  const open = [statements, transactions];
  [statements, transactions] = [undefined, undefined];
  await Promise.all(open.map((pool) => pool?.end({ timeout: 5 })));
}

const dialect = new PgDialect();

/** Drizzle sends through `unsafe`, which postgres.js doesn't prepare by itself: unprepared is two round trips and no pipelining. */
function prepared<C extends { unsafe: postgres.Sql['unsafe'] }>(client: C): C {
  return new Proxy(client, {
    get: (target, key) =>
      key === 'unsafe'
        ? (query: string, parameters?: never[], options?: object) => target.unsafe(query, parameters, { ...options, prepare: true })
        : Reflect.get(target, key),
  });
}

/** Drizzle on one reserved connection. */
export function drizzleOn(connection: postgres.ReservedSql): Tx {
  const client = prepared(connection) as unknown as postgres.Sql;
  return new PgDatabase(dialect, new PostgresJsSession(client, dialect, undefined, {}), undefined) as unknown as Tx;
}

async function reserve(from: postgres.Sql): Promise<postgres.ReservedSql> {
  let timer: NodeJS.Timeout | undefined;
  const reserved = from.reserve();
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PoolExhausted('no free connection')), WAIT_FOR_CONNECTION_MS);
  });
  try {
    return await Promise.race([reserved, late]);
  } catch (error) {
    reserved.then((connection) => connection.release()).catch(() => {});
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

/** A transaction that reads: one moment in all its statements, and no write. */
export const BEGIN_READING = 'begin isolation level repeatable read read only';
const BEGIN = { read: BEGIN_READING, write: 'begin' };

/**
 * Runs `work` in one transaction. BEGIN and `enter` travel in the same flight as the first statement of `work`;
 * a read-only transaction sees one moment in all its statements, so that a count on a page is that of its rows, and doesn't wait for
 * its COMMIT. Any error, or a result that `keeps` refuses, rolls back.
 */
export async function inTransaction<T>(
  from: postgres.Sql,
  mode: 'read' | 'write',
  enter: (connection: postgres.ReservedSql) => Promise<unknown>,
  work: (tx: Tx) => Promise<T>,
  keeps: (value: T) => boolean = () => true,
): Promise<T> {
  const connection = await reserve(from);
  try {
    const head = Promise.all([connection.unsafe(BEGIN[mode]).execute(), enter(connection)]);
    head.catch(() => {});
    const value = await Promise.all([work(drizzleOn(connection)), head]).then(([result]) => result);
    const end = connection.unsafe(keeps(value) ? 'commit' : 'rollback').execute();
    if (mode === 'write') await end;
    else end.catch(() => {});
    return value;
  } catch (error) {
    await connection.unsafe('rollback').catch(() => {});
    throw error;
  } finally {
    connection.release();
  }
}
